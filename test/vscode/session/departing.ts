import type { Locator, Page } from 'playwright-core';
import { CONFLICT, goTo, hover, inputBox, line, openFile, pointUntil, quickFixes } from './actions.js';
import type { Step } from './step.js';

/** Recording that the draft departs on purpose. */
export const DEPARTING: readonly Step[] = [
  {
    title: 'leaving the box records no departure',
    run: async (page, text) => {
      const box = await beginDeparture(page, text);
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
      await pointUntil(page, text, CONFLICT, hover(page, 'This contradicts'));
    },
  },
  {
    title: 'a departure is recorded with why and who, and the finding shows as decided',
    run: async (page, text) => {
      await beginDeparture(page, text);
      await page.keyboard.press('Enter');
      await inputBox(page, 'Write something, or press Escape.').waitFor();
      await page.keyboard.type('telegram 114', { delay: 10 });
      await page.keyboard.press('Enter');
      await inputBox(page, 'Who records it').waitFor();
      await page.keyboard.type('A. Drafter', { delay: 10 });
      await page.keyboard.press('Enter');
      await inputBox(page, 'Who records it').waitFor({ state: 'hidden' });
      await pointUntil(page, text, CONFLICT, hover(page, 'This is recorded as deliberate departure by A. Drafter'));
      await openFile(page, 'departures.yaml');
      await line(page, 'reason: telegram 114').waitFor();
      await line(page, 'by: A. Drafter').waitFor();
    },
  },
];

/** Chooses the quick fix that records a departure, as far as the box that asks why. */
async function beginDeparture(page: Page, text: string): Promise<Locator> {
  await goTo(page, text, CONFLICT);
  const list = await quickFixes(page, 'Record as deliberate departure');
  await list.locator('.monaco-list-row', { hasText: 'Record as deliberate departure' }).first().click();
  const box = inputBox(page, 'Why the draft departs');
  await box.waitFor();
  return box;
}

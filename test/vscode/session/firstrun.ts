import type { Locator, Page } from 'playwright-core';
import {
  command,
  CONFLICT,
  doUntil,
  goTo,
  hover,
  inputBox,
  line,
  pick,
  pointAt,
  quickFixes,
  suggestion,
  typeUntil,
  unfold,
} from './actions.js';
import type { Step } from './step.js';

/** A newcomer's first steps. */
export const FIRST_RUN: readonly Step[] = [
  {
    title: 'the walkthrough opens a sample, and ticks off what was done in it',
    picture: 'walkthrough',
    run: async (page, text) => {
      await command(page, 'Aide-Mémoire: Get Started');
      const steps = page.locator('.gettingStartedContainer');
      await steps.getByRole('button', { name: 'Open the Sample' }).click();
      await page.locator('.tab.active', { hasText: 'Working paper by Pakistan' }).waitFor();
      const sample = text.slice(text.indexOf('# Working paper'));
      await doUntil(hover(page, 'Pakistan'), () => pointAt(page, sample, 'arena of conflict'));
      await page.keyboard.press('Control+End');
      await page.keyboard.type('We wish to promote an open, secure, ', { delay: 20 });
      await typeUntil(page, 'stable', suggestion(page, 'accessible and peaceful'));
      await page.keyboard.press('Enter');
      await line(page, 'stable, accessible and peaceful ICT environment').waitFor();
      await goTo(page, sample, CONFLICT);
      const list = await quickFixes(page, 'Use the current position');
      await list.locator('.monaco-list-row', { hasText: 'Use the current position' }).first().click();
      await list.waitFor({ state: 'hidden' });
      await command(page, 'Aide-Mémoire: Get Started');
      for (const title of [
        'Open a sample draft',
        'See who has said it',
        'Let the record finish',
        'Put a finding right',
      ]) {
        await checked(steps, title).waitFor();
      }
      await picture(page).waitFor();
    },
  },
  {
    title: 'the delegation and its groups are chosen from the record, or written',
    picture: 'delegation',
    run: async (page) => {
      await choose(page, 'Kenya', 'not in the record');
      await choose(page, 'Pakistan', '3 documents');
      // What is chosen already is where the list begins.
      const chosen = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'Pakistan' });
      await doUntil(chosen, () => command(page, 'Aide-Mémoire: Choose Delegation and Groups'));
    },
  },
  {
    title: 'a folder of one’s own becomes part of the record',
    run: async (page) => {
      await addFolder(page, 'record');
      await command(page, 'Aide-Mémoire: Focus on Corpus View');
      const rows = page.locator('.part.sidebar .monaco-list-row');
      await unfold(rows.filter({ hasText: 'No forum named' }), rows.filter({ hasText: 'Zeppelins' }));
    },
  },
  {
    title: 'the output tells what the server did',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Show Output');
      await page.locator('.part.panel .view-lines', { hasText: 'passages' }).first().waitFor();
    },
  },
];

/** Chooses a folder in the editor's own dialog, which begins in the workspace. */
async function addFolder(page: Page, name: string): Promise<void> {
  await command(page, 'Aide-Mémoire: Add Folder to the Record');
  await pick(page, name).click();
  const button = page.locator('.quick-input-widget').getByText('Add to the Record', { exact: true });
  await button.click();
  await button.waitFor({ state: 'hidden' });
}

/** Chooses the delegation, and leaves its groups as they are. */
async function choose(page: Page, name: string, description: string): Promise<void> {
  await command(page, 'Aide-Mémoire: Choose Delegation and Groups');
  await pick(page, '3 documents').waitFor();
  await page.keyboard.type(name, { delay: 10 });
  await pick(page, description).waitFor();
  await page.keyboard.press('Enter');
  await inputBox(page, 'Groups').waitFor();
  await page.keyboard.press('Enter');
}

/** The step of the walkthrough, once it is ticked off. */
function checked(steps: Locator, title: string): Locator {
  return steps
    .locator('.getting-started-step', { hasText: title })
    .locator('.codicon-getting-started-step-checked')
    .first();
}

/** The picture of the step that is open. */
function picture(page: Page): Locator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('svg').first();
}

import type { Locator, Page } from 'playwright-core';
import { command, goTo, line, pick, pressUntil } from './actions.js';
import type { Step } from './step.js';

/** The passage that the search shows beside the draft. */
function beside(page: Page): Locator {
  return page
    .locator('.editor-group-container')
    .nth(1)
    .locator('.view-lines', { hasText: 'It is essential to emphasize' });
}

/** Searching the record, and taking wording from it. */
export const SEARCHING: readonly Step[] = [
  {
    title: 'the search finds precedents while words are typed',
    picture: 'search',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await page.keyboard.type('parallel structure existing OEWG', { delay: 20 });
      await pick(page, 'no need to create any parallel structure').waitFor();
      await beside(page).waitFor();
    },
  },
  {
    title: 'what can be done with a passage is reached by keys, and Escape leads back to the search',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await page.keyboard.type('parallel structure existing OEWG', { delay: 20 });
      await pick(page, 'no need to create any parallel structure').waitFor();
      await pressUntil(page, 'Control+Enter', pick(page, 'Insert the citation alone'));
      await page.keyboard.press('Escape');
      await pick(page, 'no need to create any parallel structure').waitFor();
    },
  },
  {
    title: 'the citation goes into the draft, and the passage beside it away',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await page.keyboard.type('parallel structure existing OEWG', { delay: 20 });
      await pick(page, 'no need to create any parallel structure').waitFor();
      await pressUntil(page, 'Control+Enter', pick(page, 'Insert the citation alone'));
      await pick(page, 'Insert the citation alone').click();
      await line(page, '(Pakistan, statement, March 2023, agenda item 6, 2nd para.)').waitFor();
      await beside(page).waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
    },
  },
  {
    title: 'an empty search shows how to narrow it, and a mistyped word is understood',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await pick(page, 'by:own').click();
      // The extension puts the filter into the box; what is typed before that would be overwritten.
      await page.waitForFunction("document.querySelector('.quick-input-widget input')?.value.startsWith('by:own')");
      await page.keyboard.type('paralel structure', { delay: 20 });
      await pick(page, 'showing results for “parallel”').waitFor();
      await pick(page, 'exact wording · own delegation').waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'who else uses the wording at the cursor is searched for',
    run: async (page, text) => {
      await goTo(page, text, 'demand-driven, made upon request');
      await command(page, 'Aide-Mémoire: Who Else Uses This Wording');
      await page.waitForFunction(
        `/demand-driven.*" by:other/.test(document.querySelector('.quick-input-widget input')?.value)`,
      );
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'recurring phrases are listed with who uses them',
    picture: 'phrases',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      await page.keyboard.type('. Pakistan supports the ', { delay: 10 });
      await page.keyboard.press('Escape');
      await command(page, 'Aide-Mémoire: Insert Agreed Language');
      await page.locator('.quick-input-widget input[placeholder*="Wording"]').waitFor();
      await page.keyboard.type('peaceful uses of ICTs', { delay: 10 });
      await pick(page, 'document').waitFor();
    },
  },
  {
    title: 'choosing a phrase puts it at the cursor',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Insert Agreed Language');
      await page.locator('.quick-input-widget input[placeholder*="Wording"]').waitFor();
      await page.keyboard.type('peaceful uses of ICTs', { delay: 10 });
      await pick(page, 'document').click();
      await line(page, 'Pakistan supports the peaceful uses of ICTs').waitFor();
    },
  },
  {
    title: 'choosing one opens the source passage, marked',
    picture: 'source',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await page.keyboard.type('parallel structure existing OEWG', { delay: 20 });
      await pick(page, 'no need to create any parallel structure').click();
      await page.locator('.tab.active', { hasText: 'pakistan-statements' }).waitFor();
      await line(page, 'It is essential to emphasize here').waitFor();
    },
  },
];

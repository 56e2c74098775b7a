import { command, goTo, pick } from './actions.js';
import type { Step } from './step.js';

const ALIKE = 'lack of capacity for ICT security';

/** Passages like a paragraph, and the size of the record. */
export const COMPARING: readonly Step[] = [
  {
    title: 'passages like a paragraph are listed with what differs',
    picture: 'similar',
    run: async (page, text) => {
      await goTo(page, text, ALIKE);
      await command(page, 'Aide-Mémoire: Find Similar Passages');
      await pick(page, '% alike').waitFor();
    },
  },
  {
    title: 'choosing one compares the two word by word',
    picture: 'compare',
    run: async (page, text) => {
      await goTo(page, text, ALIKE);
      await command(page, 'Aide-Mémoire: Find Similar Passages');
      await pick(page, '% alike').click();
      await page.locator('.tab.active', { hasText: '↔ your draft' }).waitFor();
      await page.locator('.monaco-diff-editor .char-insert').first().waitFor();
    },
  },
  {
    title: 'a whole earlier document is set beside the draft, paragraph by paragraph',
    picture: 'compare-draft',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Compare Draft with...');
      await pick(page, 'undated').click();
      await page.locator('.tab.active', { hasText: '↔ your draft' }).waitFor();
      await page.locator('.monaco-diff-editor .char-insert').first().waitFor();
    },
  },
  {
    title: 'the language status shows the size of the record',
    picture: 'status',
    run: async (page) => {
      await page.locator('[id="status.languageStatus"]').first().click();
      await page.locator('.hover-language-status', { hasText: /\d+ documents · \d+ passages/ }).waitFor();
    },
  },
];

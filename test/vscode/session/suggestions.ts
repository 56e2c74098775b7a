import { line, openFile, pressUntil, suggestion, typeUntil } from './actions.js';
import type { Step } from './step.js';

/** What is offered while a drafter types. */
export const SUGGESTIONS: readonly Step[] = [
  {
    title: 'typing brings up phrases of the record by itself',
    picture: 'completion',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      // Brings the last line to the middle of the window, where there is room below it.
      for (let lines = 0; lines < 14; lines++) await page.keyboard.press('Control+ArrowDown');
      await page.keyboard.type('19. Every effort must be made to prevent cyb', { delay: 60 });
      await typeUntil(page, 'erspace', suggestion(page, 'turning into an arena of conflict'));
      // Opens the side panel with the evidence.
      await pressUntil(page, 'Control+Space', page.locator('.suggest-details', { hasText: 'Pakistan' }));
    },
  },
  {
    title: 'accepting one completes the sentence',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      const wanted = suggestion(page, 'turning into an arena of conflict');
      await pressUntil(page, 'Control+Space', wanted);
      await wanted.click();
      await line(
        page,
        '19. Every effort must be made to prevent cyberspace from turning into an arena of conflict',
      ).waitFor();
    },
  },
  {
    title: 'how the record goes on stands behind the cursor in plain Markdown, and Tab takes it',
    picture: 'ghost-text',
    run: async (page) => {
      await openFile(page, 'notes.md');
      await line(page, 'Notes for the drafter').waitFor();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n\nWe stay committed to an open, secure, sta', { delay: 60 });
      await typeUntil(page, 'ble,', page.locator('.ghost-text, .ghost-text-decoration').first());
    },
  },
];

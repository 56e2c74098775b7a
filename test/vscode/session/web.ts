import {
  command,
  CONFLICT,
  doUntil,
  goTo,
  hover,
  line,
  pointUntil,
  pressUntil,
  quickFixes,
  showStatus,
  suggestion,
  typeUntil,
} from './actions.js';
import type { Step } from './step.js';

const FORMULA = 'open, secure, stable and peaceful';
const PRECEDENT = 'concerns and interests of all States';

/** A drafter whose editor runs in a browser, and the server in a worker of it. */
export const WEB: readonly Step[] = [
  {
    title: 'opening the draft underlines what departs from the record',
    picture: 'web-findings',
    run: async (page) => {
      await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
      await page.locator('.monaco-editor .squiggly-info').first().waitFor();
    },
  },
  {
    title: 'the status says that it is a browser, and the folder of the workspace is read, PDF and Word included',
    picture: 'web-status',
    run: async (page) => {
      await doUntil(hover(page, 'In the browser'), () => showStatus(page));
      await hover(page, '6 documents').waitFor();
      await hover(page, 'scan.pdf: skipped').waitFor();
    },
  },
  {
    title: 'the server is started anew',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Restart Server');
      await doUntil(hover(page, '6 documents'), () => showStatus(page));
    },
  },
  {
    title: 'resting the pointer on a conflict shows the finding and the source',
    picture: 'web-conflict',
    run: async (page, text) => {
      await pointUntil(page, text, CONFLICT, hover(page, 'legally binding international instrument'));
      await hover(page, 'Pakistan').waitFor();
    },
  },
  {
    title: 'resting the pointer on a phrase shows its precedents, and a link opens the source',
    picture: 'web-hover',
    run: async (page, text) => {
      await pointUntil(page, text, PRECEDENT, hover(page, '13 December 2021'));
      await hover(page, 'Open the source passage').getByText('Open the source passage').click();
      await page.locator('.tab.active', { hasText: 'pakistan-statement-2021' }).waitFor();
      await line(page, 'should address the concerns and interests of all states').waitFor();
    },
  },
  {
    title: 'a quick fix puts the established wording in place',
    picture: 'web-quick-fix',
    run: async (page, text) => {
      await goTo(page, text, FORMULA);
      const list = await quickFixes(page, 'accessible');
      await list.locator('.monaco-list-row', { hasText: 'accessible' }).first().click();
      await line(page, 'open, secure, stable, accessible and peaceful').waitFor();
    },
  },
  {
    title: 'typing brings up phrases of the record',
    picture: 'web-completion',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      for (let lines = 0; lines < 14; lines++) await page.keyboard.press('Control+ArrowDown');
      await page.keyboard.type('19. Every effort must be made to prevent cyb', { delay: 60 });
      await typeUntil(page, 'erspace', suggestion(page, 'turning into an arena of conflict'));
      await pressUntil(page, 'Control+Space', page.locator('.suggest-details', { hasText: 'Pakistan' }));
    },
  },
];

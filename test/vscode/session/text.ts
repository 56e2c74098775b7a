import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import {
  command,
  doUntil,
  goTo,
  hover,
  isSeen,
  line,
  openFile,
  pointUntil,
  pressUntil,
  suggestion,
} from './actions.js';
import type { Step } from './step.js';

/** A draft that is negotiated, for this part alone. */
const OUTCOME = {
  name: 'outcome.draft.md',
  text: [
    '# Draft outcome document',
    '',
    '## Confidence-building measures',
    '',
    '1. Participation and sharing of information in the Directory [should] [shall] be [voluntary and confidential] [mandatory].',
    '',
    '2. States promote an open, secure, stable, accessible and peaceful ICT environment[, as appropriate,] and follow paragraph 1 above.',
    '',
    '## Capacity-building',
    '',
    '3. Capacity-building programmes:',
    '',
    ...Array.from(
      'abcdefghijklmnopqrstuv',
      (letter) => `(${letter}) Should be demand-driven, made upon request by the recipient State;\n`,
    ),
    '4. Every effort must be made to prevent cyberspace from turning into an arena of conflict.',
    '',
  ].join('\n'),
};

/** Puts the draft that is negotiated into the workspace. */
export function writeOutcome(workspace: string): void {
  writeFileSync(path.join(workspace, OUTCOME.name), OUTCOME.text);
}

const STICKY = 'View: Toggle Editor Sticky Scroll';
const GHOST = '.ghost-text, .ghost-text-decoration';

/** What the editor does with the draft's own text. */
export const TEXT: readonly Step[] = [
  {
    title: 'words in brackets are marked, and the pointer says which is nearest to the record',
    picture: 'brackets',
    run: async (page) => {
      await openFile(page, OUTCOME.name);
      await page.locator('.monaco-editor .view-overlays [class*="ced-"]').first().waitFor();
      await pointUntil(page, OUTCOME.text, '[should] [shall]', hover(page, 'Nearest to Pakistan: “should”'));
    },
  },
  {
    title: 'the section and the paragraph stay in view over a long list, and stand in the breadcrumbs',
    picture: 'sticky',
    run: async (page) => {
      await openFile(page, OUTCOME.name);
      await command(page, STICKY);
      const sticky = page.locator('.sticky-widget .sticky-line-content', { hasText: 'Capacity-building programmes' });
      await doUntil(sticky, async () => {
        await goTo(page, OUTCOME.text, '(p) Should');
        for (let lines = 0; lines < 12; lines++) await page.keyboard.press('Control+ArrowDown');
      });
      await page.locator('.sticky-widget .sticky-line-content', { hasText: '## Capacity-building' }).waitFor();
      await page.locator('.breadcrumbs-control', { hasText: 'Capacity-building programmes' }).waitFor();
    },
  },
  {
    title: 'the hints behind wording of the record say whose it is',
    picture: 'inlay',
    run: async (page) => {
      await switchHints(page);
      await openFile(page, OUTCOME.name);
      await goTo(page, OUTCOME.text, '# Draft outcome');
      await hintedLine(page).waitFor();
    },
  },
  {
    title: 'the hints go when they are switched off',
    run: async (page) => {
      await switchHints(page);
      await openFile(page, OUTCOME.name);
      await hintedLine(page).waitFor({ state: 'hidden' });
    },
  },
  {
    title: 'suggestions stand beside snippets, and nothing is taken unasked or shown behind the cursor meanwhile',
    run: async (page) => {
      const typed = 'Sharing of information in the Directory should be voluntary and co';
      await command(page, STICKY);
      await openFile(page, 'notes.md');
      await page.keyboard.press('Control+End');
      await page.keyboard.type(`\n\n${typed}`, { delay: 60 });
      await pressUntil(page, 'Control+Space', suggestion(page, 'confidential'));
      const snippet = page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'codeblock' });
      for (let rows = 0; rows < 20 && (await snippet.count()) === 0; rows++) await page.keyboard.press('ArrowDown');
      await snippet.waitFor();
      if (await isSeen(page.locator(GHOST).first())) throw new Error('wording stands behind the cursor beside a list');
      await page.keyboard.type(', ');
      await line(page, `${typed}, `).waitFor();
    },
  },
];

/** A line on which a hint says that the delegation has the wording. */
function hintedLine(page: Page): Locator {
  return page.locator('.monaco-editor .view-line', { hasText: /environment\W{0,2}own/ }).first();
}

/** Ticks or unticks the setting in the settings editor. */
async function switchHints(page: Page): Promise<void> {
  await command(page, 'Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .search-container .monaco-editor').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('aideMemoire.inlayHints.enable');
  const setting = page.locator('.settings-editor [data-key="aideMemoire.inlayHints.enable"]');
  await setting.locator('.setting-value-checkbox').click();
}

import type { Page } from 'playwright-core';
import { command, doUntil, line, pick } from './actions.js';
import type { Step } from './step.js';

/** Making documents part of the record. */
export const IMPORTING: readonly Step[] = [
  {
    title: 'importing a folder makes it part of the record and ends with a report',
    picture: 'import',
    run: async (page) => {
      await importFolder(page, 'papers', 'becomes part of the record');
      await line(page, 'Imported documents: 2 read, 1 skipped.').waitFor();
      await line(page, 'cables.md: 1 passage, from cables.docx').waitFor();
      await page.locator('.monaco-editor .detected-link', { hasText: 'cables.md' }).waitFor();
    },
  },
  {
    title: 'an import ends when its button is clicked',
    run: async (page) => {
      await importFolder(page, 'archive', 'corpus');
      // The window under test shows no notification by itself; a drafter sees it come up.
      await page.locator('[id="status.notifications"]').click();
      const progress = page.locator('.notification-list-item', { hasText: 'Importing documents' });
      await progress.filter({ hasText: 'of 2000' }).waitFor();
      await progress.hover();
      await progress.getByText('Cancel', { exact: true }).click();
      await line(page, 'not reached, because the import was cancelled').waitFor();
      await progress.waitFor({ state: 'hidden' });
    },
  },
];

/** Imports a folder of the workspace into the folder of the record that is described so. */
async function importFolder(page: Page, name: string, target: string): Promise<void> {
  await command(page, 'Aide-Mémoire: Import Documents');
  await pick(page, 'A folder').click();
  await pick(page, name).click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'working-paper' }).waitFor({ state: 'hidden' });
  // The box before it may list a folder of that name too.
  const next = page.locator('.quick-input-widget input[placeholder*="folder to import into"]');
  const button = page.locator('.quick-input-widget').getByText('Import', { exact: true });
  await doUntil(next, async () => {
    if (await button.isVisible()) await button.click();
  });
  await pick(page, target).click();
}

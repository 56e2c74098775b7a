import { command, doUntil, hover, openFile, pointUntil, showStatus } from './actions.js';
import type { Step } from './step.js';

/** A workspace that is not trusted, and what changes once it is. */
export const TRUST: readonly Step[] = [
  {
    title: 'in a workspace that is not trusted the bundled record answers, and the status says what is not read',
    picture: 'trust',
    run: async (page, text) => {
      await pointUntil(page, text, 'arena of conflict', hover(page, 'Pakistan'));
      await showStatus(page);
      await hover(page, 'This workspace is not trusted.').waitFor();
      await hover(page, '4 documents').waitFor();
    },
  },
  {
    title: 'once it is trusted, the folder that its settings name is read without a new start',
    run: async (page) => {
      await command(page, 'Workspaces: Manage Workspace Trust');
      const editor = page.locator('.workspace-trust-editor');
      await editor.getByRole('button', { name: 'Trust', exact: true }).first().click();
      await editor.getByText('You trust this folder').waitFor();
      // It lies over the window, and keys that are pressed in it open nothing.
      await page.getByRole('button', { name: 'Close Modal Editor' }).click();
      await editor.waitFor({ state: 'hidden' });
      await openFile(page, 'working-paper.draft.md');
      await doUntil(hover(page, '5 documents'), () => showStatus(page));
    },
  },
];

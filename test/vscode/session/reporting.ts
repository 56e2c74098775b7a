import type { Frame, Locator, Page } from 'playwright-core';
import { command, CONFLICT, doUntil, inputBox, line } from './actions.js';
import type { Step } from './step.js';

/** What the record says to the draft, in a view and as a document. */
export const REPORTING: readonly Step[] = [
  {
    title: 'the view of the draft lists its findings by rule',
    picture: 'view-draft',
    run: async (page) => {
      await openView(page);
      await entry(page, CONFLICT).waitFor();
      await entry(page, 'Coverage').click();
      await entry(page, 'Capacity-building').waitFor();
    },
  },
  {
    title: 'a click on a finding selects its words in the draft',
    run: async (page) => {
      await entry(page, CONFLICT).click();
      await page.locator('.monaco-editor .selected-text').first().waitFor();
      await line(page, CONFLICT).waitFor();
    },
  },
  {
    title: 'the view is filtered by words, and shows all again',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Filter This Draft...');
      await inputBox(page, 'Words of what should be shown').waitFor();
      await page.keyboard.type('enviroment', { delay: 5 });
      await page.keyboard.press('Enter');
      await entry(page, 'Coverage').waitFor({ state: 'hidden' });
      await entry(page, 'enviroment').waitFor();
      await command(page, 'Aide-Mémoire: Clear Filter of This Draft');
      await entry(page, 'Coverage').waitFor();
    },
  },
  {
    title: 'the report is shown beside the draft, with links into the record',
    picture: 'report',
    run: async (page) => {
      await page.keyboard.press('Control+b');
      await entry(page, CONFLICT).waitFor({ state: 'hidden' });
      await command(page, 'Aide-Mémoire: Show Clearance Report');
      const report = await reportFrame(page);
      await report.getByRole('heading', { name: 'Precedents used' }).waitFor();
      await report.getByText('Of the draft as it stood at').waitFor();
    },
  },
  {
    title: 'a link of the report opens the source passage',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Show Clearance Report');
      const report = await reportFrame(page);
      const source = page.locator('.tab.active', { hasText: 'pakistan' });
      await doUntil(source, () => report.locator('blockquote a').first().click());
      await page.keyboard.press('Control+F4');
      await page.locator('.tab', { hasText: 'Clearance report' }).getByRole('button', { name: /Close/ }).click();
    },
  },
];

/** Shows the view beside the editor. */
async function openView(page: Page): Promise<void> {
  await command(page, 'Aide-Mémoire: Focus on This Draft View');
  await entry(page, 'Findings').waitFor();
}

function entry(page: Page, text: string): Locator {
  return page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

/** The frame that holds the report: the editor nests it in two others. */
async function reportFrame(page: Page): Promise<Frame> {
  await page.locator('.tab', { hasText: 'Clearance report' }).waitFor();
  for (;;) {
    for (const frame of page.frames()) {
      if (
        (await frame
          .locator('main > h1')
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    await page.waitForTimeout(100);
  }
}

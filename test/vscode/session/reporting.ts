import { execFileSync } from 'node:child_process';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { checkAccessibility } from './accessibility.js';
import { command, CONFLICT, doUntil, goTo, inputBox, line, openFile, pointAtRow, unfold } from './actions.js';
import type { Step } from './step.js';

/** Id of the inner one of the two frames that the editor shows a panel's page in. */
const REPORT_FRAME = 'active-frame';

/** What the record says to the draft, in a view and as a document. */
export const REPORTING: readonly Step[] = [
  {
    title: 'the view of the draft lists its findings by rule',
    picture: 'view-draft',
    run: async (page) => {
      await openView(page);
      await entry(page, CONFLICT).waitFor();
      await unfold(entry(page, 'Coverage'), entry(page, 'Capacity-building'));
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
    title: 'a finding is put right from the view',
    run: async (page) => {
      const finding = entry(page, 'enviroment');
      const fixes = page.locator('.action-widget', { hasText: 'Change to' });
      await doUntil(fixes, async () => {
        await pointAtRow(finding);
        await finding.locator('.action-label[aria-label^="Quick Fix"]').click();
      });
      await fixes.locator('.monaco-list-row', { hasText: 'Change to “environment”' }).first().click();
      await finding.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+z');
      await finding.waitFor();
    },
  },
  {
    title: 'what the record asks for and the draft leaves out is put into it from the view',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      const insert = page.locator('.action-label[aria-label^="Insert into the Draft"]');
      const ask = page.locator('.pane-body .monaco-list-row', { has: insert }).first();
      await unfold(entry(page, 'Coverage'), entry(page, 'Capacity-building'));
      await unfold(entry(page, 'Capacity-building'), ask);
      const words = (await ask.locator('.label-name').textContent()) ?? '';
      await doUntil(line(page, words.slice(0, 30)), async () => {
        await pointAtRow(ask);
        await ask.locator(insert).click();
      });
      await page.keyboard.press('Control+z');
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
      await command(page, 'Aide-Mémoire: Clear This Draft Filter');
      await entry(page, 'Coverage').waitFor();
    },
  },
  {
    title: 'without an open draft the view says what to do, and fills again with one',
    run: async (page) => {
      // Closing would ask about changes that other parts have left.
      await command(page, 'File: Revert File');
      await command(page, 'View: Close All Editors');
      await page.locator('.welcome-view-content', { hasText: 'Open a draft to see' }).waitFor();
      await openFile(page, 'working-paper.draft.md');
      await entry(page, CONFLICT).waitFor();
    },
  },
  {
    title: 'the report is shown beside the draft, with links into the record',
    picture: 'report',
    run: async (page) => {
      await page.keyboard.press('Control+b');
      await entry(page, CONFLICT).waitFor({ state: 'hidden' });
      const report = await shownReport(page);
      await report.getByRole('heading', { name: 'Precedents used' }).waitFor();
      await report.getByText('Of the draft as it stood at').waitFor();
    },
  },
  {
    title: 'the report in its panel can be read by everybody',
    run: async (page) => {
      await shownReport(page);
      // With the colours of the theme, which the editor writes into the page.
      const pages = await Promise.all(page.frames().map((frame) => frame.content().catch(() => '')));
      const html = pages.find((text) => text.includes('<p class="summary">'));
      await checkAccessibility(page.context().browser(), html ?? '', 'client/media/report.css');
    },
  },
  {
    title: 'the report as a file can be read by everybody',
    run: async (page) => {
      const report = ['dist/cli.cjs', 'report', 'client/sample/working-paper.draft.md', '--judge', 'rules'];
      const html = execFileSync(process.execPath, [...report, '--format', 'html'], { encoding: 'utf8' });
      await checkAccessibility(page.context().browser(), html);
    },
  },
  {
    title: 'a change of the draft is told in the report, which is made anew when asked for',
    run: async (page, text) => {
      const report = await shownReport(page);
      await goTo(page, text, CONFLICT);
      await page.keyboard.type('x');
      await report.getByText('The draft has changed since').waitFor();
      await page.keyboard.press('Control+z');
      const isNew = report.locator('header p', { hasNotText: 'The draft has changed since' });
      await doUntil(isNew, () => report.getByRole('link', { name: 'Refresh' }).click());
      await command(page, 'View: Focus First Editor Group');
      await page.keyboard.type('y');
      await report.getByText('The draft has changed since').waitFor();
      await page.keyboard.press('Control+z');
      await page.locator('.tab', { hasText: 'Clearance report' }).click();
      await doUntil(isNew, () => command(page, 'Aide-Mémoire: Refresh Clearance Report'));
    },
  },
  {
    title: 'a link of the report opens the source passage',
    run: async (page) => {
      const report = await shownReport(page);
      const source = page.locator('.tab.active', { hasText: 'pakistan' });
      await doUntil(source, () => report.locator('blockquote a').first().click());
      await command(page, 'View: Close All Editors in Group');
      await source.waitFor({ state: 'hidden' });
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

/** Shows the report; answers the frame that holds it, which the editor nests in another and makes anew with every change. */
async function shownReport(page: Page): Promise<FrameLocator> {
  await command(page, 'Aide-Mémoire: Show Clearance Report');
  const report = page.frameLocator('iframe.webview').frameLocator(`#${REPORT_FRAME}`);
  await report.locator('main > .summary').waitFor();
  return report;
}

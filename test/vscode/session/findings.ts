import type { Page } from 'playwright-core';
import { CONFLICT, goTo, hover, line, openFile, pointUntil, quickFixes } from './actions.js';
import type { Step } from './step.js';

const FORMULA = 'open, secure, stable and peaceful';
const PRECEDENT = 'concerns and interests of all States';

/** What a drafter sees on opening a draft, and does about it. */
export const FINDINGS: readonly Step[] = [
  {
    title: 'opening the draft underlines what departs from the record',
    picture: 'findings',
    run: async (page) => {
      await page.locator('.monaco-editor .squiggly-warning').first().waitFor();
      await page.locator('.monaco-editor .squiggly-info').first().waitFor();
      // The picture waits for the colours of the last heading in view and for the status bar.
      await page.locator('.view-line', { hasText: '## Rules, norms' }).locator('.mtkb').first().waitFor();
      await page.locator('[id="status.problems"]').first().waitFor();
    },
  },
  {
    title: 'a draft is coloured as Markdown is',
    run: async (page) => {
      const inDraft = await headingClass(page, '# Working paper by Pakistan');
      await openFile(page, 'notes.md');
      const inMarkdown = await headingClass(page, '# Notes for the drafter');
      await openFile(page, 'working-paper.draft.md');
      if (inDraft !== inMarkdown)
        throw new Error(`a heading has "${inDraft}" in the draft, "${inMarkdown}" in Markdown`);
    },
  },
  {
    title: 'resting the pointer on a conflict shows the finding and the source',
    picture: 'conflict',
    run: async (page, text) => {
      await pointUntil(page, text, CONFLICT, hover(page, 'legally binding international instrument'));
      await hover(page, 'Pakistan').waitFor();
    },
  },
  {
    title: 'resting the pointer on a phrase shows its precedents',
    picture: 'hover',
    run: async (page, text) => {
      await pointUntil(page, text, PRECEDENT, hover(page, '13 December 2021'));
      await hover(page, 'Non-Aligned Movement').waitFor();
    },
  },
  {
    title: 'the link in the hover opens the source passage',
    run: async (page, text) => {
      await pointUntil(page, text, PRECEDENT, hover(page, 'Open the source passage'));
      await hover(page, 'Open the source passage').getByText('Open the source passage').click();
      await page.locator('.tab.active', { hasText: 'pakistan-statement-2021' }).waitFor();
      await line(page, 'should address the concerns and interests of all states').waitFor();
    },
  },
  {
    title: 'the quick fix puts the established wording in place',
    picture: 'quick-fix',
    run: async (page, text) => {
      await goTo(page, text, FORMULA);
      await quickFixes(page, 'accessible');
    },
  },
  {
    title: 'choosing it changes the draft',
    run: async (page, text) => {
      await goTo(page, text, FORMULA);
      const list = await quickFixes(page, 'accessible');
      await list.locator('.monaco-list-row', { hasText: 'accessible' }).first().click();
      await line(page, 'open, secure, stable, accessible and peaceful').waitFor();
      await page.keyboard.press('Control+z');
      await line(page, FORMULA).waitFor();
    },
  },
];

/** The colour class that the editor gives to the text of a heading. */
async function headingClass(page: Page, heading: string): Promise<string> {
  const text = page.locator('.view-line', { hasText: heading }).locator('span > span').last();
  return (await text.getAttribute('class')) ?? '';
}

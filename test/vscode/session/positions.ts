import axe, { type AxeResults } from 'axe-core';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { command, CONFLICT, doUntil, foldView, goTo, inputBox, line, openFile, pointAtRow } from './actions.js';
import type { Step } from './step.js';

const PILLAR = 'Rules, norms and principles';
const TOPIC = 'legally binding instrument';
const STATEMENT = 'Pakistan therefore shares the view';

/** What is held: the view, decisions about statements, and the drawn timeline. */
export const POSITIONS: readonly Step[] = [
  {
    title: 'positions are listed by subject and topic, and their statements by time',
    picture: 'view-positions',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Focus on Positions View');
      await row(page, PILLAR).waitFor();
      await foldView(page, 'This Draft');
      await doUntil(row(page, TOPIC), () => row(page, PILLAR).click());
      await doUntil(row(page, STATEMENT), () => row(page, TOPIC).locator('.monaco-tl-twistie').click());
      await row(page, STATEMENT).locator('.codicon-circle-outline').waitFor();
    },
  },
  {
    title: 'a statement is confirmed on grounds, and shows as confirmed',
    run: async (page) => {
      await pointAtRow(row(page, STATEMENT));
      await row(page, STATEMENT).locator('.action-label.codicon-check').click();
      await inputBox(page, 'By what it is decided').waitFor();
      await page.keyboard.type('cable of 12 March', { delay: 10 });
      await page.keyboard.press('Enter');
      await inputBox(page, 'Since when').waitFor();
      await page.keyboard.press('Enter');
      await row(page, STATEMENT).locator('.codicon-pass-filled').waitFor();
      await openFile(page, 'positions.yaml');
      await line(page, 'instruction: cable of 12 March').waitFor();
    },
  },
  {
    title: 'the view is narrowed to words, and shows all again',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Filter Positions...');
      await inputBox(page, 'Words of a topic').waitFor();
      await page.keyboard.type('parallel structure', { delay: 10 });
      await page.keyboard.press('Enter');
      await page.locator('.pane-body', { hasText: '1 statement with “parallel structure”' }).first().waitFor();
      await row(page, TOPIC).waitFor({ state: 'detached' });
      await row(page, 'It is essential to emphasize').waitFor();
      await command(page, 'Aide-Mémoire: Clear Positions Filter');
      await row(page, PILLAR).waitFor();
      await page.keyboard.press('Control+b');
      await row(page, PILLAR).waitFor({ state: 'hidden' });
    },
  },
  {
    title: 'the timeline of the clause at the cursor is drawn',
    picture: 'timeline',
    run: async (page, text) => {
      await goTo(page, text, CONFLICT);
      await command(page, 'Aide-Mémoire: Show Position Timeline');
      await timeline(page).locator('h1', { hasText: TOPIC }).waitFor();
      await point(page, 7).hover();
      await timeline(page).locator('#caption', { hasText: 'essential to develop' }).waitFor();
    },
  },
  {
    title: 'the timeline has no serious fault for those who use keys or a screen reader',
    run: async (page) => {
      const frame = await (await timeline(page).locator('main').elementHandle())?.ownerFrame();
      if (!frame) throw new Error('the timeline has no frame');
      await frame.evaluate(axe.source);
      const { violations } = await frame.evaluate<Pick<AxeResults, 'violations'>>('axe.run()');
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      if (serious.length > 0) throw new Error(JSON.stringify(serious, undefined, 1));
    },
  },
  {
    title: 'keys go from statement to statement of the timeline, and open the source beside it',
    run: async (page) => {
      await point(page, 1).focus();
      for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'Home', 'ArrowRight']) await page.keyboard.press(key);
      await timeline(page).locator('#caption', { hasText: 'The 2015 GGE recommendations' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'pakistan-working-paper-oewg.md' }).waitFor();
    },
  },
  {
    title: 'the timeline is shown as a text',
    run: async (page) => {
      await timeline(page).getByRole('button', { name: 'Show as text' }).click();
      await page.locator('.tab.active', { hasText: 'Position on legally binding instrument' }).waitFor();
      await command(page, 'View: Close All Editors');
      await timeline(page).locator('h1').waitFor({ state: 'detached' });
    },
  },
];

function row(page: Page, text: string): Locator {
  return page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
}

/** The page of the timeline's webview. */
function timeline(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

function point(page: Page, number: number): Locator {
  return timeline(page).locator(`[data-number="${number}"]`);
}

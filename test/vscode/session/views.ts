import type { Locator, Page } from 'playwright-core';
import {
  command,
  CONFLICT,
  doUntil,
  foldView,
  goTo,
  goToPlace,
  hover,
  inputBox,
  line,
  openFile,
  pointAtRow,
  pointUntil,
  quickFixes,
  unfold,
} from './actions.js';
import type { Step } from './step.js';

/** The views of the container: the record, and the departures from it. */
export const VIEWS: readonly Step[] = [
  {
    title: 'the record is listed by forum and session, with what is not in it',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Focus on Corpus View');
      await row(page, 'Not in the record').waitFor();
      // It shows the same words.
      await foldView(page, 'This Draft');
      await open(page, 'Open-ended Working Group on security', 'first substantive session');
      await open(page, 'first substantive session', 'Pakistan, statement, 13 December 2021');
      await open(page, 'Not in the record', 'scan.pdf');
    },
  },
  {
    title: 'a file that was not read is read again, and it is told what came of it',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Show What Was Skipped');
      const scan = row(page, 'scan.pdf');
      await pointAtRow(scan);
      await scan.locator('.action-label[aria-label^="Read Again"]').click();
      // The window under test shows no notification by itself; a drafter sees it come up.
      await doUntil(page.locator('.notification-list-item', { hasText: 'scan.pdf' }), () =>
        page.locator('[id="status.notifications"]').click(),
      );
    },
  },
  {
    title: 'a document is pinned in the view, and a passage of another one is retired at the cursor',
    picture: 'view-corpus',
    run: async (page) => {
      const statement = row(page, 'Pakistan, statement, 13 December 2021');
      await doUntil(row(page, 'pinned ·'), async () => {
        await pointAtRow(statement);
        await statement.locator('.action-label[aria-label^="Pin"]').click();
      });
      await open(page, 'fourth substantive session', 'Pakistan, statement, March 2023');
      await row(page, 'Pakistan, statement, March 2023').click();
      await page.locator('.tab.active', { hasText: 'pakistan-statements' }).waitFor();
      await goToPlace(page, '21');
      await command(page, 'Aide-Mémoire: Retire from the Record');
      await inputBox(page, 'Why it is no longer used').waitFor();
      await page.keyboard.type('instruction of 12 March', { delay: 5 });
      await page.keyboard.press('Enter');
      await open(page, 'Pakistan, statement, March 2023', 'instruction of 12 March');
      await pointAtRow(statement);
      await hover(page, 'own position').waitFor();
    },
  },
  {
    title: 'the record is filtered and grouped by holder from the keyboard',
    picture: 'view-corpus-filtered',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Group Corpus by Holder');
      await row(page, 'Non-Aligned Movement').waitFor();
      await command(page, 'Aide-Mémoire: Filter Corpus');
      await inputBox(page, 'Words of the title').waitFor();
      await page.keyboard.type('nam second', { delay: 5 });
      await page.keyboard.press('Enter');
      await page.locator('.message', { hasText: 'Only what has “nam second” is shown.' }).waitFor();
      await row(page, 'Non-Aligned Movement, working paper, undated').waitFor();
      await row(page, 'Pakistan, statement').waitFor({ state: 'hidden' });
    },
  },
  {
    title: 'what is not narrowed any more is shown again as it was, and a retired passage is restored',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Clear Corpus Filter');
      await command(page, 'Aide-Mémoire: Group Corpus by Forum');
      const passage = row(page, 'instruction of 12 March');
      await pointAtRow(passage);
      await passage.locator('.action-label[aria-label^="Restore"]').click();
      await passage.waitFor({ state: 'hidden' });
    },
  },
  {
    title: 'a pinned document is unpinned by the button of its row',
    run: async (page) => {
      const pinned = row(page, 'pinned ·');
      const unpinned = page.locator('.part.sidebar .monaco-list-row', {
        hasText: 'Pakistan, statement, 13 December 2021',
        hasNotText: 'pinned ·',
      });
      await doUntil(unpinned, async () => {
        await pointAtRow(pinned);
        await pinned.locator('.action-label[aria-label^="Unpin"]').click();
      });
    },
  },
  {
    title: 'a departure is listed, with what it departs from',
    picture: 'view-departures',
    run: async (page, text) => {
      await command(page, 'Aide-Mémoire: Focus on Departures View');
      await page.locator('.welcome-view-content', { hasText: 'No departures are recorded.' }).waitFor();
      await openFile(page, 'working-paper.draft.md');
      await recordDeparture(page, text);
      const departure = row(page, 'Contradicts the delegation’s position');
      await pointAtRow(departure);
      await hover(page, 'Decided by').waitFor();
      await command(page, 'Aide-Mémoire: Filter Departures');
      await inputBox(page, 'Words of').waitFor();
      await page.keyboard.type('telegram 115', { delay: 5 });
      await page.keyboard.press('Enter');
      await departure.waitFor({ state: 'hidden' });
      await command(page, 'Aide-Mémoire: Clear Departures Filter');
      await departure.waitFor();
    },
  },
  {
    title: 'a departure opens its entry, and is withdrawn once the drafter has said so again',
    run: async (page, text) => {
      const departure = row(page, 'Contradicts the delegation’s position');
      await departure.click();
      await page.locator('.tab.active', { hasText: 'departures.yaml' }).waitFor();
      await line(page, 'reason: telegram 114').waitFor();
      await pointAtRow(departure);
      await departure.locator('.action-label[aria-label^="Withdraw"]').click();
      const dialog = page.locator('.monaco-dialog-box', { hasText: 'Withdraw this departure?' });
      await dialog.getByText('Withdraw', { exact: true }).click();
      await departure.waitFor({ state: 'hidden' });
      await openFile(page, 'working-paper.draft.md');
      await pointUntil(page, text, CONFLICT, hover(page, 'This contradicts'));
    },
  },
];

/** A row of a tree that shows the text. */
function row(page: Page, text: string): Locator {
  return page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first();
}

/** Opens a row until another one is seen below it. */
async function open(page: Page, text: string, below: string): Promise<void> {
  await unfold(row(page, text), row(page, below));
}

/** Records the conflict of the draft as a departure; who records it is asked the first time. */
async function recordDeparture(page: Page, text: string): Promise<void> {
  await goTo(page, text, CONFLICT);
  const list = await quickFixes(page, 'Record as deliberate departure');
  await list.locator('.monaco-list-row', { hasText: 'Record as deliberate departure' }).first().click();
  await inputBox(page, 'Why the draft departs').waitFor();
  await page.keyboard.type('telegram 114', { delay: 10 });
  await page.keyboard.press('Enter');
  await doUntil(row(page, 'Contradicts the delegation’s position'), async () => {
    const who = inputBox(page, 'Who records it');
    if (!(await who.isVisible())) return;
    await page.keyboard.type('A. Drafter', { delay: 10 });
    await page.keyboard.press('Enter');
  });
}

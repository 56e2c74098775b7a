import type { Locator, Page } from 'playwright-core';

/** One thing a drafter does, with what must then be seen. */
export interface Step {
  readonly title: string;
  /** Name of the picture taken afterwards. */
  readonly picture?: string;
  /** Rejects when it is not seen. `text` is the draft as it was opened. */
  run(page: Page, text: string): Promise<void>;
}

const CONFLICT = 'no need for a legally binding';
const FORMULA = 'open, secure, stable and peaceful';
const ALIKE = 'lack of capacity for ICT security';
const PRECEDENT = 'concerns and interests of all States';

/** In order: each step starts with the draft in the active editor and nothing open above it. */
export const SESSION: readonly Step[] = [
  {
    title: 'opening the draft underlines what departs from the record',
    picture: 'findings',
    run: async (page) => {
      await page.locator('.monaco-editor .view-line').first().waitFor();
      await page.keyboard.press('Control+b');
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
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n\nWe stay committed to an open, secure, sta', { delay: 60 });
      await typeUntil(page, 'ble,', page.locator('.ghost-text, .ghost-text-decoration').first());
    },
  },
  {
    title: 'passages like a paragraph are listed with what differs',
    picture: 'similar',
    run: async (page, text) => {
      await goTo(page, text, ALIKE);
      await command(page, 'Aide-Mémoire: Find Similar Passages');
      await pick(page, '% alike').waitFor();
    },
  },
  {
    title: 'choosing one compares the two word by word',
    picture: 'compare',
    run: async (page, text) => {
      await goTo(page, text, ALIKE);
      await command(page, 'Aide-Mémoire: Find Similar Passages');
      await pick(page, '% alike').click();
      await page.locator('.tab.active', { hasText: '↔ your draft' }).waitFor();
      await page.locator('.monaco-diff-editor .char-insert').first().waitFor();
    },
  },
  {
    title: 'the language status shows the size of the record',
    picture: 'status',
    run: async (page) => {
      await page.locator('[id="status.languageStatus"]').first().click();
      await page.locator('.hover-language-status', { hasText: /\d+ documents · \d+ passages/ }).waitFor();
    },
  },
  {
    title: 'the search finds precedents while words are typed',
    picture: 'search',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await page.keyboard.type('parallel structure existing OEWG', { delay: 20 });
      await pick(page, 'no need to create any parallel structure').waitFor();
    },
  },
  {
    title: 'an empty search shows how to narrow it, and a mistyped word is understood',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await pick(page, 'by:own').click();
      // The extension puts the filter into the box; what is typed before that would be overwritten.
      await page.waitForFunction("document.querySelector('.quick-input-widget input')?.value.startsWith('by:own')");
      await page.keyboard.type('paralel structure', { delay: 20 });
      await pick(page, 'showing results for “parallel”').waitFor();
      await pick(page, 'exact wording · own delegation').waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'recurring phrases are listed with who uses them',
    picture: 'phrases',
    run: async (page) => {
      await page.keyboard.press('Control+End');
      await page.keyboard.type('. Pakistan supports the ', { delay: 10 });
      await page.keyboard.press('Escape');
      await command(page, 'Aide-Mémoire: Insert Agreed Language');
      await page.locator('.quick-input-widget input[placeholder*="Wording"]').waitFor();
      await page.keyboard.type('peaceful uses of ICTs', { delay: 10 });
      await pick(page, 'document').waitFor();
    },
  },
  {
    title: 'choosing a phrase puts it at the cursor',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Insert Agreed Language');
      await page.locator('.quick-input-widget input[placeholder*="Wording"]').waitFor();
      await page.keyboard.type('peaceful uses of ICTs', { delay: 10 });
      await pick(page, 'document').click();
      await line(page, 'Pakistan supports the peaceful uses of ICTs').waitFor();
    },
  },
  {
    title: 'choosing one opens the source passage, marked',
    picture: 'source',
    run: async (page) => {
      await command(page, 'Aide-Mémoire: Search Precedents');
      await page.locator('.quick-input-widget input[placeholder*="record"]').waitFor();
      await page.keyboard.type('parallel structure existing OEWG', { delay: 20 });
      await pick(page, 'no need to create any parallel structure').click();
      await page.locator('.tab.active', { hasText: 'pakistan-statements' }).waitFor();
      await line(page, 'It is essential to emphasize here').waitFor();
    },
  },
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
  {
    title: 'leaving the box records no departure',
    run: async (page, text) => {
      const box = await beginDeparture(page, text);
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'hidden' });
      await pointUntil(page, text, CONFLICT, hover(page, 'This contradicts'));
    },
  },
  {
    title: 'a departure is recorded with why and who, and the finding shows as decided',
    run: async (page, text) => {
      await beginDeparture(page, text);
      await page.keyboard.press('Enter');
      await inputBox(page, 'Write something, or press Escape.').waitFor();
      await page.keyboard.type('telegram 114', { delay: 10 });
      await page.keyboard.press('Enter');
      await inputBox(page, 'Who records it').waitFor();
      await page.keyboard.type('A. Drafter', { delay: 10 });
      await page.keyboard.press('Enter');
      await inputBox(page, 'Who records it').waitFor({ state: 'hidden' });
      await pointUntil(page, text, CONFLICT, hover(page, 'This is recorded as deliberate departure by A. Drafter'));
      await openFile(page, 'departures.yaml');
      await line(page, 'reason: telegram 114').waitFor();
      await line(page, 'by: A. Drafter').waitFor();
    },
  },
];

/** Chooses the quick fix that records a departure, as far as the box that asks why. */
async function beginDeparture(page: Page, text: string): Promise<Locator> {
  await goTo(page, text, CONFLICT);
  const list = await quickFixes(page, 'Record as deliberate departure');
  await list.locator('.monaco-list-row', { hasText: 'Record as deliberate departure' }).first().click();
  const box = inputBox(page, 'Why the draft departs');
  await box.waitFor();
  return box;
}

/** The box that asks for one line of text. */
function inputBox(page: Page, prompt: string): Locator {
  return page.locator('.quick-input-widget', { hasText: prompt });
}

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

/** Puts the cursor into the text. */
async function goTo(page: Page, text: string, wanted: string): Promise<void> {
  const before = text.slice(0, text.indexOf(wanted)).split('\n');
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget').waitFor({ state: 'visible' });
  await page.keyboard.type(`${before.length}:${(before.at(-1)?.length ?? 0) + 4}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Rests the pointer on the text, as a reader does. */
async function pointAt(page: Page, text: string, wanted: string): Promise<void> {
  await goTo(page, text, wanted);
  const cursor = await page.locator('.editor-instance .cursors-layer .cursor').first().boundingBox();
  if (cursor === null) throw new Error('no cursor is visible');
  await page.mouse.move(cursor.x + 40, cursor.y + cursor.height / 2);
  await page.mouse.move(cursor.x + 4, cursor.y + cursor.height / 2, { steps: 5 });
}

/** Rests the pointer on the text until the thing is seen: a hover that came up before the last change stays as it was. */
async function pointUntil(page: Page, text: string, where: string, wanted: Locator): Promise<void> {
  await doUntil(wanted, async () => {
    await page.mouse.move(0, 0);
    await page.locator('.monaco-hover:not(.hidden)').first().waitFor({ state: 'hidden' });
    await pointAt(page, text, where);
  });
}

/**
 * Types on, a letter at a time, until the thing is seen. VS Code drops a list that comes in empty after the next letter
 * was typed, which a fast typist notices only in that the list shows a letter later.
 */
async function typeUntil(page: Page, letters: string, wanted: Locator): Promise<void> {
  for (const letter of letters) {
    await page.keyboard.type(letter);
    if (await isSeen(wanted)) return;
  }
  await wanted.waitFor();
}

/** Whether the thing is seen within three seconds. */
function isSeen(wanted: Locator): Promise<boolean> {
  return wanted.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

/** Presses the keys until the thing is seen. */
function pressUntil(page: Page, keys: string, wanted: Locator): Promise<void> {
  return doUntil(wanted, () => page.keyboard.press(keys));
}

/** Does it, at most four times, until the thing is seen: an editor that is busy lets a first press go by. */
async function doUntil(wanted: Locator, act: () => Promise<void>): Promise<void> {
  for (let attempts = 0; attempts < 4; attempts++) {
    await act();
    if (await isSeen(wanted)) return;
  }
  await wanted.waitFor();
}

/** Opens the quick fixes at the cursor; answers the list. */
async function quickFixes(page: Page, text: string): Promise<Locator> {
  const list = page.locator('.action-widget', { hasText: text });
  await pressUntil(page, 'Control+.', list);
  return list;
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  const found = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
  // The editor may not have noticed a file that has just been written: a search that began before does not find it.
  for (let attempts = 0; attempts < 4; attempts++) {
    await page.keyboard.press('Control+p');
    await page.locator('.quick-input-widget').waitFor({ state: 'visible' });
    await page.keyboard.type(name, { delay: 5 });
    if (await isSeen(found)) break;
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** The colour class that the editor gives to the text of a heading. */
async function headingClass(page: Page, heading: string): Promise<string> {
  const text = page.locator('.view-line', { hasText: heading }).locator('span > span').last();
  return (await text.getAttribute('class')) ?? '';
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget').waitFor({ state: 'visible' });
  await page.keyboard.type(title, { delay: 5 });
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

function hover(page: Page, text: string): Locator {
  return page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
}

function suggestion(page: Page, text: string): Locator {
  return page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
}

function pick(page: Page, text: string): Locator {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
}

/** Lines that show the text; playwright matches the editor's no-break spaces as spaces. */
function line(page: Page, text: string): Locator {
  return page.locator('.view-lines', { hasText: text }).first();
}

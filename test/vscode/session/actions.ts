import type { Locator, Page } from 'playwright-core';

/** A sentence of the sample draft that departs from the record. */
export const CONFLICT = 'no need for a legally binding';

/** The box that asks for one line of text. */
export function inputBox(page: Page, prompt: string): Locator {
  return page.locator('.quick-input-widget', { hasText: prompt });
}

/** Puts the cursor into the text. */
export async function goTo(page: Page, text: string, wanted: string): Promise<void> {
  const before = text.slice(0, text.indexOf(wanted)).split('\n');
  await goToPlace(page, `${before.length}:${(before.at(-1)?.length ?? 0) + 4}`);
}

/** Puts the cursor at a line, or at a line and a column: "5:3". */
export async function goToPlace(page: Page, place: string): Promise<void> {
  await openBox(page, 'Control+g');
  await page.keyboard.type(place);
  await closeBox(page, 'Enter');
}

/** Opens the box at the window's top by its key. */
function openBox(page: Page, key: string): Promise<void> {
  return pressUntil(page, key, page.locator('.quick-input-widget'));
}

/** Closes the box at the window's top by the key, pressed again where a window that is busy lets it go by. */
async function closeBox(page: Page, key: string): Promise<void> {
  const box = page.locator('.quick-input-widget');
  for (let attempts = 0; attempts < 4 && (await box.isVisible()); attempts++) {
    await page.keyboard.press(key);
    await box.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
  }
  await box.waitFor({ state: 'hidden' });
}

/** Rests the pointer on the text, as a reader does. */
export async function pointAt(page: Page, text: string, wanted: string): Promise<void> {
  await goTo(page, text, wanted);
  const cursor = await page.locator('.editor-instance .cursors-layer .cursor').first().boundingBox();
  if (cursor === null) throw new Error('no cursor is visible');
  await page.mouse.move(cursor.x + 40, cursor.y + cursor.height / 2);
  await page.mouse.move(cursor.x + 4, cursor.y + cursor.height / 2, { steps: 5 });
}

/** Rests the pointer on the text until the thing is seen: a hover that came up before the last change stays as it was. */
export async function pointUntil(page: Page, text: string, where: string, wanted: Locator): Promise<void> {
  await doUntil(wanted, async () => {
    await pointAtNothing(page);
    await pointAt(page, text, where);
  });
}

/** Rests the pointer on a row of a view; what came up over it for the row the pointer was on goes first. */
export async function pointAtRow(row: Locator): Promise<void> {
  await pointAtNothing(row.page());
  await row.hover();
}

/** Moves the pointer out of the way, and waits until what it had brought up is gone. */
async function pointAtNothing(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.locator('.monaco-hover:not(.hidden)').first().waitFor({ state: 'hidden' });
}

/**
 * Types on, a letter at a time, until the thing is seen. VS Code drops a list that comes in empty after the next letter
 * was typed, which a fast typist notices only in that the list shows a letter later.
 */
export async function typeUntil(page: Page, letters: string, wanted: Locator): Promise<void> {
  for (const letter of letters) {
    await page.keyboard.type(letter);
    if (await isSeen(wanted)) return;
  }
  await wanted.waitFor();
}

/** Whether the thing is seen within three seconds. */
export function isSeen(wanted: Locator): Promise<boolean> {
  return wanted.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

/** Folds a view, to give its room to others: of a list only the rows in sight are there. */
export async function foldView(page: Page, name: string): Promise<void> {
  const header = page.locator('.pane-header[aria-expanded="true"]', { hasText: name });
  if (await isSeen(header)) await header.click();
}

/** Unfolds a row of a view until the other one is seen below it: a view that is drawn anew lets a click go by. */
export async function unfold(row: Locator, below: Locator): Promise<void> {
  if (await below.isVisible()) return;
  await doUntil(below, async () => {
    const folded = row.locator('.monaco-tl-twistie.collapsed');
    if (await folded.isVisible()) await folded.click();
  });
}

/** Presses the keys until the thing is seen. */
export function pressUntil(page: Page, keys: string, wanted: Locator): Promise<void> {
  return doUntil(wanted, () => page.keyboard.press(keys));
}

/** Does it, at most four times, until the thing is seen: an editor that is busy lets a first press go by. */
export async function doUntil(wanted: Locator, act: () => Promise<void>): Promise<void> {
  for (let attempts = 0; attempts < 4; attempts++) {
    await act();
    if (await isSeen(wanted)) return;
  }
  await wanted.waitFor();
}

/** Opens the quick fixes at the cursor; answers the list. */
export async function quickFixes(page: Page, text: string): Promise<Locator> {
  const list = page.locator('.action-widget', { hasText: text });
  await pressUntil(page, 'Control+.', list);
  return list;
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  const found = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
  // The editor may not have noticed a file that has just been written: a search that began before does not find it.
  for (let attempts = 0; attempts < 4; attempts++) {
    await openBox(page, 'Control+p');
    await page.keyboard.type(name, { delay: 5 });
    if (await isSeen(found)) break;
    await closeBox(page, 'Escape');
  }
  await closeBox(page, 'Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** Runs a command by its title. One that a new window does not offer yet is looked for again. */
export async function command(page: Page, title: string): Promise<void> {
  const found = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
  await doUntil(found, async () => {
    await closeBox(page, 'Escape');
    await openBox(page, 'F1');
    await page.keyboard.type(title, { delay: 5 });
  });
  await page.keyboard.press('Enter');
}

/** Shows what the status of the draft's language says. */
export async function showStatus(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.locator('#status\\.languageStatus, .statusbar-item[id*="languageStatus"]').first().hover();
}

export function hover(page: Page, text: string): Locator {
  return page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
}

export function suggestion(page: Page, text: string): Locator {
  return page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
}

export function pick(page: Page, text: string): Locator {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
}

/** Lines that show the text; playwright matches the editor's no-break spaces as spaces. */
export function line(page: Page, text: string): Locator {
  return page.locator('.view-lines', { hasText: text }).first();
}

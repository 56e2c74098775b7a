import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Paragraph } from 'docx';
import type { Page } from 'playwright-core';
import { linesAt, writePdf } from '../support/pdf.js';
import { wordText } from '../support/wordFixtures.js';
import { provideChromium } from './host/chromium.js';
import { installHost } from './host/install.js';
import { startServer } from './host/server.js';
import { launchBrowser, openWorkbench } from './host/workbench.js';
import type { Results } from './results.js';
import { openFile } from './session/actions.js';
import { FRENCH_SESSION, SESSION, type Session, UNTRUSTED_SESSION } from './session/session.js';
import { OUTCOME } from './session/text.js';

const DRAFT = 'working-paper.draft.md';
const STEP_LIMIT_MS = 30_000;

/** Colour themes of the editor, by what the command line calls them. */
export const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
  'contrast-light': 'Default High Contrast Light',
} as const;

/** Settings that make the pictures readable. */
const PICTURE_SETTINGS = {
  'editor.fontSize': 15,
  'editor.lineHeight': 23,
  'editor.fontFamily': 'DejaVu Sans Mono',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
};

const STATEMENT = ['Statement by Pakistan, 12 March 2024', 'Pakistan calls for the protection of submarine cables.'];

/** What of the browser session is run, and where its pictures go. */
export interface SessionRun {
  /** Folder of the extension. Absolute, as the next. */
  readonly root: string;
  readonly pictures: string;
  /** Light when absent. */
  readonly theme?: keyof typeof THEMES;
  /** `SESSION` when absent. */
  readonly session?: Session;
  /** Names of the parts; all when absent. */
  readonly parts?: readonly string[];
}

/** A drafter's session in the headless VS Code: every step is a test, and leaves a picture in the folder. */
export async function runBrowserSession(
  { root, pictures, theme = 'light', session = SESSION, parts = Object.keys(session) }: SessionRun,
  log: (message: string) => void,
): Promise<Results> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'aide-memoire-ui-'));
  const workspace = path.join(temporary, 'sample');
  cpSync(path.join(root, 'client/sample'), workspace, { recursive: true });
  await writePapers(path.join(workspace, 'papers'));
  writeArchive(path.join(workspace, 'archive'));
  if (session === UNTRUSTED_SESSION) writeOwnRecord(workspace);
  writeFileSync(path.join(workspace, OUTCOME.name), OUTCOME.text);
  const file = path.join(workspace, DRAFT);
  mkdirSync(pictures, { recursive: true });
  const executable = provideChromium(log);
  const server = await startServer(await installHost(log), {
    settings: { ...PICTURE_SETTINGS, 'workbench.colorTheme': THEMES[theme] },
    asksTrust: session === UNTRUSTED_SESSION,
  });
  const browser = await launchBrowser(executable);
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  try {
    const page = await openWorkbench(browser, server, {
      workspace,
      extension: root,
      file,
      ...(session === FRENCH_SESSION ? { language: 'fr' } : {}),
    });
    page.setDefaultTimeout(STEP_LIMIT_MS);
    const text = readFileSync(file, 'utf8');
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.keyboard.press('Control+b');
    for (const { title, picture, run } of parts.flatMap((part) => session[part] ?? [])) {
      try {
        await run(page, text);
        if (picture !== undefined) await photograph(page, path.join(pictures, `${picture}.png`));
        passed.push(`browser session: ${title}`);
      } catch (error) {
        const shot = path.join(root, 'out', `failed-${passed.length + failed.length}.png`);
        await page.screenshot({ path: shot });
        failed.push({ title: `browser session: ${title}`, error: `${String(error)}\nThe window: ${shot}` });
      }
      await backToDraft(page);
    }
  } catch (error) {
    failed.push({ title: 'browser session', error: `${String(error)}\n${server.output()}` });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
  return { vscode: 'in a browser', passed, failed };
}

/** A workspace whose settings name a folder of its own. */
function writeOwnRecord(workspace: string): void {
  mkdirSync(path.join(workspace, 'record'));
  writeFileSync(path.join(workspace, 'record/cable.md'), 'Cable\n\n1. Zeppelins need a mast.\n');
  mkdirSync(path.join(workspace, '.vscode'));
  const settings = { 'aideMemoire.corpus.folders': ['record'] };
  writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
}

/** More documents than are imported in a few seconds. */
function writeArchive(folder: string): void {
  mkdirSync(folder);
  for (let n = 1; n <= 2000; n++) {
    writeFileSync(
      path.join(folder, `cable-${n}.txt`),
      `Cable ${n}\n\n1. Measure ${n} of the programme is supported.\n`,
    );
  }
}

/** Documents to import: two that can be read, and one that cannot. */
async function writePapers(folder: string): Promise<void> {
  mkdirSync(folder);
  const put = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content);
  put('cables.docx', await wordText(STATEMENT.map((text) => new Paragraph(text))));
  put('report.pdf', writePdf([linesAt(72, 700, ['Report of the Chair, 4 July 2022', '', '1. The Group met twice.'])]));
  put('scan.pdf', '%PDF-1.7 nothing more');
}

/** Takes a picture once nothing fades in any more. */
async function photograph(page: Page, file: string): Promise<void> {
  await page.waitForFunction(
    `document.getAnimations().every((a) => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)`,
  );
  await page.screenshot({ path: file });
}

/** Closes whatever the step has opened over the editor, and shows the draft again. */
async function backToDraft(page: Page): Promise<void> {
  for (let presses = 0; presses < 2; presses++) await page.keyboard.press('Escape');
  const draft = page.locator('.tab.active', { hasText: DRAFT });
  if ((await draft.count()) === 0) await openFile(page, DRAFT);
}

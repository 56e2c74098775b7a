import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { provideChromium } from './host/chromium.js';
import { type InstalledHost, installHost } from './host/install.js';
import { startServer } from './host/server.js';
import { launchBrowser, openWorkbench } from './host/workbench.js';
import type { Results } from './results.js';
import { openFile } from './session/actions.js';
import { type Part, SESSION } from './session/session.js';

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

/** Has the browser's own extension host run the extension. */
const IN_BROWSER = { 'remote.extensionKind': { 'aide-memoire.aide-memoire': ['web'] } };

/** What of the browser session is run, and where its pictures go. */
export interface SessionRun {
  /** Folder of the extension. Absolute, as the next. */
  readonly root: string;
  readonly pictures: string;
  /** Light when absent. */
  readonly theme?: keyof typeof THEMES;
  /** Names of the parts; all when absent. */
  readonly parts?: readonly string[];
}

/** Where the parts of a session run. */
interface Stage {
  readonly host: InstalledHost;
  readonly browser: Browser;
  readonly run: SessionRun;
}

/**
 * A drafter's session in the headless VS Code: every step is a test, and leaves a picture in the folder. Each part begins with
 * a workspace and a user profile of its own.
 */
export async function runBrowserSession(run: SessionRun, log: (message: string) => void): Promise<Results> {
  mkdirSync(run.pictures, { recursive: true });
  const executable = provideChromium(log);
  const host = await installHost(log);
  const browser = await launchBrowser(executable);
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  try {
    for (const name of run.parts ?? Object.keys(SESSION)) {
      const part = SESSION[name];
      if (part === undefined) continue;
      let results = await runPart(name, part, { host, browser, run });
      if (results.failed.length > 0) {
        // A busy machine lets keys and pointers go by: what fails twice, in a new window, is wrong.
        for (const { title, error } of results.failed) log(`Runs again, because it failed: ${title}\n${error}`);
        results = await runPart(name, part, { host, browser, run });
      }
      passed.push(...results.passed);
      failed.push(...results.failed);
    }
  } finally {
    await browser.close();
  }
  return { vscode: 'in a browser', passed, failed };
}

async function runPart(name: string, part: Part, { host, browser, run }: Stage): Promise<Omit<Results, 'vscode'>> {
  const { root, pictures, theme = 'light' } = run;
  const temporary = mkdtempSync(path.join(tmpdir(), 'aide-memoire-ui-'));
  const workspace = path.join(temporary, 'sample');
  const file = path.join(workspace, DRAFT);
  cpSync(path.join(root, 'client/sample'), workspace, { recursive: true });
  await part.prepare?.(workspace);
  const surroundings = (await part.surround?.(root, workspace)) ?? {};
  const { machineSettings = {}, env = {} } = surroundings;
  const server = await startServer(host, {
    settings: {
      ...PICTURE_SETTINGS,
      'workbench.colorTheme': THEMES[theme],
      ...(part.inBrowser === true ? IN_BROWSER : {}),
    },
    machineSettings,
    env,
    asksTrust: part.asksTrust === true,
  });
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  let page: Page | undefined;
  try {
    const { language } = part;
    const target = { workspace, extension: root, file, ...(language === undefined ? {} : { language }) };
    page = await openWorkbench(browser, server, target);
    page.setDefaultTimeout(STEP_LIMIT_MS);
    const text = readFileSync(file, 'utf8');
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await page.keyboard.press('Control+b');
    for (const [n, { title, picture, run: take }] of part.steps.entries()) {
      try {
        await take(page, text, surroundings);
        if (picture !== undefined) await photograph(page, path.join(pictures, `${picture}.png`));
        passed.push(`${name}: ${title}`);
      } catch (error) {
        const shot = path.join(root, 'out', `failed-${name}-${n + 1}.png`);
        await page.screenshot({ path: shot });
        failed.push({ title: `${name}: ${title}`, error: `${String(error)}\nThe window: ${shot}` });
      }
      await backToDraft(page);
    }
  } catch (error) {
    failed.push({ title: `${name}: the editor`, error: `${String(error)}\n${server.output()}` });
  } finally {
    await page?.context().close();
    await server.stop();
    await surroundings.stop?.();
    rmSync(temporary, { recursive: true, force: true });
  }
  return { passed, failed };
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

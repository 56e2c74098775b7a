import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { RunningServer } from './server.js';

/** What the workbench opens. Absolute paths. */
export interface WorkbenchTarget {
  /** A folder, or a `.code-workspace` file. */
  readonly workspace: string;
  readonly extension: string;
  readonly file?: string;
  /** Module whose `run` the extension host calls. */
  readonly tests?: string;
  /** Display language, "fr"; English when absent. */
  readonly language?: string;
}

/** What a test run in the workbench reports back. */
export interface TestCallbacks {
  readonly onExit: (code: number) => void;
}

/** Starts a browser without a window. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}

/** Address of the workbench with the extension under development. */
export function workbenchUrl(server: RunningServer, target: WorkbenchTarget): string {
  const remote = (file: string) => `vscode-remote://${server.authority}${encodeURI(path.resolve(file))}`;
  const payload = [
    ['extensionDevelopmentPath', remote(target.extension)],
    ...(target.tests === undefined ? [] : [['extensionTestsPath', remote(target.tests)]]),
    ...(target.file === undefined ? [] : [['openFile', remote(target.file)]]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const kind = target.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: path.resolve(target.workspace), payload: JSON.stringify(payload) });
  return `http://${server.authority}/?${query.toString()}`;
}

/** Opens the workbench in a page that can reach nothing but the server. */
export async function openWorkbench(
  browser: Browser,
  server: RunningServer,
  target: WorkbenchTarget,
  callbacks?: TestCallbacks,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await context.route(
    (url) => /^(http|ws)s?:$/.test(url.protocol) && url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  if (target.language !== undefined) {
    // Where a language pack would say which language it is of.
    await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(target.language)}`);
  }
  const page = await context.newPage();
  if (callbacks !== undefined) {
    // The smoke-test driver calls these two; the log goes to the result file as well, so it is not wanted here.
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.exposeFunction('codeAutomationExit', callbacks.onExit);
    page.on('crash', () => callbacks.onExit(1));
  }
  await page.goto(workbenchUrl(server, target));
  return page;
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { provideChromium } from './host/chromium.js';
import { installHost } from './host/install.js';
import { startServer } from './host/server.js';
import { launchBrowser, openWorkbench } from './host/workbench.js';
import { RESULT_VARIABLE } from './results.js';

const LIMIT_MS = 240_000;

/** Where the suite finds what it tests. Absolute paths. */
export interface SuiteRun {
  readonly extension: string;
  /** Module whose `run` runs every test. */
  readonly tests: string;
  /** A copy of the sample workspace, or the file of a workspace with several: the tests write into it. */
  readonly workspace: string;
  /** File that the suite writes its results to. */
  readonly resultFile: string;
}

/** Runs the suite in the headless VS Code; a picture of the workbench is left in out/ when no result came. */
export async function runSuiteHeadless(run: SuiteRun, log: (message: string) => void): Promise<void> {
  const executable = provideChromium(log);
  const server = await startServer(await installHost(log), { env: { [RESULT_VARIABLE]: run.resultFile } });
  const browser = await launchBrowser(executable);
  const timer = new AbortController();
  let page: Page | undefined;
  try {
    let report: (ended: boolean) => void = () => undefined;
    const ended = new Promise<boolean>((resolve) => {
      report = resolve;
    });
    page = await openWorkbench(browser, server, run, { onExit: () => report(true) });
    const inTime = await Promise.race([ended, wait(LIMIT_MS, false, { signal: timer.signal })]);
    if (inTime) return;
    const picture = path.join(run.extension, 'out/suite-without-result.png');
    mkdirSync(path.dirname(picture), { recursive: true });
    await page?.screenshot({ path: picture });
    throw new Error(`No result after ${LIMIT_MS / 1000} seconds; ${picture} shows the window.\n${server.output()}`);
  } finally {
    timer.abort();
    await browser.close();
    await server.stop();
  }
}

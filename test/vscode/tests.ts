import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { desktopWanted, runSuiteDesktop } from './desktop.js';
import { runSuiteHeadless } from './headless.js';
import { hostIsAvailable } from './host/install.js';
import { joinResults, RESULT_VARIABLE, type Results } from './results.js';
import { SESSION } from './session/session.js';
import { runBrowserSession } from './ui.js';

const SUITE_FOLDER = 'out/vscode/suite';

/**
 * Runs the suite in a real VS Code and the browser session, prints every test, and returns the exit code. `parts`: names of
 * suite files and of the session's parts, to run those alone.
 */
export async function main(root: string, parts: readonly string[]): Promise<number> {
  const all = parts.length === 0;
  const inSession = Object.keys(SESSION).filter((part) => all || parts.includes(part));
  const runs: Results[] = [];
  if (existsSync(path.join(root, SUITE_FOLDER, 'index.cjs'))) runs.push(await runSuite(root));
  // The browser session needs the headless VS Code, which exists for 64-bit Linux only; elsewhere the suite stands alone.
  if (hostIsAvailable() && inSession.length > 0) {
    const pictures = path.join(root, 'out/images');
    runs.push(await runBrowserSession({ root, pictures, parts: inSession }, console.error));
  }
  const { vscode, passed, failed } = joinResults(runs);
  for (const title of passed) console.log(`  ok    ${title}`);
  for (const { title, error } of failed) console.log(`  FAIL  ${title}\n${error.replace(/^/gm, '        ')}`);
  console.log(`\nVS Code ${vscode}\n${passed.length} passed, ${failed.length} failed`);
  return failed.length === 0 && runs.length > 0 && runs.every((run) => run.passed.length > 0) ? 0 : 1;
}

async function runSuite(root: string): Promise<Results> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'aide-memoire-suite-'));
  const run = {
    extension: root,
    tests: path.join(root, SUITE_FOLDER, 'index.cjs'),
    workspace: path.join(temporary, 'workspace'),
    resultFile: path.join(temporary, 'result.json'),
  };
  cpSync(path.join(root, 'client/sample'), run.workspace, { recursive: true });
  let trouble = `The suite wrote no ${RESULT_VARIABLE} file: the extension host never ran it.`;
  try {
    const desktop = desktopWanted() ?? (hostIsAvailable() ? undefined : { version: 'stable' });
    await (desktop === undefined ? runSuiteHeadless(run, console.error) : runSuiteDesktop(run, desktop));
  } catch (error) {
    // A failed test ends the run with an error as well; then the result file says which.
    trouble = String(error);
  }
  const results = existsSync(run.resultFile)
    ? (JSON.parse(readFileSync(run.resultFile, 'utf8')) as Results)
    : { vscode: 'not started', passed: [], failed: [{ title: 'the suite runs in VS Code', error: trouble }] };
  rmSync(temporary, { recursive: true, force: true });
  return results;
}

import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { desktopWanted, runSuiteDesktop } from './desktop.js';
import { runSuiteHeadless } from './headless.js';
import { hostIsAvailable } from './host/install.js';
import { joinResults, RESULT_VARIABLE, type Results } from './results.js';
import { SESSION } from './session/session.js';
import { runBrowserSession } from './ui.js';

/** The suites, each with what makes its workspace in a new folder, and answers what VS Code opens. */
const SUITES: Readonly<Record<string, (folder: string, sample: string) => string>> = {
  suite: (folder, sample) => {
    cpSync(sample, folder, { recursive: true });
    return folder;
  },
  'suite-folders': (folder, sample) => {
    for (const name of ['home', 'mission']) cpSync(sample, path.join(folder, name), { recursive: true });
    for (const name of ['.vscode', 'record']) mkdirSync(path.join(folder, 'mission', name));
    const settings = { 'aideMemoire.delegation': 'Brazil', 'aideMemoire.corpus.folders': ['record'] };
    writeFileSync(path.join(folder, 'mission/.vscode/settings.json'), JSON.stringify(settings));
    writeFileSync(path.join(folder, 'mission/record/cable.md'), 'Cable\n\n1. Zeppelins need a tall mast.\n');
    writeFileSync(path.join(folder, 'home/zeppelins.draft.md'), 'We know that zeppelins need a tall mast.\n');
    const file = path.join(folder, 'ministry.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ path: 'home' }, { path: 'mission' }] }));
    return file;
  },
  'suite-virtual': (folder) => {
    mkdirSync(folder);
    const file = path.join(folder, 'virtual.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ uri: 'memory-files:/drafts', name: 'drafts' }] }));
    return file;
  },
};

/**
 * Runs the suites in a real VS Code and the browser session, prints every test, and returns the exit code. `parts`: names of
 * suite files and of the session's parts, to run those alone.
 */
export async function main(root: string, parts: readonly string[]): Promise<number> {
  const runs: Results[] = [];
  for (const suite of Object.keys(SUITES)) {
    if (existsSync(path.join(root, 'out/vscode', suite, 'index.cjs'))) runs.push(await runSuite(root, suite));
  }
  // The browser session needs the headless VS Code, which exists for 64-bit Linux only; elsewhere the suites stand alone.
  const inSession = Object.keys(SESSION).filter((part) => parts.length === 0 || parts.includes(part));
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

/** Runs a suite, and once more in a new window and workspace where something of it fails: what fails twice is wrong. */
async function runSuite(root: string, suite: string): Promise<Results> {
  const results = await runSuiteOnce(root, suite);
  if (results.failed.length === 0) return results;
  // An editor that is busy tells of a change late, or shows for a moment what was there before.
  for (const { title, error } of results.failed) console.error(`Runs again, because it failed: ${title}\n${error}`);
  return runSuiteOnce(root, suite);
}

async function runSuiteOnce(root: string, suite: string): Promise<Results> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'aide-memoire-suite-'));
  const folder = path.join(temporary, 'workspace');
  const run = {
    extension: root,
    tests: path.join(root, 'out/vscode', suite, 'index.cjs'),
    workspace: SUITES[suite]?.(folder, path.join(root, 'client/sample')) ?? folder,
    resultFile: path.join(temporary, 'result.json'),
  };
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

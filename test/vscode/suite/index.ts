import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { version } from 'vscode';
import { RESULT_VARIABLE } from '../results.js';

/** Called by the extension host: runs every test file beside this one and writes the results where the runner waits for them. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 120_000, forbidPending: true, forbidOnly: true });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, name));
  }
  const passed: string[] = [];
  const failed: { title: string; error: string }[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => passed.push(test.fullTitle()))
      .on('fail', (test, error: Error) =>
        failed.push({ title: test.fullTitle(), error: error.stack ?? String(error) }),
      );
  });
  const file = process.env[RESULT_VARIABLE];
  if (file !== undefined) writeFileSync(file, JSON.stringify({ vscode: version, passed, failed }));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

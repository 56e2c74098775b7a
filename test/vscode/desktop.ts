import path from 'node:path';
import type { SuiteRun } from './headless.js';
import { RESULT_VARIABLE } from './results.js';

/** Desktop VS Code to test in: a path, or a version to download; `undefined` when none is asked for. */
export function desktopWanted(): { readonly executable: string } | { readonly version: string } | undefined {
  const { VSCODE_EXECUTABLE, VSCODE_DOWNLOAD } = process.env;
  if (VSCODE_EXECUTABLE) return { executable: VSCODE_EXECUTABLE };
  return VSCODE_DOWNLOAD ? { version: VSCODE_DOWNLOAD } : undefined;
}

/** Runs the suite in desktop VS Code. On Linux without a screen call it under `xvfb-run -a`. */
export async function runSuiteDesktop(
  run: SuiteRun,
  code: { readonly executable: string } | { readonly version: string },
): Promise<void> {
  const { runTests } = await import('@vscode/test-electron');
  const profile = path.dirname(run.resultFile);
  await runTests({
    ...('executable' in code ? { vscodeExecutablePath: code.executable } : { version: code.version }),
    extensionDevelopmentPath: run.extension,
    extensionTestsPath: run.tests,
    extensionTestsEnv: { [RESULT_VARIABLE]: run.resultFile },
    launchArgs: [
      run.workspace,
      '--disable-workspace-trust',
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${path.join(profile, 'user-data')}`,
      `--extensions-dir=${path.join(profile, 'extensions')}`,
    ],
  });
}

/** Outcome of a run, passed on from the extension host through a file. */
export interface Results {
  readonly vscode: string;
  readonly passed: readonly string[];
  readonly failed: readonly { readonly title: string; readonly error: string }[];
}

/** Environment variable that names the result file for the suite. */
export const RESULT_VARIABLE = 'AIDE_MEMOIRE_TEST_RESULT';

/** Several runs as one. */
export function joinResults(runs: readonly Results[]): Results {
  return {
    vscode: [...new Set(runs.map((run) => run.vscode))].join(', '),
    passed: runs.flatMap((run) => run.passed),
    failed: runs.flatMap((run) => run.failed),
  };
}

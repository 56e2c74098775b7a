import type { Reporter, TestModule } from 'vitest/node';
import type { Tally } from '../support/trust.js';

const HEADINGS = ['', 'inputs tried', 'faults injected', 'survived', 'lost'] as const;

/** The rows of a table with columns of equal width: the first to the left, numbers to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return rows.map(line).join('\n');
}

const row = ({ what, kind, tried, survived, lost }: Tally): readonly string[] => [
  what,
  kind === 'inputs' ? String(tried) : '',
  kind === 'faults' ? String(tried) : '',
  String(survived),
  String(lost),
];

/** The table of what was tried: a row for each tally, and their sums. */
export function trustTable(tallies: readonly Tally[]): string {
  const sum = (of: (tally: Tally) => number): string => String(tallies.reduce((total, tally) => total + of(tally), 0));
  const total = [
    'in all',
    sum(({ kind, tried }) => (kind === 'inputs' ? tried : 0)),
    sum(({ kind, tried }) => (kind === 'faults' ? tried : 0)),
    sum(({ survived }) => survived),
    sum(({ lost }) => lost),
  ];
  return aligned([HEADINGS, ...tallies.map(row), total]);
}

/** Prints, after all tests, what those under `test/trust` tried. */
export class TrustSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tallies = modules.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => test.meta().tallies ?? []),
    );
    if (tallies.length > 0) process.stdout.write(`\n${trustTable(tallies)}\n`);
  }
}

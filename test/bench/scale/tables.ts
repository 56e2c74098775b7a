import { type Measured, ratioOf } from './measured.js';

/** The figures of one size of the corpus. */
export interface Figures {
  /** "1/8", "1". */
  readonly part: string;
  /** Size of its documents in bytes. */
  readonly bytes: number;
  readonly figures: readonly Measured[];
}

/** A Markdown table: what was measured, what it must be, and how many times better it is than that. */
export function targetTable(figures: readonly Measured[]): string {
  return markdownTable(
    ['measure', 'figure', 'must be', 'ratio', '', 'remark'],
    figures.map((measured) => {
      const ratio = ratioOf(measured);
      return [
        measured.name,
        withUnit(measured.value, measured),
        target(measured),
        ratio === undefined ? '' : formatNumber(ratio),
        ratio === undefined ? '' : ratio >= 1 ? 'met' : 'missed',
        measured.remark ?? '',
      ];
    }),
  );
}

/** A Markdown table of the same measures by the size of the corpus. */
export function growthTable(parts: readonly Figures[]): string {
  const names = [...new Set(parts.flatMap(({ figures }) => figures.map(({ name }) => name)))];
  const find = (name: string, { figures }: Figures): Measured | undefined => figures.find((each) => each.name === name);
  return markdownTable(
    ['measure', ...parts.map(({ part, bytes }) => `${part} (${formatNumber(bytes / 1e6)} MB)`)],
    names.map((name) => [
      name,
      ...parts.map((part) => {
        const measured = find(name, part);
        return measured === undefined ? '' : withUnit(measured.value, measured);
      }),
    ]),
  );
}

/** Three significant digits, whole numbers from 100 on. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '-';
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

function target({ most, least, ...measured }: Measured): string {
  if (most !== undefined) return `at most ${withUnit(most, measured)}`;
  return least === undefined ? '' : `at least ${withUnit(least, measured)}`;
}

function withUnit(value: number, { unit }: Pick<Measured, 'unit'>): string {
  if (unit === 'share') return `${formatNumber(value * 100)} %`;
  return unit === 'x' ? `${formatNumber(value)} x` : `${formatNumber(value)} ${unit}`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

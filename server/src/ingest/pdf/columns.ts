import type { Segment } from './lines.js';

/** Segments that are read one after another, top to bottom: a whole page, a column, or a heading across the columns. */
export type Column = readonly Segment[];

/** Fewest rows on either side of a gutter. */
const FEWEST_ROWS = 4;
/** Shares of the column's width that half of its rows must fill: columns of text do, the cells of a table do not. */
const FILLED = 0.6;

/**
 * Brings the segments of a page into reading order: where a gutter that nothing crosses parts two columns of text, the
 * left one comes first. Anything else, tables included, is read row by row.
 */
export function readingOrder(segments: readonly Segment[], depth = 0): Column[] {
  const gutter = depth < 3 ? findGutter(segments) : undefined;
  if (gutter === undefined) return segments.length === 0 ? [] : [segments];
  const { x, from, to } = gutter;
  const inside = segments.filter((segment) => segment.row >= from && segment.row <= to);
  return [
    ...readingOrder(
      segments.filter((segment) => segment.row < from),
      depth + 1,
    ),
    ...readingOrder(
      inside.filter((segment) => segment.x < x),
      depth + 1,
    ),
    ...readingOrder(
      inside.filter((segment) => segment.x >= x),
      depth + 1,
    ),
    ...readingOrder(
      segments.filter((segment) => segment.row > to),
      depth + 1,
    ),
  ];
}

interface Gutter {
  /** Left edge of the right column. */
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

function findGutter(segments: readonly Segment[]): Gutter | undefined {
  const edges = new Map<number, number>();
  for (const segment of segments) edges.set(Math.round(segment.x), (edges.get(Math.round(segment.x)) ?? 0) + 1);
  const left = Math.min(...segments.map((segment) => segment.x));
  const frequent = [...edges].filter(([edge, times]) => times >= FEWEST_ROWS && edge > left + 40);
  for (const [edge] of frequent.sort((a, b) => b[1] - a[1]).slice(0, 4)) {
    const found = gutterAt(segments, edge - 2);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The longest run of rows in which nothing crosses `x`, if both its sides are columns of text. */
function gutterAt(segments: readonly Segment[], x: number): Gutter | undefined {
  const crossed = [...new Set(segments.filter((one) => one.x < x && one.right > x).map((one) => one.row))];
  const last = Math.max(...segments.map((segment) => segment.row));
  const bounds = [-1, ...crossed.sort((a, b) => a - b), last + 1];
  let best: Gutter | undefined;
  let most = 0;
  for (let n = 1; n < bounds.length; n++) {
    const from = (bounds[n - 1] ?? 0) + 1;
    const to = (bounds[n] ?? 0) - 1;
    const inside = segments.filter((segment) => segment.row >= from && segment.row <= to);
    if (inside.length <= most) continue;
    const isLeft = (segment: Segment): boolean => segment.x < x;
    if (isText(inside.filter(isLeft)) && isText(inside.filter((segment) => !isLeft(segment)))) {
      best = { x, from, to };
      most = inside.length;
    }
  }
  return best;
}

function isText(column: Column): boolean {
  const rows = new Map<number, { x: number; right: number }>();
  for (const { row, x, right } of column) {
    const known = rows.get(row);
    rows.set(row, { x: Math.min(x, known?.x ?? x), right: Math.max(right, known?.right ?? right) });
  }
  if (rows.size < FEWEST_ROWS) return false;
  const all = [...rows.values()];
  const width = Math.max(...all.map((row) => row.right)) - Math.min(...all.map((row) => row.x));
  const full = all.filter((row) => row.right - row.x >= FILLED * width).length;
  const em = column[0]?.size ?? 10;
  return width >= 10 * em && full * 2 >= rows.size;
}

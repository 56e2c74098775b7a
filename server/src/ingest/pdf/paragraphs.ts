import { withoutNoteMarks } from '../../text/footnotes.js';
import { joinAll, type Spellings } from './hyphens.js';
import { isEnumerated, withPlainBullet } from './paragraphMarks.js';
import type { TextLine } from './textLines.js';

/** Consecutive lines that belong together. */
export interface LineGroup {
  readonly lines: readonly TextLine[];
}

const CLOSED = /[.:;!?]["”’)\]]*$/;
const STARTS_LOW = /^["“‘'(]*\p{Ll}/u;
/** Least difference of two left edges that means something, in ems. */
const INDENT = 0.8;
/** Distance of the lines of double-spaced text, in ems. */
const WIDEST_LEADING = 2.4;
/** A line that begins farther left than this has nothing to do with the one before, in ems. */
const FARTHEST_INDENT = 12;

/** Groups lines into paragraphs by gap, indent, enumerator and type; a paragraph goes on across columns and pages. */
export function groupLines(lines: readonly TextLine[]): LineGroup[] {
  const leading = usualLeading(lines);
  const groups: TextLine[][] = [];
  for (const line of lines) {
    const open = groups.at(-1);
    if (open === undefined || opensParagraph(open, line, leading)) groups.push([line]);
    else open.push(line);
  }
  return groups.map((group) => ({ lines: group }));
}

/** The group as one line of text; a bullet becomes "- ". */
export function textOf(group: LineGroup, spellings: Spellings): string {
  return withPlainBullet(
    joinAll(
      group.lines.map((line) => line.text),
      spellings,
    ),
  );
}

/** Usual distance of two lines, by size of type in quarter points. */
function usualLeading(lines: readonly TextLine[]): ReadonlyMap<number, number> {
  const seen = new Map<number, Map<number, number>>();
  lines.forEach((line, n) => {
    const before = lines[n - 1];
    if (before === undefined || before.column !== line.column || !isSameSize(before, line)) return;
    const distance = Math.round((before.y - line.y) * 2) / 2;
    if (distance <= 0 || distance > 4 * line.size) return;
    const key = Math.round(line.size * 4);
    const distances = seen.get(key) ?? new Map<number, number>();
    seen.set(key, distances.set(distance, (distances.get(distance) ?? 0) + 1));
  });
  return new Map(
    [...seen].map(([key, distances]) => [key, [...distances].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0]),
  );
}

function isSameSize(one: TextLine, other: TextLine): boolean {
  return Math.abs(one.size - other.size) <= 0.08 * Math.max(one.size, other.size);
}

function opensParagraph(open: readonly TextLine[], line: TextLine, leading: ReadonlyMap<number, number>): boolean {
  const last = open.at(-1);
  if (last === undefined || !isSameSize(last, line) || last.cells || line.cells) return true;
  const sameColumn = last.column === line.column;
  const distance = last.y - line.y;
  const usual = Math.min(leading.get(Math.round(line.size * 4)) ?? 1.2 * line.size, WIDEST_LEADING * line.size);
  if (sameColumn && (distance < 0.3 * line.size || distance > 1.25 * usual)) return true;
  const short = isShort(last, line);
  const closed = CLOSED.test(withoutNoteMarks(last.text));
  if (open[0]?.face !== line.face && (short || (!sameColumn && closed))) return true;
  if (isEnumerated(line.text) && ((line.tab && (closed || short)) || short)) return true;
  const shift = shiftOf(last, line);
  const em = line.size;
  if (shift < -FARTHEST_INDENT * em) return true;
  if (sameColumn && line.face !== undefined && open[0]?.face === line.face && !closed && open.length < 4) return false;
  if (shift > INDENT * em) return !(open.length === 1 && !short) && (short || closed || sameColumn);
  if (shift < -INDENT * em && open.length > 1) return closed || sameColumn;
  return short && closed && !STARTS_LOW.test(line.text);
}

/** How far the line begins to the right of the one before; across columns, from the left edge of each. */
function shiftOf(last: TextLine, line: TextLine): number {
  const apart = Math.abs(last.left - line.left) > 10 * line.size;
  return apart ? line.x - line.left - (last.x - last.left) : line.x - last.x;
}

/** Whether the next line's first word would have fitted on the line. */
function isShort(last: TextLine, line: TextLine): boolean {
  const word = /^\S+/.exec(line.text)?.[0].length ?? 0;
  const perLetter = (line.right - line.x) / Math.max(1, line.text.length);
  return last.right + (word + 1) * perLetter < last.edge - 0.5 * line.size;
}

import type { Column } from './columns.js';
import { joinPieces, type Piece, type Segment } from './lines.js';

/** A footnote: its mark and its lines. */
export interface Footnote {
  readonly label: string;
  readonly page: number;
  readonly lines: readonly string[];
}

/** All that stands on one baseline of a column. */
export interface Row {
  readonly cells: readonly Segment[];
  readonly pieces: readonly Piece[];
  readonly size: number;
  readonly text: string;
}

const LABEL = /^(?:\d{1,3}|[*†‡§]{1,3}|[a-z])$/;
const LABEL_AT_START = /^(\d{1,3}|[*†‡§]{1,3})\s+\S/;
const RULE = /^_{5,}$/;
/** Type below this share of the body's size can be a footnote's. */
const SMALL = 0.93;
/** Fewer raised figures than this say nothing about counting up. */
const FEWEST_ENDNOTES = 3;

/** The rows of a column, top to bottom. */
export function rowsOf(column: Column): Row[] {
  const rows = new Map<number, Segment[]>();
  for (const segment of column) {
    const known = rows.get(segment.row);
    if (known === undefined) rows.set(segment.row, [segment]);
    else known.push(segment);
  }
  return [...rows.values()].map((cells) => {
    const pieces = cells.flatMap((cell) => cell.pieces);
    return { cells, pieces, size: Math.max(...cells.map((cell) => cell.size)), text: joinPieces(pieces) };
  });
}

function labelAtStart(row: Row): string | undefined {
  const first = row.pieces[0];
  if (first?.raised === true && LABEL.test(first.text.trim())) return first.text.trim();
  return LABEL_AT_START.exec(row.text)?.[1];
}

/** Footnotes are what follows the rule or the first marked line of small type, when all of it down to the foot is small. */
export function splitFootnotes(
  rows: readonly Row[],
  body: number,
): { readonly text: readonly Row[]; readonly notes: Row[] } {
  let start = rows.length;
  let opens = rows.length;
  for (let n = rows.length - 1; n >= 0; n--) {
    const row = rows[n];
    if (row === undefined || row.size > body * SMALL) break;
    start = n;
    if (RULE.test(row.text) || labelAtStart(row) !== undefined) opens = n;
    if (RULE.test(row.text)) break;
  }
  const at = Math.max(start, opens);
  return { text: rows.slice(0, at), notes: rows.slice(at).filter((row) => !RULE.test(row.text)) };
}

/** The footnotes of one column, each with its lines. */
export function readFootnotes(rows: readonly Row[], page: number): Footnote[] {
  const notes: { label: string; page: number; lines: string[] }[] = [];
  for (const row of rows) {
    const label = labelAtStart(row);
    const pieces = label !== undefined && row.pieces[0]?.raised === true ? row.pieces.slice(1) : row.pieces;
    const text = joinPieces(pieces);
    const last = notes.at(-1);
    if (label !== undefined && (last === undefined || follows(last.label, label))) {
      notes.push({ label, page, lines: [text.startsWith(`${label} `) ? text.slice(label.length + 1) : text] });
    } else if (last !== undefined) last.lines.push(text);
    // What stands above the first mark goes on from the page before.
    else notes.push({ label: '', page, lines: [text] });
  }
  return notes;
}

function follows(last: string, label: string): boolean {
  return !/^\d+$/.test(label) || !/^\d+$/.test(last) || Number(label) === Number(last) + 1;
}

/**
 * The marks of notes that stand at the document's end: raised figures that count up through it. Empty when they do not
 * count up, as exponents do not.
 */
export function endnoteMarks(rows: readonly Row[]): ReadonlySet<string> {
  const figures = rows.flatMap(({ pieces }) => pieces.filter(isRaisedFigure).map((piece) => Number(piece.text)));
  const steps = figures.filter((figure, n) => n > 0 && figure === (figures[n - 1] ?? 0) + 1).length;
  const counts = figures.length >= FEWEST_ENDNOTES && figures[0] === 1 && steps >= (figures.length - 1) * 0.8;
  return new Set(counts ? figures.map(String) : []);
}

function isRaisedFigure({ raised, text }: Piece): boolean {
  return raised && /^\s*\d{1,3}\s*$/.test(text);
}

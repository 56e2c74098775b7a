import type { Column } from './columns.js';
import { endnoteMarks, type Footnote, readFootnotes, type Row, rowsOf, splitFootnotes } from './footnotes.js';
import { joinPieces, type Piece, type Segment } from './lines.js';
import { isEnumerator } from './paragraphMarks.js';

/** One line of text in reading order. Points. */
export interface TextLine {
  readonly page: number;
  /** Which column of the document it stands in, counted in reading order. */
  readonly column: number;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** Left edge of its column, and the farthest that a line reaches in columns that begin there. */
  readonly left: number;
  readonly edge: number;
  readonly text: string;
  /** Typeface of the line when all of it is set in another than the body's, as headings are; else `undefined`. */
  readonly face: string | undefined;
  /** Whether what follows the first word is set off like the text after an enumerator. */
  readonly tab: boolean;
  /** Whether it is a row of a table: cells far apart. */
  readonly cells: boolean;
}

/** A page's lines and the footnotes under them. */
export interface PageLines {
  readonly lines: readonly TextLine[];
  readonly footnotes: readonly Footnote[];
}

/** A page's columns in reading order. */
export interface OrderedPage {
  readonly page: number;
  readonly height: number;
  readonly columns: readonly Column[];
}

const STAR_AFTER_WORD = /(?<=[\p{L}\p{N})\]”])([*†‡§]{1,3})(?=[\s.,;:]|$)/gu;
/** Gap between cells of a table or a letterhead, in ems. */
const CELL_GAP = 3;
/** A line of this many words ends the letterhead, whose cells stand for themselves. */
const FIRST_PROSE = 8;

/** Size of type in which most of the document is set. Points. */
function bodySize(pages: readonly OrderedPage[]): number {
  return mostText(pages, (piece) => Math.round(piece.size * 4) / 4) ?? 10;
}

function mostText<K>(pages: readonly OrderedPage[], keyOf: (piece: Piece) => K): K | undefined {
  const amounts = new Map<K, number>();
  for (const { pieces } of pages.flatMap((page) => page.columns.flat())) {
    for (const piece of pieces) amounts.set(keyOf(piece), (amounts.get(keyOf(piece)) ?? 0) + piece.text.length);
  }
  return [...amounts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The lines of every page, with footnotes taken out of the running text and their marks as "[^3]" in it. */
export function readLines(pages: readonly OrderedPage[]): PageLines[] {
  const body = bodySize(pages);
  const font = mostText(pages, (piece) => piece.font) ?? '';
  const edges = farthestEdges(pages);
  const split = pages.map((page) => page.columns.map((segments) => splitFootnotes(rowsOf(segments), body)));
  const endnotes = endnoteMarks(split.flatMap((parts) => parts.flatMap((part) => part.text)));
  let column = 0;
  return pages.map((page, at) => {
    const parts = split[at] ?? [];
    const footnotes = parts.flatMap((part) => readFootnotes(part.notes, page.page));
    const labels: Labels = { footnotes: new Set(footnotes.map((note) => note.label)), endnotes };
    let letterhead = page.page === 1;
    const lines = parts.flatMap(({ text }, n) => {
      column++;
      const left = leftEdge(page.columns[n] ?? []);
      const place = { page: page.page, column, left, edge: edges.get(edgeKey(left)) ?? 0 };
      return text.flatMap((row) => {
        letterhead &&= row.size > body * 1.05 || row.text.split(' ').length < FIRST_PROSE;
        return linesOf(row, labels, letterhead, font).map((line) => ({ ...line, ...place }));
      });
    });
    return { lines, footnotes };
  });
}

function leftEdge(column: Column): number {
  return Math.min(...column.map((segment) => segment.x));
}

function edgeKey(left: number): number {
  return Math.round(left / 100);
}

function farthestEdges(pages: readonly OrderedPage[]): ReadonlyMap<number, number> {
  const rights = new Map<number, number[]>();
  for (const column of pages.flatMap((page) => page.columns)) {
    const key = edgeKey(leftEdge(column));
    const known = rights.get(key) ?? [];
    rights.set(key, known);
    for (const segment of column) known.push(segment.right);
  }
  // A letterhead or a wide table reaches farther than the text, so the few farthest do not count.
  return new Map([...rights].map(([key, all]) => [key, all.sort((a, b) => a - b)[Math.floor(all.length * 0.9)] ?? 0]));
}

/** Labels of the notes that a line can refer to. Notes at the document's end are not told from its text, so their marks go. */
interface Labels {
  readonly footnotes: ReadonlySet<string>;
  readonly endnotes: ReadonlySet<string>;
}

type UnplacedLine = Omit<TextLine, 'page' | 'column' | 'left' | 'edge'>;

/** The row as one line; the cells of a letterhead as a line each. */
function linesOf(row: Row, labels: Labels, letterhead: boolean, body: string): UnplacedLine[] {
  const groups: Segment[][] = [];
  for (const cell of row.cells) {
    const before = groups.at(-1)?.at(-1);
    const isNumber = before !== undefined && isEnumerator(joinPieces(before.pieces));
    const apart = before !== undefined && !isNumber && (letterhead || cell.x - before.right > CELL_GAP * row.size);
    if (before === undefined || apart) groups.push([cell]);
    else groups.at(-1)?.push(cell);
  }
  if (letterhead) return groups.flatMap((cells) => lineOf(cells, labels, body));
  const parts = groups.flatMap((cells) => lineOf(cells, labels, body));
  const [first, ...rest] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined || rest.length === 0) return parts;
  return [
    {
      ...first,
      right: last.right,
      face: parts.every((part) => part.face === first.face) ? first.face : undefined,
      text: parts.map((part) => part.text).join(' | '),
      cells: true,
    },
  ];
}

function lineOf(cells: readonly Segment[], labels: Labels, body: string): UnplacedLine[] {
  const pieces = cells.flatMap((cell) => cell.pieces);
  const kept = pieces.flatMap((piece) => (piece.raised ? markOf(piece, labels) : [piece]));
  const first = kept[0];
  if (first === undefined) return [];
  const text = joinPieces(kept).replace(STAR_AFTER_WORD, (mark) => (labels.footnotes.has(mark) ? `[^${mark}]` : mark));
  const fonts = new Set(
    kept.filter((piece) => !piece.raised && /[\p{L}\p{N}]/u.test(piece.text)).map((one) => one.font),
  );
  return [
    {
      x: first.x,
      right: Math.max(...kept.map((piece) => piece.right)),
      y: cells[0]?.y ?? 0,
      size: Math.max(...cells.map((cell) => cell.size)),
      text,
      face: fonts.size === 1 && !fonts.has(body) ? [...fonts][0] : undefined,
      tab: isSetOff(kept),
      cells: false,
    },
  ];
}

/** The raised piece as marks of notes ("3", "3,4"); as it is when it is none. */
function markOf(piece: Piece, { footnotes, endnotes }: Labels): Piece[] {
  const labels = piece.text.split(',').map((part) => part.trim());
  if (!labels.every((label) => footnotes.has(label) || endnotes.has(label))) return [piece];
  const text = labels.map((label) => (footnotes.has(label) ? `[^${label}]` : '')).join('');
  return text === '' ? [] : [{ ...piece, text }];
}

/** Whether the gap after the enumerator is wider than a space. */
function isSetOff(pieces: readonly Piece[]): boolean {
  let word = '';
  for (const [n, piece] of pieces.entries()) {
    word += piece.text.trim();
    const next = pieces[n + 1];
    if (next === undefined || word.length > 6) return false;
    const gap = next.x - piece.right;
    if (gap > 0.15 * piece.size || /\s$/.test(piece.text)) return gap > 0.6 * piece.size;
  }
  return false;
}

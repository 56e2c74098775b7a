import type { PageText, Run } from './pageText.js';

/** A stretch of text on one baseline without a gap as wide as a gutter. Points. */
export interface Segment {
  /** Which row of the page it stands on, from the top. */
  readonly row: number;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly pieces: readonly Piece[];
}

/** Text of one face within a segment. */
export interface Piece {
  readonly text: string;
  readonly font: string;
  readonly size: number;
  readonly x: number;
  readonly right: number;
  /** Set small and above the line, as footnote marks are. */
  readonly raised: boolean;
}

/** Narrowest gap between words, in ems. Justified lines go down to 0.2; letters spaced by kerning stay below 0.12. */
const WORD_GAP = 0.15;
/** A squeezed space, believed only where a capital follows a small letter. In ems. */
const NARROW_GAP = 0.12;
/** Narrowest gap that can part columns or cells, in ems. */
const SEGMENT_GAP = 1.1;

interface Row {
  readonly y: number;
  size: number;
  readonly pieces: Piece[];
}

/** The text of a page as segments, top to bottom and left to right. O(n log n). */
export function readSegments(page: PageText): Segment[] {
  const rows = attachRaised(readRows(page.runs));
  return rows.flatMap((row, n) => splitRow(row, n));
}

function readRows(runs: readonly Run[]): Row[] {
  const rows: Row[] = [];
  for (const run of [...runs].sort((a, b) => b.y - a.y)) {
    const last = rows.at(-1);
    const piece = { ...run, right: run.x + run.width, raised: false };
    if (last !== undefined && last.y - run.y <= 0.15 * Math.max(last.size, run.size)) {
      last.pieces.push(piece);
      last.size = Math.max(last.size, run.size);
    } else {
      rows.push({ y: run.y, size: run.size, pieces: [piece] });
    }
  }
  return rows;
}

/** Moves small type that hangs above or below a line next to it into that line. */
function attachRaised(rows: readonly Row[]): Row[] {
  const kept: Row[] = [];
  rows.forEach((row, n) => {
    const stays: Piece[] = [];
    for (const piece of row.pieces) {
      const base = [rows[n + 1], rows[n + 2]].find(
        (below) => below !== undefined && row.y - below.y <= 0.6 * below.size && isBeside(piece, below),
      );
      const above = kept.at(-1);
      if (base !== undefined) base.pieces.push({ ...piece, raised: true });
      else if (above !== undefined && above.y - row.y <= 0.35 * above.size && isBeside(piece, above)) {
        above.pieces.push(piece);
      } else stays.push(piece);
    }
    if (stays.length > 0) kept.push({ ...row, pieces: stays });
  });
  return kept;
}

function isBeside(piece: Piece, row: Row): boolean {
  const reach = 1.2 * row.size;
  return (
    piece.size <= 0.8 * row.size &&
    row.pieces.some((other) => piece.x <= other.right + reach && piece.right >= other.x - reach)
  );
}

function splitRow(row: Row, n: number): Segment[] {
  const segments: Segment[] = [];
  let open: Piece[] = [];
  let right = Number.NEGATIVE_INFINITY;
  const close = (): void => {
    const first = open[0];
    if (first === undefined) return;
    const size = Math.max(...open.map((piece) => (piece.raised ? 0 : piece.size))) || first.size;
    segments.push({ row: n, x: first.x, right, y: row.y, size, pieces: open });
    open = [];
  };
  for (const piece of [...row.pieces].sort((a, b) => a.x - b.x)) {
    if (piece.x - right > SEGMENT_GAP * row.size) close();
    open.push(piece);
    right = open.length === 1 ? piece.right : Math.max(right, piece.right);
  }
  close();
  return segments;
}

/** The pieces as running text: a space wherever the gap between two is as wide as one, whatever the file says itself. */
export function joinPieces(pieces: readonly Piece[]): string {
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const edge = piece.text.trimStart().length < piece.text.length || /\s$/.test(text);
    const newWord = /\p{Ll}$/u.test(text) && /^\p{Lu}/u.test(piece.text);
    const apart = piece.x - right > (newWord ? NARROW_GAP : WORD_GAP) * piece.size;
    text =
      text === '' ? piece.text.trimStart() : `${text.trimEnd()}${apart || edge ? ' ' : ''}${piece.text.trimStart()}`;
    right = piece.right;
  }
  return text.replace(/\s+/g, ' ').trim();
}

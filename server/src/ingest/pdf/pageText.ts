/** A piece of text that the PDF draws in one go. Points; the origin is the lower left corner of the upright page. */
export interface Run {
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
  /** The document's own name for the typeface; equal names are equal faces. */
  readonly font: string;
}

/** The text of one page, as drawn. */
export interface PageText {
  /** One-based. */
  readonly page: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Whether text set across the rest was left out. */
  readonly sideways: boolean;
}

/** What a PDF library tells of one piece of text: PDF 32000-1:2008, 9.4.4 (the matrix is text space to page space). */
export interface DrawnText {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly fontName: string;
}

/** Control characters, which damaged encodings leave between letters, and what is no character at all. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|\p{Noncharacter_Code_Point}/gu;

/**
 * Turns the drawn pieces of a page upright: most of the text decides which way is up. Text set across it (a stamp on
 * the margin, a watermark) is left out. `view`: left, bottom, right and top edge of the page as stored.
 */
export function uprightPage(page: number, view: readonly number[], drawn: readonly DrawnText[]): PageText {
  const quarters = [0, 0, 0, 0];
  for (const { str, transform } of drawn) {
    const turn = quarterTurn(transform);
    if (turn !== undefined) quarters[turn] = (quarters[turn] ?? 0) + str.trim().length;
  }
  const up = quarters.indexOf(Math.max(...quarters));
  const [left = 0, bottom = 0, right = 612, top = 792] = view;
  const runs: Run[] = [];
  let sideways = false;
  for (const { str, transform, width, fontName } of drawn) {
    const text = str.replace(UNREADABLE, '');
    if (text.trim() === '') continue;
    if (quarterTurn(transform) !== up) {
      sideways = true;
      continue;
    }
    const [, , c = 0, d = 0, e = 0, f = 0] = transform;
    const [x, y] = turned(up, e - left, f - bottom, right - left, top - bottom);
    runs.push({ text, x, y, width, size: Math.hypot(c, d), font: fontName });
  }
  return { page, height: up % 2 === 0 ? top - bottom : right - left, runs, sideways };
}

/** Quarter turns anticlockwise in which the text runs; `undefined` when it runs aslant. */
function quarterTurn([a = 1, b = 0]: readonly number[]): number | undefined {
  const turns = Math.atan2(b, a) / (Math.PI / 2);
  const nearest = Math.round(turns);
  return Math.abs(turns - nearest) < 0.05 ? (nearest + 4) % 4 : undefined;
}

function turned(turn: number, x: number, y: number, width: number, height: number): readonly [number, number] {
  if (turn === 1) return [y, width - x];
  if (turn === 2) return [width - x, height - y];
  return turn === 3 ? [height - y, x] : [x, y];
}

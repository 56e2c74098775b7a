import { joinPieces, type Segment } from './lines.js';

/** A page's segments, before or after its furniture is taken out. */
export interface SegmentedPage {
  readonly page: number;
  readonly height: number;
  readonly segments: readonly Segment[];
}

/** Share of the page's height, at its head and at its foot, where furniture stands. */
const EDGE = 0.14;
/** Least distance of furniture from the text, in ems. */
const APART = 1.4;
/** What a page's edge holds even when it does not recur: page numbers and the bar code of UN documents. */
const ALWAYS = /^(?:(?:page )?\d{1,4} ?(?:\/|of) ?\d{1,4}|[-–—] ?\d{1,4} ?[-–—]|page \d{1,4}|\*\d{5,}\*)$/i;
/** A document's symbol: "A/RES/73/27". The first page's is kept, because it names the document. */
const SYMBOL = /^[A-Z]{1,6}(?:\/[A-Z0-9.-]+)+(?: \([A-Z0-9]+\))?$/;
const LONG_NUMBER = /\d[\d-]{4,}\d/g;
const ROMAN_PAGE = /^[ivxl]{1,7}$/;

interface Candidate {
  readonly row: number;
  readonly text: string;
  /** Place and text, figures aside. */
  readonly key: string;
  /** Text with its figures, at whatever height of the head or foot; `undefined` when it has no figure. */
  readonly exact: string | undefined;
  readonly foot: boolean;
  /** Long numbers in it. */
  readonly numbers: readonly string[];
}

/**
 * Takes running headers, footers and page numbers out: rows at a page's head or foot whose every part recurs, figures
 * aside, at the same height on a third of the pages, with white space before the text. A row inside of one that stays
 * is text, whatever it says.
 */
export function dropFurniture(pages: readonly SegmentedPage[]): SegmentedPage[] {
  const candidates = pages.map(edgeSegments);
  const times = new Map<string, number>();
  for (const page of candidates) {
    const marks = page.flat().flatMap(({ key, exact, numbers }) => [key, exact ?? key, ...numbers]);
    for (const mark of new Set(marks)) times.set(mark, (times.get(mark) ?? 0) + 1);
  }
  const enough = Math.max(2, Math.ceil(pages.length / 3));
  // "Chapter 2: Structure | 4": text never shares its row with the page's number.
  const isNumbered = (row: readonly Candidate[]): boolean =>
    row.length > 1 &&
    row.some(({ text, key }) => /^\d{1,4}$/.test(text) && (times.get(key) ?? 0) >= Math.max(3, enough));
  // The first page's foot often says more than the others': "25-03170 (E) 110325".
  const isJobNumber = (row: readonly Candidate[]): boolean =>
    row.reduce((sum, { text }) => sum + text.length, 0) <= 60 &&
    row.some(({ foot, numbers }) => foot && numbers.some((number) => (times.get(number) ?? 0) >= enough));
  const recurs = (row: readonly Candidate[], n: number): boolean =>
    row.every(({ key, text, exact }) => {
      if (n === 0 && SYMBOL.test(text)) return false;
      return (
        ALWAYS.test(text) || (times.get(key) ?? 0) >= enough || (n > 0 && (times.get(exact ?? key) ?? 0) >= enough)
      );
    }) ||
    isNumbered(row) ||
    isJobNumber(row);
  return pages.map((page, n) => {
    const rows = candidates[n] ?? [];
    const dropped = new Set<number>();
    for (const side of [rows.filter((row) => row[0]?.foot === false), rows.filter((row) => row[0]?.foot).reverse()]) {
      const kept = side.findIndex((row) => !recurs(row, n));
      const run = kept < 0 ? side : side.slice(0, kept);
      const at = run.findLastIndex((row) => row.some(({ text }) => ALWAYS.test(text)) || isSetApart(row, page));
      for (const row of run.slice(0, at + 1)) dropped.add(row[0]?.row ?? -1);
    }
    return { ...page, segments: page.segments.filter((segment) => !dropped.has(segment.row)) };
  });
}

/** Whether white space parts the row from the text, which lies below it at the head and above it at the foot. */
function isSetApart([first]: readonly Candidate[], { segments }: SegmentedPage): boolean {
  if (first === undefined) return false;
  const own = segments.find((segment) => segment.row === first.row);
  const next = segments.find((segment) => segment.row === first.row + (first.foot ? -1 : 1));
  return own === undefined || next === undefined || Math.abs(own.y - next.y) > APART * Math.max(own.size, next.size);
}

/** The segments at the page's head and foot, row by row from the top. */
function edgeSegments({ height, segments }: SegmentedPage): readonly (readonly Candidate[])[] {
  const rows = new Map<number, Candidate[]>();
  for (const segment of segments) {
    const foot = segment.y < height * EDGE;
    if (!foot && segment.y < height * (1 - EDGE)) continue;
    const text = joinPieces(segment.pieces);
    const place = Math.round(segment.y / 6);
    const pattern = ROMAN_PAGE.test(text) ? '#' : text.toLowerCase().replace(/\d+/g, '#');
    const key = `${foot ? 'foot' : 'head'} ${place} ${pattern}`;
    const exact = /\d/.test(text) ? `${foot ? 'foot' : 'head'} ${text}` : undefined;
    const candidate = { row: segment.row, text, key, exact, foot, numbers: text.match(LONG_NUMBER) ?? [] };
    const known = rows.get(segment.row);
    if (known === undefined) rows.set(segment.row, [candidate]);
    else known.push(candidate);
  }
  return [...rows.values()];
}

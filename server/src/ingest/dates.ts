import { MONTHS } from '../text/months.js';

const MONTH = `${MONTHS.map((month) => `${month}|${month.slice(0, 3)}\\.?`).join('|')}|Sept\\.?`;
const YEAR = String.raw`((?:19|20)\d{2})`;
/** "6 March 2023", "6-10 March 2023", "30 May - 3 June 2022", "March 2023". */
const DAY_MONTH_YEAR = new RegExp(
  String.raw`(?:\b(\d{1,2})(?:\s*([-–—])\s*(?:\d{1,2}\b))?\s+)?\b(${MONTH})(?:\s*[-–—]\s*\d{1,2}\s+(?:${MONTH}))?,?\s+${YEAR}\b`,
  'i',
);
/** "March 6, 2023". */
const MONTH_DAY_YEAR = new RegExp(String.raw`\b(${MONTH})\s+(\d{1,2}),\s+${YEAR}\b`, 'i');
const ISO = /(?<!\d)((?:19|20)\d{2})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)/;
/** "06.03.2023" is day first everywhere; with slashes it is not. */
const DOTTED = /\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d{2})\b/;
const SLASHED = /\b(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2})\b/;

/** The first date of a text as ISO 8601, as precise as it is certain; `undefined` when it holds none. */
export function dateIn(text: string): string | undefined {
  const found = [
    ...at(text, ISO, ([, year, month, day]) => iso(year, month, day)),
    ...at(text, MONTH_DAY_YEAR, ([, month, day, year]) => iso(year, monthOf(month), day)),
    ...at(text, DAY_MONTH_YEAR, ([whole, day, range, month, year]) => {
      // A meeting's days are not the day of the document.
      const isRange = range !== undefined || /\d\s+\p{L}+\.?\s*[-–—]\s*\d/u.test(whole);
      return iso(year, monthOf(month), isRange ? undefined : day);
    }),
    ...at(text, DOTTED, ([, day, month, year]) => iso(year, month, day)),
    ...at(text, SLASHED, ([, first, second, year]) => {
      if (Number(first) > 12) return iso(year, second, first);
      if (Number(second) > 12) return iso(year, first, second);
      return first === second ? iso(year, first, second) : iso(year);
    }),
  ];
  return found.sort((a, b) => a.index - b.index)[0]?.date;
}

function at(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => string | undefined,
): readonly { readonly index: number; readonly date: string }[] {
  const match = pattern.exec(text);
  const date = match === null ? undefined : read(match);
  return match === null || date === undefined ? [] : [{ index: match.index, date }];
}

function monthOf(name: string | undefined): string {
  const start = (name ?? '').slice(0, 3).toLowerCase();
  return String(MONTHS.findIndex((month) => month.slice(0, 3).toLowerCase() === start) + 1);
}

function iso(year: string | undefined, month?: string, day?: string): string | undefined {
  if (year === undefined) return undefined;
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return year;
  const yearMonth = `${year}-${month.padStart(2, '0')}`;
  return day === undefined || Number(day) < 1 || Number(day) > 31 ? yearMonth : `${yearMonth}-${day.padStart(2, '0')}`;
}

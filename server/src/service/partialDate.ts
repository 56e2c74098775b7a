/** The days that a year, a month or a day can mean. ISO 8601 dates, which sort as strings. */
export interface PartialDate {
  readonly earliest: string;
  readonly latest: string;
}

/** The days of "2021", "2021-12" or "2021-12-13"; `undefined` for anything else, such as 2021-02-30. */
export function parsePartialDate(text: string): PartialDate | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return { earliest: `${year}-01-01`, latest: `${year}-12-31` };
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const last = lastDay(Number(year), Number(month));
  if (day === undefined) return { earliest: `${text}-01`, latest: `${text}-${last}` };
  return Number(day) >= 1 && Number(day) <= last ? { earliest: text, latest: text } : undefined;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINAL_UNITS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const ORDINAL_TENS = TENS.map((ten) => ten.replace(/y$/, 'ieth'));
const DIGIT = UNITS.slice(1, 10).join('|');
const SMALL = `(?:${TENS.join('|')})(?:[\\s-](?:${DIGIT}))?|${UNITS.slice(1).toReversed().join('|')}`;
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** Source of a pattern for a whole number up to 999,999 in figures or, up to 999, in words; use it with the flag `i`. */
export const NUMBER_PATTERN = `(?:\\d{1,3}(?:,\\d{3})|\\d{1,6}|(?:(?:a|${DIGIT})\\shundred(?:\\s(?:and\\s)?(?:${SMALL}))?)|${SMALL})`;

/** Source of a pattern for an ordinal up to the ninety-ninth, in figures or words; use it with the flag `i`. */
export const ORDINAL_PATTERN = `(?:\\d{1,3}(?:st|nd|rd|th)|(?:${TENS.join('|')})[\\s-](?:${ORDINAL_UNITS.slice(1, 10).join('|')})|${[...ORDINAL_TENS, ...ORDINAL_UNITS.slice(1)].toReversed().join('|')})`;

/** The number that figures or English words name ("1,000", "eleven", "a hundred and ninety-three"); `undefined` for any other text. */
export function parseNumber(written: string): number | undefined {
  if (/^[\d,]+$/.test(written)) return Number(written.replaceAll(',', ''));
  const words = written.toLowerCase().split(/[\s-]+/);
  const hundred = words.indexOf('hundred');
  const hundreds = hundred === 1 ? (words[0] === 'a' ? 1 : unitOf(words[0], UNITS, 9)) : 0;
  const rest = words.slice(hundred + 1).filter((word) => word !== 'and');
  const below = hundred >= 0 && rest.length === 0 ? 0 : belowHundred(rest, UNITS, TENS);
  return hundreds === undefined || below === undefined || hundred > 1 || hundred === 0
    ? undefined
    : hundreds * 100 + below;
}

/** The number of an ordinal ("73rd", "seventy-third"); `undefined` for any other text. */
export function parseOrdinal(written: string): number | undefined {
  const [, figures] = /^(\d+)(?:st|nd|rd|th)$/i.exec(written) ?? [];
  if (figures !== undefined) return Number(figures);
  const words = written.toLowerCase().split(/[\s-]+/);
  if (words.length === 1) return belowHundred(words, ORDINAL_UNITS, ORDINAL_TENS);
  const ten = unitOf(words[0], TENS, TENS.length);
  const unit = unitOf(words[1], ORDINAL_UNITS, 9);
  return ten === undefined || !unit || words.length > 2 ? undefined : (ten + 2) * 10 + unit;
}

/** The value of a roman numeral in capitals below 400 ("XV"); `undefined` for any other text. */
export function parseRoman(written: string): number | undefined {
  if (!/^(?=[IVXLC])C{0,3}(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})$/.test(written)) return undefined;
  const digits = Array.from(written, (digit) => ROMAN[digit] ?? 0);
  return digits.reduce((sum, digit, i) => sum + (digit < (digits[i + 1] ?? 0) ? -digit : digit), 0);
}

function belowHundred(words: readonly string[], units: readonly string[], tens: readonly string[]): number | undefined {
  const [first, second, ...more] = words;
  if (more.length > 0) return undefined;
  const unit = unitOf(first, units, units.length);
  if (unit !== undefined) return second === undefined ? unit : undefined;
  const ten = unitOf(first, tens, tens.length);
  if (ten === undefined) return undefined;
  if (second === undefined) return (ten + 2) * 10;
  const rest = unitOf(second, units, 9);
  return rest ? (ten + 2) * 10 + rest : undefined;
}

/** The place of a word in a list, up to `most`; `undefined` when it is not there. */
function unitOf(word: string | undefined, list: readonly string[], most: number): number | undefined {
  const at = list.indexOf(word ?? '');
  return at < 0 || at > most ? undefined : at;
}

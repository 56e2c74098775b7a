import { MONTHS, monthNumber } from '../text/months.js';
import type { Token } from '../text/tokens.js';

/** A value that a sentence gives to something that has only one. Spans are UTF-16 offsets into the sentence. */
export interface Fact {
  /** What sort of value: the date of a resolution, the number of an article, a count of things. */
  readonly kind: 'resolution-date' | 'article' | 'count';
  /** What has the value: "73/27", "self-defence", "norms of responsible state behaviour". Equal keys mean the same thing. */
  readonly key: string;
  /** Other names and years in the sentence; a count is compared only where the two sentences share one. */
  readonly setting: ReadonlySet<string>;
  /** The value in canonical form: "2018-12", "51", "11". */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const RESOLUTION_DATE = new RegExp(
  String.raw`(?:resolution\s+|A/RES/)(?<symbol>\d{1,3}/\d{1,3})\s*(?:,)?\s*(?:of|adopted\s+(?:on|in)|dated)\s+(?<date>(?:(?<day>\d{1,2})\s+)?(?:(?<month>${MONTHS.join('|')})\s+)?(?<year>\d{4}))`,
  'giu',
);
const ARTICLE = /\b(?:article|art\.)\s+(?<number>\d{1,3})\b/giu;
const NUMBER_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const COUNT = new RegExp(
  String.raw`\b(?<count>\d{1,3}|${NUMBER_WORDS.slice(2).join('|')})\s+(?:agreed\s+|voluntary,?\s+|non-binding\s+)*(?<thing>norms|principles|pillars|recommendations|confidence-building measures|CBMs)\b`,
  'giu',
);
const NAME = /\b(?:[A-Z]{2,}[a-z]?|(?:19|20)\d{2}|\d{1,3}\/\d{1,3})\b/g;
const SUBJECT_WORDS = 6;

/** The facts that a sentence states. Linear in its length. */
export function extractFacts(sentence: string, tokens: readonly Token[], stopWords: ReadonlySet<string>): Fact[] {
  const setting = new Set([...sentence.matchAll(NAME)].map((match) => match[0]));
  const facts: Fact[] = [];
  for (const match of sentence.matchAll(RESOLUTION_DATE)) {
    const { symbol = '', date = '', day, month, year = '' } = match.groups ?? {};
    const start = match.index + match[0].length - date.length;
    facts.push({
      kind: 'resolution-date',
      key: symbol,
      setting,
      value: isoDate(year, month, day),
      start,
      end: start + date.length,
    });
  }
  for (const match of sentence.matchAll(ARTICLE)) {
    const number = match.groups?.['number'] ?? '';
    const end = match.index + match[0].length;
    const key = subjectBefore(tokens, match.index, stopWords);
    if (key !== '') facts.push({ kind: 'article', key, setting, value: number, start: end - number.length, end });
  }
  for (const match of sentence.matchAll(COUNT)) {
    const { count = '', thing = '' } = match.groups ?? {};
    const value = /^\d/.test(count) ? count : String(NUMBER_WORDS.indexOf(count.toLowerCase()));
    facts.push({
      kind: 'count',
      key: thing.toLowerCase(),
      setting,
      value,
      start: match.index,
      end: match.index + count.length,
    });
  }
  return facts;
}

/** The last telling words before an article's number: what the article is about. */
function subjectBefore(tokens: readonly Token[], offset: number, stopWords: ReadonlySet<string>): string {
  const before = tokens.filter((token) => token.end <= offset).slice(-SUBJECT_WORDS);
  const telling = before.filter((token) => !stopWords.has(token.term)).map((token) => token.term);
  return telling.slice(-3).join(' ');
}

function isoDate(year: string, month: string | undefined, day: string | undefined): string {
  const number = monthNumber(month ?? '');
  return [
    year,
    ...(number === 0 ? [] : [String(number).padStart(2, '0')]),
    ...(day === undefined ? [] : [day.padStart(2, '0')]),
  ].join('-');
}

/** Whether two values can both be true: equal, or one date less precise than the other. */
export function factsAgree(a: Fact, b: Fact): boolean {
  if (a.kind !== 'resolution-date') return a.value === b.value;
  return a.value.startsWith(b.value) || b.value.startsWith(a.value);
}

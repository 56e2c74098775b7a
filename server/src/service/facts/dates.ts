import { dateIn } from '../../ingest/dates.js';
import { MONTHS } from '../../text/months.js';
import { ORDINAL_PATTERN, parseOrdinal } from '../../text/numerals.js';
import type { Fact } from './fact.js';
import { type FactSentence, ownersOf, RESOLUTION, settingOf, tellingTerms } from './sentenceParts.js';

const MONTH = `(?:${MONTHS.map((month) => `${month}|${month.slice(0, 3)}\\.`).join('|')}|Sept\\.)`;
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const DAYS = String.raw`${DAY}(?:\s?(?:[-–—]|to|and)\s?${DAY})?`;
/** Every form in which a day, a month or a year is written. */
const DATE = String.raw`(?<date>(?:the\s+)?${DAYS}\s+(?:of\s+)?${MONTH},?\s+\d{4}|${MONTH}\s+${DAYS},?\s+\d{4}|${MONTH},?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|(?:19|20)\d{2})(?![\d/–-]|\.\d)`;
/** What joins a text to its date: "of", "dated", "(", ", adopted by consensus on". */
const OF = String.raw`(?:\s*,?\s*(?:of|dated|adopted(?:\s+(?!in\b|on\b)[\p{L}\p{M}-]+){0,6}?\s+(?:on|in))\s+|\s*\()`;

const RESOLUTION_DATE = new RegExp(`${RESOLUTION}${OF}${DATE}`, 'dgiu');
const DATED_RESOLUTION = new RegExp(
  String.raw`\b(?:in|on)\s+${DATE},?\s+(?:(?:the|its)\s+)?(?:General Assembly|Assembly|Security Council|Council)\s+adopted\s+(?:its\s+)?${RESOLUTION}`,
  'dgiu',
);
const DOCUMENT_DATE = new RegExp(String.raw`\b(?<symbol>[AES](?:/[A-Z0-9][\w.()-]*){1,5}/?\w*)${OF}${DATE}`, 'dgu');
const SESSION_DATE = new RegExp(
  String.raw`\b(?<ordinal>${ORDINAL_PATTERN})\s+(?<sort>(?:[\p{L}-]+\s+){0,2})session\b(?<body>(?:\s+of\s+the\s+[\p{L}\p{M}\d\s-]{3,120}?)?)\s*,?\s*(?:\(|(?:held\s+|which\s+(?:was|is)\s+held\s+)?(?:in\s+(?:New\s+York|Geneva|Vienna)\s*,?\s+)?(?:on|in|from|of)\s+|(?=\d))${DATE}`,
  'dgiu',
);

/** Words of which a capitalised name must hold one to be that of an instrument, and that name none by themselves. */
const INSTRUMENTS: ReadonlySet<string> = new Set(
  'Policy Strategy Declaration Treaty Convention Agreement Charter Protocol Covenant Statute Accord Accords Pact Act Compact Programme Plan Framework Agenda Memorandum Communiqué Law Manual'.split(
    ' ',
  ),
);
/** Words that many such names hold. */
const GENERIC: ReadonlySet<string> = new Set(
  'National Federal Action Political Joint Final Ministerial Outcome Optional Additional International World Global United Nations General Assembly Security Council Government State States Of On For And The'.split(
    ' ',
  ),
);
const CAPITALISED = String.raw`\p{Lu}[\p{L}\p{M}’'-]*`;
const NAME = new RegExp(
  String.raw`${CAPITALISED}(?:\s+(?:(?:of|on|for|and|the|against|to|concerning|relating)\s+){0,3}${CAPITALISED})*`,
  'gu',
);
const YEAR_BEFORE = /\b(?<date>(?:19|20)\d{2})\s+$/du;
const DATE_BEHIND = new RegExp(String.raw`(?:\s+\([A-Z]{2,}s?\))?${OF}${DATE}`, 'diuy');
const DATE_OF_ACT = new RegExp(String.raw`(?:\s+\([A-Z]{2,}s?\))?\s+(?:in|on)\s+${DATE}`, 'diuy');
const MADE =
  /\b(?:adopt|launch|introduc|approv|issu|conclud|promulgat|put(?:ting)?\s+in\s+place)(?:ed|es|ing|s)?\s+(?:[\p{L}’'-]+\s+){0,3}$/iu;

/** The dates that a sentence gives to resolutions, documents, sessions and named instruments. */
export function datesIn(sentence: FactSentence): Fact[] {
  const { text } = sentence;
  if (!/\d{4}/.test(text)) return [];
  return [
    ...[RESOLUTION_DATE, DATED_RESOLUTION].flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => fact(sentence, match, `resolution ${symbolOf(match)}`, false)),
    ),
    ...[...text.matchAll(DOCUMENT_DATE)]
      .filter((match) => !match.groups?.['symbol']?.includes('/RES/'))
      .map((match) => fact(sentence, match, `document ${match.groups?.['symbol'] ?? ''}`, false)),
    ...[...text.matchAll(SESSION_DATE)].flatMap((match) => sessionDate(sentence, match) ?? []),
    ...[...text.matchAll(NAME)].flatMap((match) => instrumentDate(sentence, match) ?? []),
  ].filter(({ value }) => value !== '');
}

/** The symbol of a resolution without what its organ puts before it and without spaces: "73/27", "1514(XV)". */
export function symbolOf({ groups }: RegExpMatchArray): string {
  return (groups?.['number'] ?? '').replace(/\s/g, '').toUpperCase();
}

function fact(sentence: FactSentence, match: RegExpMatchArray, key: string, isLoose: boolean): Fact {
  const [start, end] = match.indices?.groups?.['date'] ?? [0, 0];
  return {
    kind: 'date',
    key,
    isLoose,
    setting: new Set(),
    owners: isLoose ? ownersOf(sentence) : new Set(),
    value: canonicalDate(sentence.text.slice(start, end)),
    start,
    end,
  };
}

function canonicalDate(written: string): string {
  const plain = written
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, '$1')
    .replace(/\bof\s+/i, '')
    .replace(/\s?(?:to|and)\s?(?=\d)/i, '-');
  return dateIn(plain) ?? /^\d{4}$/.exec(plain)?.[0] ?? '';
}

/**
 * A session is known by its number, its sort and its body. One of the General Assembly has no date that a sentence could
 * get wrong: it lasts from one September to the next.
 */
function sessionDate(sentence: FactSentence, match: RegExpMatchArray): Fact | undefined {
  const { ordinal = '', sort = '', body = '' } = match.groups ?? {};
  const start = match.index ?? 0;
  const number = parseOrdinal(ordinal);
  const tokens = sentence.tokens.filter((token) => isIn(token, start, match[0].length));
  const [holder] = [...settingOf({ ...sentence, text: body, tokens })].filter((name) => !/\d/.test(name));
  if (number === undefined || holder === undefined) return undefined;
  const from = start + ordinal.length;
  const sorts = tellingTerms(sentence, from, from + sort.length + 1);
  return fact(sentence, match, ['session', number, ...sorts, holder.toLowerCase()].join(' '), true);
}

function isIn(token: { readonly start: number; readonly end: number }, start: number, length: number): boolean {
  return token.start >= start && token.end <= start + length;
}

function instrumentDate(sentence: FactSentence, name: RegExpMatchArray): Fact | undefined {
  const words = name[0].split(/\s+/);
  if (!words.some((word) => INSTRUMENTS.has(word))) return undefined;
  if (!words.some((word) => /^\p{Lu}/u.test(word) && !INSTRUMENTS.has(word) && !GENERIC.has(word))) return undefined;
  const { text } = sentence;
  const start = name.index ?? 0;
  const end = start + name[0].length;
  const before = text.slice(0, start);
  const key = `instrument ${tellingTerms(sentence, start, end).join(' ')}`;
  const behind = at(DATE_BEHIND, text, end) ?? (MADE.test(before) ? at(DATE_OF_ACT, text, end) : undefined);
  const dated = behind ?? YEAR_BEFORE.exec(before.replace(/\bthe\s+$/i, ''));
  return dated === null || dated === undefined ? undefined : fact(sentence, dated, key, true);
}

function at(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}

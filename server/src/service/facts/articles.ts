import { parseRoman } from '../../text/numerals.js';
import type { Fact } from './fact.js';
import { type FactSentence, tellingTerms } from './sentenceParts.js';

const ARTICLE = new RegExp(
  String.raw`\b(?:article|art\.)\s+(?<number>\d{1,3}|[IVXLC]{1,6}\b)(?<paragraph>\s?\(\d{1,2}\)|,?\s+para(?:graph|\.)\s+\d{1,2})?(?![\d/])`,
  'dgiu',
);
/** The instrument an article belongs to: the first capitalised word after "of the". */
const INSTRUMENT =
  /^[\s,]*(?:paragraph\s+\d+,?\s+)?of\s+(?:the\s+|its\s+)?(?:\d{4}\s+)?(?:UN\s+|United\s+Nations\s+)?(?<name>\p{Lu}[\p{L}-]*(?:\s+(?:of|on|the)\s+(?:the\s+)?\p{Lu}[\p{L}-]*|\s+\p{Lu}[\p{L}-]*)*)/u;
/** What leads from an article to what it is about. */
const ABOUT =
  /^[^.;:]{0,80}?\s(?:on|concerning|regarding|about|enshrines|guarantees|provides\s+for|recognizes|prohibits)\s+/u;
/** Words around an article that say nothing of what it is about. */
const LINKING: ReadonlySet<string> = new Set(
  `accordance article articles charter contained conformity court described down embodied enshrined entitled envisaged forth
  guaranteed ii iii international invocation invoked justice laid language letter meaning member members nations paragraph
  paragraphs part particular parties party preamble prescribed provided provision provisions purposes pursuant recognized
  reference referred section set specified spirit state stated states stipulated terms united`.split(/\s+/),
);
/** Words before or after an article that may say what it is about. */
const SUBJECT_WORDS = 6;
const TELLING = 3;

/** The numbers of articles that a sentence gives to what they are about. An article that names no instrument is the Charter's. */
export function articlesIn(sentence: FactSentence): Fact[] {
  const { text } = sentence;
  if (!/\bart/i.test(text)) return [];
  return [...text.matchAll(ARTICLE)].flatMap((match): Fact[] => {
    const { number = '', paragraph = '' } = match.groups ?? {};
    const base = /^\d/.test(number) ? Number(number) : parseRoman(number);
    const [start] = match.indices?.groups?.['number'] ?? [0];
    const end = match.index + match[0].length;
    const subject = subjectOf(sentence, match.index, end);
    const [head] = subject;
    if (base === undefined || head === undefined) return [];
    const inner = /\d+/.exec(paragraph)?.[0];
    return [
      {
        kind: 'article',
        key: subject.join(' '),
        // "self-defence" says by itself what is meant, where "defence" would not.
        isLoose: !head.includes('-'),
        setting: new Set([instrumentAfter(text.slice(end))]),
        owners: new Set(),
        value: inner === undefined ? String(base) : `${base}(${inner})`,
        start,
        end,
      },
    ];
  });
}

/** What an article is about, its head first: the words that lead to it, else those behind "on", "concerning", ... */
function subjectOf(sentence: FactSentence, start: number, end: number): readonly string[] {
  const [first] = sentence.tokens.filter((token) => token.end <= start).slice(-SUBJECT_WORDS);
  const before = first === undefined ? [] : subjectTerms(sentence, first.start, start).slice(-TELLING);
  if (before.length > 0) return before.toReversed();
  const lead = ABOUT.exec(sentence.text.slice(end))?.[0];
  if (lead === undefined) return [];
  const after = subjectTerms(sentence, end + lead.length, sentence.text.length).slice(0, TELLING);
  return after.toReversed();
}

function subjectTerms(sentence: FactSentence, start: number, end: number): readonly string[] {
  return tellingTerms(sentence, start, end).filter((term) => !LINKING.has(term) && !/\d/.test(term));
}

function instrumentAfter(text: string): string {
  const name = INSTRUMENT.exec(text)?.groups?.['name'] ?? 'Charter';
  return /^Charter\b/.test(name) ? 'charter' : name.toLowerCase().replace(/\s+(?:of|on|the)\b/g, '');
}

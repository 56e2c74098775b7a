import type { Lexicon } from '../../positions/lexicon.js';
import { stemsOf } from '../../positions/expressions.js';
import type { Token } from '../../text/tokens.js';

/** A sentence as the readers of facts need it. */
export interface FactSentence {
  readonly text: string;
  /** UTF-16 offsets into `text`. */
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
}

/** Source of a pattern for the symbol of a resolution or decision: "73/27", "1514 (XV)", "ES-10/2", "2231". */
export const RESOLUTION_NUMBER = String.raw`(?:(?:ES-|S-)?\d{1,3}/\d{1,3}[A-Z]?|\d{1,4}\s?[A-Z]?\s?\([IVXLC]+\)|\d{2,4}(?=\s?\((?:19|20)\d{2}\)))`;
/** Source of a pattern that names a resolution or decision; its group `number` is the symbol without the organ. */
export const RESOLUTION = String.raw`(?:(?:\b(?:resolutions?|decisions?)\s+|\b)(?:A|S|E|A/HRC)/(?:RES|DEC)/|\b(?:resolution|decision)\s+)(?<number>${RESOLUTION_NUMBER})`;

const NAME = /\b(?:[A-Z]{2,}(?=s?\b)|(?:19|20)\d{2}(?!\/)|\d{1,3}\/\d{1,3})\b/g;
/** Names that nearly every sentence of the field may hold: sharing them shows nothing. */
const COMMON_NAMES: ReadonlySet<string> = new Set([
  'UN',
  'ICT',
  'RES',
  'DEC',
  'UNGA',
  'GA',
  'II',
  'III',
  'IV',
  'VI',
  'CBM',
  'PM',
]);

/** Acronyms, symbols and years in a text; those bodies that the lexicon knows, by its name for them. */
export function settingOf({ text, tokens, lexicon }: FactSentence): Set<string> {
  const names = [...text.matchAll(NAME)].map((match) => match[0]).filter((name) => !COMMON_NAMES.has(name));
  const stems = stemsOf(tokens);
  const bodies = stems.flatMap((_, i) => {
    const meaning = lexicon.expressions.match(stems, i)?.value;
    return meaning?.kind === 'body' ? [meaning.id] : [];
  });
  return new Set([...names, ...bodies]);
}

/** The States and groups that a sentence names. */
export function ownersOf({ tokens, lexicon }: FactSentence): Set<string> {
  const stems = stemsOf(tokens);
  const owners = stems.flatMap((_, i) => {
    const meaning = lexicon.expressions.match(stems, i)?.value;
    return meaning?.kind === 'holder' ? [meaning.name] : [];
  });
  return new Set(owners);
}

/** The telling terms of a stretch of the sentence, in order. */
export function tellingTerms({ tokens, lexicon }: FactSentence, start: number, end: number): readonly string[] {
  return tokens
    .filter((token) => token.start >= start && token.end <= end && !lexicon.spelling.stopWords.has(token.term))
    .map(({ term }) => term);
}

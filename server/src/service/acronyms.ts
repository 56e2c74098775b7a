import { passageOf, placeKey, type WordsAround } from '../index/corpusIndex.js';
import type { ServiceContext } from './context.js';

/** Newest passages that are looked at for the place where a document says what an acronym stands for. */
const LOOKED_AT = 60;
const LONGEST_ACRONYM = 10;
const MOST_WORDS = 12;
/** Characters before the brackets in which so many words stand. */
const FARTHEST = 400;
const CAPITAL = /^\p{Lu}/u;
const IN_BRACKETS = /\(([\p{L}\p{M}\p{N}]{2,12})\)/gu;

/** What a document of the record says that the acronym stands for, as terms: "Confidence-building measures (CBMs)". */
export function spelledOut(acronym: string, context: ServiceContext): readonly string[] | undefined {
  if (acronym.length < 2 || acronym.length > LONGEST_ACRONYM) return undefined;
  const { stopWords } = context.lexicon.spelling;
  const places = context.index.wordsAround([acronym], MOST_WORDS, 0);
  const mayBe = ({ before }: WordsAround): boolean => longFormBefore(before, acronym, stopWords) !== undefined;
  for (const { words, written, term } of inBrackets(places, mayBe, context)) {
    if (term !== acronym) continue;
    const found = longFormBefore(words, written, stopWords);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The acronym that a document of the record puts in brackets behind these words, as a term. */
export function acronymOf(terms: readonly string[], context: ServiceContext): string | undefined {
  if (terms.length < 2) return undefined;
  const { stopWords } = context.lexicon.spelling;
  const places = context.index.wordsAround(terms, 0, 1);
  const mayBe = ({ after: [next] }: WordsAround): boolean =>
    next !== undefined && longFormBefore(terms, next, stopWords) !== undefined;
  for (const { words, written, term } of inBrackets(places, mayBe, context)) {
    if (!CAPITAL.test(written) || !terms.every((each, i) => each === words[words.length - terms.length + i])) continue;
    if (longFormBefore(terms, written, stopWords) !== undefined) return term;
  }
  return undefined;
}

/** A lone word in brackets, with what stands before them. */
interface InBrackets {
  readonly words: readonly string[];
  readonly written: string;
  readonly term: string | undefined;
}

/**
 * The lone words in brackets of the newest passages that hold one of the places. A passage is read only where one of its places
 * may be what is looked for, going by the words around it: most words that are looked up here are no acronym of anything.
 */
function* inBrackets(
  places: Iterable<WordsAround>,
  mayBe: (place: WordsAround) => boolean,
  { index, tokenize }: ServiceContext,
): Generator<InBrackets> {
  const looked = new Set<number>();
  const read = new Set<number>();
  for (const place of places) {
    const key = placeKey(place);
    if (looked.add(key).size > LOOKED_AT) return;
    if (read.has(key) || !mayBe(place)) continue;
    read.add(key);
    const { text } = passageOf(index, place).passage;
    for (const { index: at, 1: written = '' } of text.matchAll(IN_BRACKETS)) {
      const words = tokenize(text.slice(Math.max(0, at - FARTHEST), at)).map(({ term }) => term);
      yield { words, written, term: tokenize(written)[0]?.term };
    }
  }
}

/** The last words whose initials give the acronym, its plural s aside; stop-words may be passed over. */
function longFormBefore(
  words: readonly string[],
  acronym: string,
  stopWords: ReadonlySet<string>,
): readonly string[] | undefined {
  const letters = acronym.toLowerCase().replace(/s$/, '');
  const last = words.slice(-MOST_WORDS);
  let left = letters.length;
  for (let at = last.length - 1; at >= 0; at--) {
    const word = last[at] ?? '';
    if (word.startsWith(letters.charAt(left - 1))) left--;
    else if (!stopWords.has(word)) return undefined;
    if (left === 0) return last.slice(at);
  }
  return undefined;
}

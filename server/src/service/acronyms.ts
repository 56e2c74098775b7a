import { passageOf } from '../index/corpusIndex.js';
import { take } from '../util/iterables.js';
import type { ServiceContext } from './context.js';

/** Newest uses, or passages with one, that are looked at for the place where a document says what an acronym stands for. */
const LOOKED_AT = 60;
const LONGEST_ACRONYM = 10;
const MOST_WORDS = 12;
/** Characters before the brackets in which so many words stand. */
const FARTHEST = 400;
const IN_BRACKETS = /\(([\p{L}\p{M}\p{N}]{2,12})\)/gu;

/** What a document of the record says that the acronym stands for, as terms: "Confidence-building measures (CBMs)". */
export function spelledOut(
  acronym: string,
  { index, tokenize, lexicon }: ServiceContext,
): readonly string[] | undefined {
  if (acronym.length < 2 || acronym.length > LONGEST_ACRONYM) return undefined;
  for (const place of take(index.findPhrase([acronym]).passages(), LOOKED_AT)) {
    const { text } = passageOf(index, place).passage;
    for (const { index: at, 1: written = '' } of text.matchAll(IN_BRACKETS)) {
      if (tokenize(written)[0]?.term !== acronym) continue;
      const words = tokenize(text.slice(Math.max(0, at - FARTHEST), at)).map(({ term }) => term);
      const found = longFormBefore(words, written, lexicon.spelling.stopWords);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The acronym that a document of the record puts in brackets behind these words, as a term. */
export function acronymOf(terms: readonly string[], { index, tokenize, lexicon }: ServiceContext): string | undefined {
  if (terms.length < 2) return undefined;
  for (const occurrence of take(index.findPhrase(terms), LOOKED_AT)) {
    const { text } = passageOf(index, occurrence).passage;
    const [, acronym] = /^\s*\((\p{Lu}[\p{L}\p{N}]{1,9})\)/u.exec(text.slice(occurrence.end)) ?? [];
    if (acronym === undefined || longFormBefore(terms, acronym, lexicon.spelling.stopWords) === undefined) continue;
    return tokenize(acronym)[0]?.term;
  }
  return undefined;
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

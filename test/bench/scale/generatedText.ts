import { createRandom, pick, type Random } from './random.js';

const WORDS = 20_000;
const PHRASES = 3_000;
const PARAGRAPHS = 20;
const SENTENCES = 5;
/** How often a clause is one of the recurring phrases. */
const PHRASE_SHARE = 0.3;
const FUNCTION_WORDS =
  'the of and to in that a for is we our by on with be it as have this which are all has not will from at must'.split(
    ' ',
  );
const ONSETS = ['b', 'c', 'd', 'f', 'g', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'pr', 'tr'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'io'];
const ENDINGS = ['', 'n', 'r', 's', 'l', 'nt', 'tion', 'ment', 'ty'];

/** Makes the text of one document after the other. */
export type TextGenerator = () => string;

/**
 * Invented speeches, the same for the same seed, for where no real corpus is at hand: words by Zipf's law (the word of rank
 * r about as often as 1/r), a third of the clauses out of a stock of recurring phrases, paragraphs of about 1,000 characters.
 */
export function createTextGenerator(seed: number): TextGenerator {
  const random = createRandom(seed);
  const words = makeWords(random);
  const phrases = Array.from({ length: PHRASES }, () => wordsInRow(4 + Math.floor(random() * 8), words, random));
  const clause = (): string =>
    random() < PHRASE_SHARE ? byZipf(phrases, random) : wordsInRow(5 + Math.floor(random() * 12), words, random);
  const sentence = (): string => {
    const text = `${clause()}, ${clause()} ${clause()}`;
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const times = (count: number, make: () => string, between: string): string =>
    Array.from({ length: count }, make).join(between);
  return () => `${times(PARAGRAPHS, () => times(SENTENCES, sentence, ' '), '\n\n')}\n`;
}

function makeWords(random: Random): readonly string[] {
  const words = new Set(FUNCTION_WORDS);
  while (words.size < WORDS) {
    let word = '';
    for (let syllable = 0; syllable < 2 + Math.floor(random() * 2); syllable++) {
      word += pick(ONSETS, random) + pick(VOWELS, random);
    }
    words.add(word + pick(ENDINGS, random));
  }
  return [...words];
}

function wordsInRow(count: number, words: readonly string[], random: Random): string {
  return Array.from({ length: count }, () => byZipf(words, random)).join(' ');
}

/** The logarithm of a rank drawn by 1/r is spread evenly. */
function byZipf<T>(ranked: readonly T[], random: Random): T {
  const rank = Math.floor(ranked.length ** random()) - 1;
  return ranked[rank] ?? pick(ranked, random);
}

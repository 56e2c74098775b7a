import { pick, type Random } from './random.js';

const SHORTEST_PHRASE = 5;
const SHORTEST_WORD = 5;
/** Shares of the phrase's letters that are typed, in turn. */
const TYPED_SHARES = [0.4, 0.6, 0.8];

/** What somebody has typed of a phrase. */
export interface Typed {
  readonly typed: string;
  readonly phrase: string;
  /** Whether a slip is in it. */
  readonly mistyped: boolean;
}

/** Beginnings of phrases of five words or more from all over the list; every other one with a slip in one of its whole words. */
export function sampleTyped(phrases: readonly string[], count: number, random: Random): readonly Typed[] {
  const long = phrases.filter((phrase) => phrase.split(' ').length >= SHORTEST_PHRASE);
  const every = Math.max(1, Math.floor(long.length / count));
  return long
    .filter((_, i) => i % every === 0)
    .slice(0, count)
    .map((phrase, i) => {
      const share = TYPED_SHARES[i % TYPED_SHARES.length] ?? 1;
      const beginning = phrase.slice(0, Math.ceil(phrase.length * share)).trimEnd();
      const typed = i % 2 === 0 ? beginning : withSlip(beginning, random);
      return { typed, phrase, mistyped: typed !== beginning };
    });
}

/** One letter of a longer word left out, doubled, or swapped with the next; unchanged when every word is short. */
export function withSlip(text: string, random: Random): string {
  const words = Array.from(text.matchAll(/\p{L}+(?= )/gu)).filter(([word]) => word.length >= SHORTEST_WORD);
  if (words.length === 0) return text;
  const word = pick(words, random);
  // The first letter is seldom the one that is missed.
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 2));
  const [letter, next] = [text.charAt(at), text.charAt(at + 1)];
  const slips = [next, letter + letter + next, next + letter];
  return text.slice(0, at) + pick(slips, random) + text.slice(at + 2);
}

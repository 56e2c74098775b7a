import type { CorpusIndex } from '../index/corpusIndex.js';
import { comparePhrases, LEAST_LETTERS, MOST_MISTYPED, rankMistyped } from './phrases.js';
import { compareByCodePoint } from './order.js';
import type { StoredPhrase } from './precedentStore.js';
import { shareOfTrigrams, trigramsOf } from './trigrams.js';

/** The recurring phrases of an index by their words. */
export interface PhraseBook {
  /** Answers `PrecedentStore.phrasesByPrefix`. */
  beginning(typed: string, limit: number): readonly StoredPhrase[];
  /** Answers `PrecedentStore.phrasesByTypo`. */
  meantBy(typed: string, limit: number): readonly StoredPhrase[];
}

/** A phrase of which is known as little as was asked for: counting costs a look at each of its uses. */
interface ListedPhrase extends StoredPhrase {
  readonly rank: number;
}

/** The phrases of an index. What they are is written down when somebody asks first, where they stand is looked up phrase by phrase. */
export function createPhraseBook({ phrases }: CorpusIndex): PhraseBook {
  let written: readonly (string | undefined)[] | undefined;
  const counts: (number | undefined)[] = [];

  /** Terms by rank; a rank without a phrase has none. */
  function allTerms(): readonly (string | undefined)[] {
    written ??= Array.from({ length: phrases.length }, (_, rank) => phrases.at(rank)?.terms.join(' '));
    return written;
  }

  function phraseAt(rank: number, terms: string): ListedPhrase {
    return {
      rank,
      terms,
      get documents() {
        return (counts[rank] ??= phrases.at(rank)?.documents ?? 0);
      },
      get text() {
        return phrases.at(rank)?.text ?? '';
      },
    };
  }

  function listed(passes: (terms: string) => boolean): readonly ListedPhrase[] {
    return allTerms().flatMap((terms, rank) => (terms !== undefined && passes(terms) ? [phraseAt(rank, terms)] : []));
  }

  return {
    beginning: (typed, limit) =>
      typed === '' ? [] : best(listed((terms) => terms.startsWith(typed)).toSorted(comparePhrases), limit),
    meantBy(typed, limit) {
      const shareOf = createShare(typed);
      const nearest = listed((terms) => shareOf(terms) >= LEAST_LETTERS)
        .map((phrase) => ({ phrase, share: shareOf(phrase.terms) }))
        .sort((a, b) => b.share - a.share || compareByCodePoint(a.phrase.terms, b.phrase.terms))
        .slice(0, MOST_MISTYPED);
      return best(
        rankMistyped(
          nearest.map(({ phrase }) => phrase),
          typed,
        ),
        limit,
      );
    },
  };
}

function best(phrases: readonly ListedPhrase[], limit: number): readonly StoredPhrase[] {
  return phrases.slice(0, Math.max(0, limit)).map(({ text, terms, documents }) => ({ text, terms, documents }));
}

/** Share of the trigrams of phrases and of the typed words that both have; 0 as soon as it cannot be `LEAST_LETTERS`. */
function createShare(typed: string): (terms: string) => number {
  const own = trigramsOf(typed);
  // Very many phrases are of few words.
  const common = new Map<string, number>();
  const commonWith = (word: string): number => {
    let count = common.get(word);
    if (count === undefined) {
      count = [...trigramsOf(word)].filter((trigram) => own.has(trigram)).length;
      common.set(word, count);
    }
    return count;
  };
  return (terms) => {
    let most = 0;
    for (const word of terms.split(' ')) most += commonWith(word);
    return most < LEAST_LETTERS * own.size ? 0 : shareOfTrigrams(trigramsOf(terms), own);
  };
}

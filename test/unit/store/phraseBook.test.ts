import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusIndex, Phrase } from '../../../server/src/index/corpusIndex.js';
import { listOccurrences } from '../../../server/src/index/occurrences.js';
import { createPhraseBook, type PhraseBook } from '../../../server/src/store/phraseBook.js';
import { comparePhrases, LEAST_LETTERS, MOST_MISTYPED, rankMistyped } from '../../../server/src/store/phrases.js';
import type { StoredPhrase } from '../../../server/src/store/precedentStore.js';
import { shareOfTrigrams, trigramsOf } from '../../../server/src/store/trigrams.js';
import { makeIndex } from '../../support/corpus.js';

/** A phrase of an index; `undefined` for a rank that has none, as where a phrase is hidden. */
type Listed = Pick<StoredPhrase, 'terms' | 'documents'> | undefined;

interface Watched {
  readonly book: PhraseBook;
  /** Terms of the phrases whose documents were counted, once for each count. */
  readonly counted: readonly string[];
}

function bookOf(listed: readonly Listed[]): Watched {
  const counted: string[] = [];
  const read = (phrase: Listed): Phrase | undefined =>
    phrase && {
      text: phrase.terms.toUpperCase(),
      terms: phrase.terms.split(' '),
      occurrences: listOccurrences([]),
      get documents() {
        counted.push(phrase.terms);
        return phrase.documents;
      },
    };
  const phrases: CorpusIndex['phrases'] = {
    length: listed.length,
    at: (rank) => read(listed[rank]),
    ranksIn: () => [],
    *[Symbol.iterator]() {
      for (const each of listed) {
        const phrase = read(each);
        if (phrase !== undefined) yield phrase;
      }
    },
  };
  return { book: createPhraseBook({ ...makeIndex([]), phrases }), counted };
}

const termsOf = (phrases: readonly StoredPhrase[]): readonly string[] => phrases.map(({ terms }) => terms);

const LISTED: readonly Listed[] = [
  { terms: 'legally binding instrument', documents: 4 },
  { terms: 'legal clarity matters', documents: 4 },
  undefined,
  { terms: 'legal clarity matters to all', documents: 4 },
  { terms: 'legality', documents: 9 },
  { terms: 'Legal notice', documents: 30 },
  { terms: 'no legal base', documents: 30 },
];

describe('phrases by their beginning', () => {
  it('are those that begin so to the last letter, in the order of phrases', () => {
    const { book } = bookOf(LISTED);
    expect(book.beginning('legal', 9)).toEqual([
      { text: 'LEGALITY', terms: 'legality', documents: 9 },
      { text: 'LEGAL CLARITY MATTERS TO ALL', terms: 'legal clarity matters to all', documents: 4 },
      { text: 'LEGAL CLARITY MATTERS', terms: 'legal clarity matters', documents: 4 },
      { text: 'LEGALLY BINDING INSTRUMENT', terms: 'legally binding instrument', documents: 4 },
    ]);
    expect(termsOf(book.beginning('legal ', 9))).toEqual(['legal clarity matters to all', 'legal clarity matters']);
    expect(termsOf(book.beginning('legality', 9))).toEqual(['legality']);
    expect(book.beginning('legalityx', 9)).toEqual([]);
  });

  it('are as many as are wanted, and none for nothing', () => {
    const { book } = bookOf(LISTED);
    expect(termsOf(book.beginning('legal', 1))).toEqual(['legality']);
    expect([book.beginning('legal', 0), book.beginning('legal', -1), book.beginning('', 9)]).toEqual([[], [], []]);
  });

  it('are counted once, and no others are', () => {
    const { book, counted } = bookOf(LISTED);
    for (const limit of [9, 1, 9]) book.beginning('legal ', limit);
    expect([...counted].sort()).toEqual(['legal clarity matters', 'legal clarity matters to all']);
  });
});

describe('phrases that mistyped words mean', () => {
  it('are the nearest first', () => {
    const { book } = bookOf(LISTED);
    expect(termsOf(book.meantBy('legl clarity matters', 9))).toEqual([
      'legal clarity matters to all',
      'legal clarity matters',
    ]);
    expect(termsOf(book.meantBy('legl clarity matters', 1))).toEqual(['legal clarity matters to all']);
    expect([book.meantBy('legl clarity matters', 0), book.meantBy('', 9), book.meantBy('%', 9)]).toEqual([[], [], []]);
  });

  it('are what a look at every phrase finds', () => {
    const word = fc.constantFrom('treaty', 'treaties', 'treat', 'ban', 'bans', 'band', 'on', 'ön', 'a');
    const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((each) => each.join(' '));
    const slip = fc
      .tuple(words, fc.nat(), fc.constantFrom('', 'x', 't'))
      .map(([text, at, letter]) => text.slice(0, at % text.length) + letter + text.slice((at % text.length) + 1))
      .filter((typed) => typed !== '');
    fc.assert(
      fc.property(
        fc.uniqueArray(words, { maxLength: 12 }),
        fc.array(slip, { minLength: 1, maxLength: 4 }),
        (all, asked) => {
          const listed = all.map((terms, i) => ({ terms, text: terms.toUpperCase(), documents: 1 + (i % 3) }));
          const { book } = bookOf(listed);
          for (const typed of asked) {
            const share = ({ terms }: StoredPhrase): number => shareOfTrigrams(trigramsOf(terms), trigramsOf(typed));
            const alike = listed.filter((phrase) => share(phrase) >= LEAST_LETTERS);
            expect(book.meantBy(typed, 99)).toEqual(rankMistyped(alike, typed));
            expect(book.beginning(typed, 99)).toEqual(
              listed.filter(({ terms }) => terms.startsWith(typed)).toSorted(comparePhrases),
            );
          }
        },
      ),
    );
  });

  it('are looked for among those that share the most letters', () => {
    const longer = { terms: 'treaty ban on all', documents: 99 };
    const nearer = numbered((i) => `treaty b${'abcdefghij'.charAt(i % 10)}${i}`);
    const meant = (listed: readonly Listed[]): readonly string[] =>
      termsOf(bookOf(listed).book.meantBy('treaty bxn', 999));
    expect(meant([longer, ...nearer.slice(1)])).toContain(longer.terms);
    expect(meant([longer, ...nearer])).not.toContain(longer.terms);
  });

  it('are, of those that share as many, looked for among the first by code points', () => {
    const equals = numbered((i) => `treaty ban q${String.fromCharCode(122 - (i % 26))}${'hgfedcba'.charAt(i / 26)}`);
    const last = { terms: 'treaty ban qzz', documents: 99 };
    const meant = termsOf(bookOf([last, ...equals]).book.meantBy('treaty bxn', 999));
    expect([meant.length, meant.includes(last.terms)]).toEqual([MOST_MISTYPED, false]);
  });
});

/** As many phrases as are looked at closely. */
function numbered(termsAt: (i: number) => string): readonly NonNullable<Listed>[] {
  return Array.from({ length: MOST_MISTYPED }, (_, i) => ({ terms: termsAt(i), documents: 1 }));
}

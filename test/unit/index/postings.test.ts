import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passageFinder } from '../../../server/src/index/postings.js';
import { testTokenize } from '../../support/corpus.js';
import { makeIndex } from '../../support/corpus.js';

// Few distinct words, so that runs recur and overlap.
const words = fc.array(fc.constantFrom('alfa', 'bravo', 'charlie', 'delta'), { minLength: 1, maxLength: 14 });
const corpora = fc.array(fc.array(words, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });

interface Place {
  readonly document: string;
  readonly passage: number;
  readonly start: number;
}

function indexOf(corpus: readonly (readonly (readonly string[])[])[]) {
  return makeIndex(
    corpus.map((passages, i) => ({
      id: `d${i}`,
      // Different holders, so that no document counts as a copy of another.
      holder: `holder ${i}`,
      text: passages.map((passage) => passage.join(' ')).join('\n\n'),
    })),
  );
}

function scan(corpus: readonly (readonly (readonly string[])[])[], terms: readonly string[]): Place[] {
  return corpus.flatMap((passages, d) =>
    passages.flatMap((passage, p) =>
      passage.flatMap((_, i) =>
        terms.every((term, k) => passage[i + k] === term)
          ? [{ document: `d${d}`, passage: p, start: passage.slice(0, i).join(' ').length + (i === 0 ? 0 : 1) }]
          : [],
      ),
    ),
  );
}

describe('the passage of a place', () => {
  it('is found among passages of any length', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(lengths, (counts) => {
        const { postings } = indexOf([counts.map((count) => Array.from({ length: count }, () => 'alfa'))]);
        const find = passageFinder(postings);
        // Behind the words of each passage stands its end.
        const expected = counts.flatMap((count, passage) => Array.from({ length: count + 1 }, () => passage));
        expect(Array.from(postings.stream.keys(), find)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });
});

describe('phrase lookup', () => {
  it('finds what a naive scan finds, in the same order', () => {
    fc.assert(
      fc.property(corpora, words, (corpus, query) => {
        const terms = query.slice(0, 4);
        const index = indexOf(corpus);
        const found = [...index.findPhrase(terms)].map(({ document, passage, start }) => ({
          document: index.documents[document]?.id,
          passage,
          start,
        }));
        expect(found).toEqual(scan(corpus, terms));
      }),
    );
  });

  it('tells the words around, within the passage', () => {
    fc.assert(
      fc.property(corpora, words, fc.nat(4), fc.nat(4), (corpus, query, before, after) => {
        const terms = query.slice(0, 2);
        const expected = corpus.flatMap((passages, document) =>
          passages.flatMap((passage, number) =>
            passage.flatMap((_, at) =>
              terms.every((term, i) => passage[at + i] === term)
                ? {
                    document,
                    passage: number,
                    before: passage.slice(Math.max(0, at - before), at),
                    after: passage.slice(at + terms.length, at + terms.length + after),
                  }
                : [],
            ),
          ),
        );
        expect([...indexOf(corpus).wordsAround(terms, before, after)]).toEqual(expected);
      }),
    );
  });

  it('grows to the longest run that a naive scan finds, leftmost among equals', () => {
    fc.assert(
      fc.property(corpora, words, fc.nat(13), fc.integer({ min: 1, max: 4 }), (corpus, query, seed, fewest) => {
        const at = seed % query.length;
        let best: { from: number; to: number } | undefined;
        for (let from = 0; from <= at; from++) {
          for (let to = at + 1; to <= query.length; to++) {
            if (to - from < fewest || scan(corpus, query.slice(from, to)).length === 0) continue;
            if (best === undefined || to - from > best.to - best.from) best = { from, to };
          }
        }
        const found = indexOf(corpus).longestPhrase(query, at, fewest);
        expect(found && { from: found.from, to: found.to }).toEqual(best);
        if (best) expect(found?.occurrences).toHaveLength(scan(corpus, query.slice(best.from, best.to)).length);
      }),
    );
  });

  it('gives spans of the text as written, spelling and case folded in the lookup only', () => {
    const index = makeIndex([{ id: 'a', text: 'Rules for responsible State behavior in Cyber-space, and more.' }]);
    const terms = testTokenize('state behaviour in cyberspace').map((token) => token.term);
    const [found] = index.findPhrase(terms);
    expect(index.documents[0]?.passages[0]?.text.slice(found?.start, found?.end)).toBe('State behavior in Cyber-space');
  });

  it('never runs from one passage into the next', () => {
    const index = makeIndex([{ id: 'a', text: 'peace and security\n\ndevelopment for all' }]);
    expect(index.findPhrase(['security', 'development'])).toHaveLength(0);
    expect(index.longestPhrase(['security', 'development'], 0)).toMatchObject({ from: 0, to: 1 });
  });

  it('tells the rarest words of a very large vocabulary apart', () => {
    // More words than 16 bits can number: the last of them stand in a list apart.
    const spelt = Array.from({ length: 66_000 }, (_, i) => `w${String(i).padStart(5, '0')}`);
    const index = makeIndex([{ id: 'a', text: `peace ${spelt.join(' ')}` }]);
    expect(index.findPhrase(['w65996', 'w65997', 'w65998'])).toHaveLength(1);
    expect(index.findPhrase(['w65998', 'w65997'])).toHaveLength(0);
    expect(index.longestPhrase(['w65990', 'w65997', 'w65998', 'w65996'], 2)).toMatchObject({ from: 1, to: 3 });
    expect(index.longestPhrase(['peace', 'w00000', 'w65999'], 0)).toMatchObject({ from: 0, to: 2 });
  });

  it('gives the documents of a wording to whoever asks, as often as they ask', () => {
    const index = makeIndex(
      ['a', 'b', 'c'].map((id) => ({ id, holder: id, text: 'peace and security\n\npeace and security' })),
    );
    const occurrences = index.findPhrase(['security']);
    const counts = (): [number, number][] =>
      Array.from(occurrences.documents(), ({ document, occurrences: own }) => [document, own.length]);
    const [first] = occurrences.documents();
    expect(first?.document).toBe(0);
    expect([counts(), counts()]).toEqual(Array(2).fill([0, 1, 2].map((document) => [document, 2])));
  });

  it('finds nothing for no words and for unknown words', () => {
    const index = makeIndex([{ id: 'a', text: 'peace and security' }]);
    expect(index.findPhrase([])).toHaveLength(0);
    expect(index.findPhrase(['peace', 'quorum'])).toHaveLength(0);
    expect(index.longestPhrase(['quorum'], 0)).toBeUndefined();
    expect(index.longestPhrase([], 3)).toBeUndefined();
  });

  it('lists the newest document first, an undated one by the latest date it can have', () => {
    const index = makeIndex([
      { id: 'old', date: '2019-05', text: 'the digital divide' },
      { id: 'undated', between: ['2018', '2021-03'], holder: 'Group', text: 'the digital divide widens' },
      { id: 'new', date: '2023', holder: 'Other', text: 'a digital divide' },
    ]);
    expect(index.documents.map((document) => document.id)).toEqual(['new', 'undated', 'old']);
    expect([...index.findPhrase(['digital', 'divide'])].map(({ document }) => document)).toEqual([0, 1, 2]);
  });

  it('survives an empty corpus and empty documents', () => {
    for (const index of [makeIndex([]), makeIndex([{ id: 'a', text: '' }])]) {
      expect(index.passageCount).toBe(0);
      expect(index.rank(['peace'], 5)).toEqual([]);
      expect(index.complete('open, secure, sta', 5)).toEqual([]);
      expect([...index.phrases]).toEqual([]);
    }
  });
});

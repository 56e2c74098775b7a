import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Comparable,
  type FormCounts,
  formsToCompare,
  likenessOf,
  MOST_COMPARED,
  rankAlike,
  type WeighedText,
  weighText,
} from '../../../server/src/store/likeness.js';

const STOP_WORDS = new Set(['the', 'of']);

function counts(holding: Readonly<Record<string, number>>, passages = 10_000): FormCounts {
  return { passages, holding: new Map(Object.entries(holding)) };
}

function compared(text: string, holding: Readonly<Record<string, number>>): readonly string[] {
  return formsToCompare(text.split(' '), counts(holding), STOP_WORDS);
}

/** The text, each of its words held by as many passages as any other. */
function weighAlike(text: string): WeighedText {
  const weighed = weighText(text.split(' '), counts({}), STOP_WORDS);
  if (weighed === undefined) throw new Error('the text weighs nothing');
  return weighed;
}

function comparable(text: string, id = text, date = '2020'): Comparable {
  return {
    document: { id, metadata: { title: id, holder: 'Chile', kind: 'statement', tier: 'own', date } },
    number: 0,
    terms: text.split(' '),
  };
}

describe('formsToCompare', () => {
  it('gives forms from the rarest on, of equally rare ones by code points, each once', () => {
    const holding = { treati: 3, ban: 1, '\u{ff41}': 2, '\u{10437}': 2, zeal: 2 };
    expect(compared('treaties the bans treaty \u{10437} \u{ff41} zeal of ban', holding)).toEqual([
      'ban',
      'zeal',
      '\u{ff41}',
      '\u{10437}',
      'treati',
    ]);
  });

  it('leaves out what no passage holds, and stop-words', () => {
    expect(compared('quorum the ban none', { ban: 1, none: 0, the: 5 })).toEqual(['ban']);
    expect(compared('quorum the', { ban: 1 })).toEqual([]);
  });

  it('ends before there could be more passages than are compared', () => {
    expect(compared('c b a', { a: 500, b: 700, c: MOST_COMPARED - 1200 })).toEqual(['a', 'b', 'c']);
    expect(compared('c b a', { a: 500, b: 700, c: MOST_COMPARED - 1199 })).toEqual(['a', 'b']);
    // Nor does a later one come in that would have room again.
    expect(compared('d c b a', { a: 1000, b: 1001, c: 1001, d: 1001 })).toEqual(['a']);
  });

  it('gives the rarest, however many hold it', () => {
    expect(compared('a b', { a: MOST_COMPARED + 1, b: MOST_COMPARED + 2 })).toEqual(['a']);
  });
});

describe('weighText', () => {
  it('weighs each word by how rare its form is, and a stop-word nothing', () => {
    const weighed = weighText(
      ['the', 'treaties', 'ban', 'treaty', 'quorum'],
      counts({ treati: 3, ban: 1 }, 7),
      STOP_WORDS,
    );
    const [treaty, ban, quorum] = [Math.log(8 / 4), Math.log(8 / 2), Math.log(8)];
    expect(weighed?.weights).toEqual(
      new Map([
        ['the', 0],
        ['treaties', treaty],
        ['ban', ban],
        ['treaty', treaty],
        ['quorum', quorum],
      ]),
    );
    expect(weighed?.whole).toBeCloseTo(2 * treaty + ban + quorum, 12);
  });

  it('counts a word as often as it stands there', () => {
    expect(weighText(['ban', 'ban'], counts({ ban: 1 }, 7), STOP_WORDS)?.whole).toBeCloseTo(2 * Math.log(4), 12);
  });

  it('weighs nothing where there are but stop-words, or words that every passage holds', () => {
    expect(weighText(['the', 'of'], counts({}, 7), STOP_WORDS)).toBeUndefined();
    expect(weighText([], counts({}, 7), STOP_WORDS)).toBeUndefined();
    expect(weighText(['ban'], counts({ ban: 7 }, 7), STOP_WORDS)).toBeUndefined();
    expect(weighText(['ban'], counts({}, 0), STOP_WORDS)).toBeUndefined();
  });
});

describe('likenessOf', () => {
  it.each([
    ['a b c d', 'a b c d', 1],
    ['a b c d', 'x a x b x', 0.5],
    ['a b c d', 'd c b a', 0.25],
    ['a b c d', 'b d a c', 0.5],
    ['a a b b', 'a b', 0.5],
    ['a b', 'a a b b', 1],
    ['a the b', 'a b', 1],
    ['a b c', 'the of', 0],
    ['a b c', 'c', 0.333333333],
  ])('of %j and %j', (text, other, expected) => {
    expect(likenessOf(other.split(' '), weighAlike(text))).toBe(expected);
  });

  it('takes what weighs more rather than what is more words', () => {
    // "a" and "b" weigh ln 2 each, "c" ln 8.
    const weighed = weighText(['a', 'b', 'c'], counts({ a: 3, b: 3 }, 7), STOP_WORDS);
    expect(weighed && likenessOf(['c', 'a', 'b'], weighed)).toBe(0.6);
  });

  it('is the best that any choice of words in order comes to', () => {
    const term = fc.constantFrom('a', 'b', 'c', 'the');
    const few = fc.array(term, { maxLength: 7 });
    const held = fc.record({ a: fc.nat(6), b: fc.nat(6), c: fc.nat(6) });
    fc.assert(
      fc.property(few, few, held, (terms, others, holding) => {
        const weighed = weighText(terms, counts(holding, 7), STOP_WORDS);
        if (weighed === undefined) return;
        const best = (i: number, j: number): number => {
          const own = terms[i];
          if (own === undefined || j === others.length) return 0;
          const taken = own === others[j] ? (weighed.weights.get(own) ?? 0) + best(i + 1, j + 1) : 0;
          return Math.max(taken, best(i + 1, j), best(i, j + 1));
        };
        expect(likenessOf(others, weighed)).toBeCloseTo(best(0, 0) / weighed.whole, 8);
      }),
    );
  });

  it('says the same of equal shares, in whatever order they were summed up', () => {
    const terms = Array.from({ length: 30 }, (_, i) => `w${i}`);
    const holding = Object.fromEntries(terms.map((term, i) => [term, (i * 7) % 10]));
    const weighed = weighText(terms, counts(holding, 50), STOP_WORDS);
    const backwards = weighText(terms.toReversed(), counts(holding, 50), STOP_WORDS);
    const some = terms.filter((_, i) => i % 3 > 0);
    expect(weighed && likenessOf(some, weighed)).toBe(backwards && likenessOf(some.toReversed(), backwards));
  });
});

describe('rankAlike', () => {
  const text = weighAlike('a b c d');

  it('keeps what holds half of the text, and nothing that holds less', () => {
    const odd = weighAlike(Array.from({ length: 101 }, (_, i) => `w${i}`).join(' '));
    const holding = (from: number, to: number): Comparable =>
      comparable(odd.terms.slice(from, to).join(' '), `${from}`);
    expect(rankAlike([holding(0, 50), holding(50, 101)], odd, 9).map(({ candidate }) => candidate.document.id)).toEqual(
      ['50'],
    );
    const [half] = rankAlike([comparable('b d')], text, 9);
    expect(half?.likeness).toBe(0.5);
    expect(rankAlike([comparable('d c b a'), comparable('d x')], text, 9)).toEqual([]);
  });

  it('puts the most alike first, then the newest', () => {
    const candidates = [
      comparable('a b', 'half, older', '2019'),
      comparable('c d', 'half, newer', '2021'),
      comparable('a b c d', 'whole', '2001'),
      comparable('a b d', 'most', '2018'),
    ];
    const ranked = rankAlike(candidates, text, 9);
    expect(ranked.map(({ candidate, likeness }) => [candidate.document.id, likeness])).toEqual([
      ['whole', 1],
      ['most', 0.75],
      ['half, newer', 0.5],
      ['half, older', 0.5],
    ]);
    expect(rankAlike(candidates, text, 2)).toEqual(ranked.slice(0, 2));
    expect(rankAlike(candidates, text, 0)).toEqual([]);
    expect(rankAlike(candidates, text, -1)).toEqual([]);
  });

  it('leaves out nothing that is alike before it has compared it', () => {
    const terms = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'x', 'the'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(terms, { maxLength: 6 }), (all) => {
        const candidates = all.map((each, i) => comparable(each.join(' '), `d${i}`));
        const alike = candidates.filter((candidate) => likenessOf(candidate.terms, text) >= 0.5);
        const kept = rankAlike(candidates, text, 99).map(({ candidate }) => candidate);
        expect(new Set(kept)).toEqual(new Set(alike));
      }),
    );
  });
});

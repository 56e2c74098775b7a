import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentMetadata, Tier } from '../../../server/src/ingest/corpusDocument.js';
import {
  AUTHORITY,
  type Candidate,
  compareFound,
  type Found,
  holdsRun,
  rankFound,
  readWanted,
  standClose,
} from '../../../server/src/store/found.js';
import type { Asker } from '../../../server/src/store/precedentStore.js';

const STOP_WORDS = new Set(['the', 'of', 'is', 'on']);
const NOBODY: Asker = { delegation: '', groups: [], forum: '' };

const term = fc.constantFrom('a', 'b', 'c');
const terms = fc.array(term, { maxLength: 12 });

/** A passage of a document of its own. */
function candidateOf(text: string, known: Partial<DocumentMetadata> & { readonly id?: string } = {}): Candidate {
  const { id = text, ...metadata } = known;
  return {
    document: { id, metadata: { title: id, holder: 'Chile', kind: 'statement', tier: 'own', ...metadata } },
    number: 0,
    terms: text.split(' '),
  };
}

/** The texts of the passages as they are ranked for the words. */
function rank(candidates: readonly Candidate[], words: string, asker = NOBODY): readonly string[] {
  return found(candidates, words, asker).map(({ candidate }) => candidate.terms.join(' '));
}

function found(candidates: readonly Candidate[], words: string, asker = NOBODY): readonly Found<Candidate>[] {
  const wanted = readWanted({ words: words.split(' '), phrases: [], without: [] }, STOP_WORDS);
  if (wanted === undefined) throw new Error('nothing is wanted');
  return rankFound(candidates, wanted, asker, STOP_WORDS);
}

describe('readWanted', () => {
  it('wants a form of each word but stop-words, and the runs that hold anything', () => {
    const words = ['the', 'treaties', 'of', 'treaty', 'bans'];
    expect(readWanted({ words, phrases: [['the'], []], without: [[], ['ban', 'the']] }, STOP_WORDS)).toEqual({
      row: words,
      forms: ['treati', 'ban'],
      phrases: [['the']],
      without: [['ban', 'the']],
    });
  });

  it.each([
    [[], []],
    [['the', 'of'], []],
    [[], [[]]],
    [['the'], [[], []]],
  ])('wants nothing for the words %j and the phrases %j', (words, phrases) => {
    expect(readWanted({ words, phrases, without: [['treaty']] }, STOP_WORDS)).toBeUndefined();
  });

  it('wants a phrase of stop-words alone', () => {
    expect(readWanted({ words: ['the'], phrases: [['of', 'the']], without: [] }, STOP_WORDS)).toMatchObject({
      forms: [],
      phrases: [['of', 'the']],
    });
  });
});

describe('holdsRun', () => {
  it('is whether the terms stand somewhere one after the other', () => {
    fc.assert(
      fc.property(terms, fc.array(term, { maxLength: 4 }), (all, run) => {
        const expected = run.length === 0 || ` ${all.join(' ')} `.includes(` ${run.join(' ')} `);
        expect(holdsRun(all, run)).toBe(expected);
      }),
    );
  });

  it('takes no part of a word for it, and looks to the very end', () => {
    expect(holdsRun(['ab', 'c'], ['b', 'c'])).toBe(false);
    expect(holdsRun(['a', 'a', 'b'], ['a', 'b'])).toBe(true);
    expect(holdsRun(['a'], ['a', 'b'])).toBe(false);
    expect(holdsRun([], [])).toBe(true);
  });
});

describe('standClose', () => {
  it.each([
    // Two words: within four.
    [[[0], [3]], 2, true],
    [[[0], [4]], 2, false],
    [[[9], [6]], 2, true],
    [
      [
        [0, 20],
        [10, 23],
      ],
      2,
      true,
    ],
    // The window slides: the first place of a form is not the one that counts.
    [[[0, 7], [8], [9, 30]], 2, true],
    [[[0], [2], [5]], 3, true],
    [[[0], [2], [6]], 3, false],
    [[[5]], 1, true],
    [[[0], []], 2, false],
  ])('places %j of %i words: %j', (places, typed, expected) => {
    expect(standClose(places, typed)).toBe(expected);
  });

  it('is whether some stretch of twice as many words holds each', () => {
    const places = fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 4 }).map((each) => each.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 3 }), fc.nat(2), (forms, more) => {
        const typed = forms.length + more;
        const expected = Array.from({ length: 21 }, (_, from) =>
          forms.every((each) => each.some((at) => at >= from && at < from + 2 * typed)),
        ).includes(true);
        expect(standClose(forms, typed)).toBe(expected);
      }),
    );
  });
});

describe('compareFound', () => {
  const metadata = { title: '', holder: '', kind: 'statement', tier: 'own' } as const;
  const anyFound = fc
    .record({
      exact: fc.boolean(),
      close: fc.boolean(),
      tier: fc.constantFrom(...AUTHORITY),
      sameForum: fc.boolean(),
      id: fc.constantFrom('a', 'b'),
      number: fc.nat(1),
    })
    .map(({ id, number, ...keys }): Found => ({ ...keys, candidate: { document: { id, metadata }, number } }));

  it('goes by each key among equals of those before', () => {
    const keysOf = ({ exact, close, tier, sameForum, candidate: { document, number } }: Found): string =>
      [
        exact ? 0 : 1,
        close ? 0 : 1,
        ['adopted', 'chair', 'own', 'group', 'other'].indexOf(tier),
        sameForum ? 0 : 1,
        document.id,
        number,
      ].join(' ');
    fc.assert(
      fc.property(anyFound, anyFound, (a, b) => {
        const [keysA, keysB] = [keysOf(a), keysOf(b)];
        expect(Math.sign(compareFound(a, b))).toBe(keysA < keysB ? -1 : keysA > keysB ? 1 : 0);
      }),
    );
  });
});

describe('rankFound', () => {
  it('puts the words in a row first, then words close together, then the others', () => {
    const [row, swapped, near, far] = [
      'a binding treaty',
      'a treaty binding us',
      'treaties so very binding',
      'treaty x x x binding',
    ];
    const candidates = [far, near, swapped, row].map((text, i) => candidateOf(text, { date: `200${i}` }));
    expect(rank(candidates, 'binding treaty')).toEqual([row, swapped, near, far]);
    expect(found(candidates, 'binding treaty').map(({ exact, close }) => [exact, close])).toEqual([
      [true, true],
      [false, true],
      [false, true],
      [false, false],
    ]);
  });

  it('counts stop-words for how far apart words may stand, and in a row', () => {
    const text = 'ban x x x x treaty';
    expect(found([candidateOf(text)], 'ban treaty')[0]?.close).toBe(false);
    expect(found([candidateOf(text)], 'ban the treaty')[0]?.close).toBe(true);
    expect(found([candidateOf('ban treaty')], 'ban the treaty')[0]).toMatchObject({ exact: false, close: true });
    expect(found([candidateOf('ban the treaty')], 'ban the treaty')[0]).toMatchObject({ exact: true });
  });

  it('wants a form of each word close by, not twice one of them', () => {
    expect(found([candidateOf('ban bans x x x x x treaty')], 'ban treaty')[0]?.close).toBe(false);
    expect(found([candidateOf('ban x x x x x treaty bans')], 'ban treaty')[0]?.close).toBe(true);
  });

  it('takes all for exact where phrases are asked for, and for close where no word is', () => {
    const wanted = readWanted({ words: [], phrases: [['treaty']], without: [] }, STOP_WORDS);
    if (wanted === undefined) throw new Error('nothing is wanted');
    expect(rankFound([candidateOf('a treaty')], wanted, NOBODY, STOP_WORDS)[0]).toMatchObject({
      exact: true,
      close: true,
    });
  });

  it('sees authority as the asker does', () => {
    const by = (tier: Tier, holder: string): Candidate =>
      candidateOf('treaty', { id: `${tier} ${holder}`, tier, holder });
    const candidates = [
      by('own', 'Chile'),
      by('other', 'Nordics'),
      by('other', 'Norway'),
      by('chair', 'Norway'),
      by('adopted', 'Chile'),
    ];
    const idsFor = (asker: Asker): readonly string[] =>
      found(candidates, 'treaty', asker).map(({ candidate }) => candidate.document.id);
    expect(idsFor({ delegation: 'Norway', groups: ['Nordics'], forum: '' })).toEqual([
      'adopted Chile',
      'chair Norway',
      'other Norway',
      'other Nordics',
      'own Chile',
    ]);
    expect(idsFor(NOBODY)).toEqual(['adopted Chile', 'chair Norway', 'other Nordics', 'other Norway', 'own Chile']);
  });

  it('puts the forum that is written for first, then the newest', () => {
    const candidates = [
      candidateOf('treaty', { id: 'newest', date: '2022', forum: 'First Committee' }),
      candidateOf('treaty', { id: 'older', date: '2020', forum: 'Conference on Disarmament' }),
      candidateOf('treaty', { id: 'no forum', date: '2021' }),
    ];
    const idsFor = (forum: string): readonly string[] =>
      found(candidates, 'treaty', { ...NOBODY, forum }).map(({ candidate }) => candidate.document.id);
    expect(idsFor('Conference on Disarmament')).toEqual(['older', 'newest', 'no forum']);
    expect(idsFor('')).toEqual(['newest', 'no forum', 'older']);
  });

  it('ranks the same in whatever order the candidates come', () => {
    const texts = ['ban treaty', 'treaty ban', 'ban x x x treaty', 'treaty x x x x ban', 'bans treaties'];
    const candidates = texts.flatMap((text, i) => [
      candidateOf(text, { id: `${text} ${i}`, date: `201${i % 2}` }),
      candidateOf(text, { id: `${text} chair ${i}`, tier: 'chair' }),
    ]);
    const expected = found(candidates, 'ban treaty');
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: candidates.length }), (shuffled) => {
        expect(found(shuffled, 'ban treaty')).toEqual(expected);
      }),
    );
  });
});

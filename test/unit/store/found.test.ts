import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentMetadata, Tier } from '../../../server/src/ingest/corpusDocument.js';
import {
  AUTHORITY,
  type Candidate,
  compareFound,
  type Found,
  isClose,
  rankFound,
  readWanted,
  standClose,
} from '../../../server/src/store/found.js';
import type { Asker } from '../../../server/src/store/precedentStore.js';

const STOP_WORDS = new Set(['the', 'of', 'is', 'on']);
const NOBODY: Asker = { delegation: '', groups: [], forum: '' };

/** A passage that holds what is wanted, of a document of its own. */
function candidateOf(
  id: string,
  known: Partial<DocumentMetadata> = {},
  { exact = false, close = false } = {},
): Candidate {
  return {
    document: { id, metadata: { title: id, holder: 'Chile', kind: 'statement', tier: 'own', ...known } },
    number: 0,
    exact,
    close,
  };
}

/** Ids of the candidates' documents as they are ranked for the asker. */
function rank(candidates: readonly Candidate[], asker = NOBODY): readonly string[] {
  return rankFound(candidates, asker, STOP_WORDS).map(({ candidate }) => candidate.document.id);
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

describe('isClose', () => {
  it.each([
    [4, 2, true],
    [5, 2, false],
    [1, 1, true],
    [3, 1, false],
    [0, 0, true],
    [Number.POSITIVE_INFINITY, 9, false],
  ])('of %d words for %i typed ones: %j', (span, typed, expected) => {
    expect(isClose(span, typed)).toBe(expected);
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
    .map(
      ({ tier, sameForum, id, ...rest }): Found => ({
        tier,
        sameForum,
        candidate: { ...rest, document: { id, metadata } },
      }),
    );

  it('goes by each key among equals of those before', () => {
    const keysOf = ({ candidate: { exact, close, document, number }, tier, sameForum }: Found): string =>
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
    const candidates = [
      candidateOf('far', { tier: 'adopted', date: '2023' }),
      candidateOf('near', { date: '2022' }, { close: true }),
      candidateOf('row', { date: '2021' }, { exact: true, close: true }),
      candidateOf('row of a long phrase', { date: '2024' }, { exact: true }),
    ];
    expect(rank(candidates)).toEqual(['row', 'row of a long phrase', 'near', 'far']);
  });

  it('sees authority as the asker does', () => {
    const by = (tier: Tier, holder: string): Candidate => candidateOf(`${tier} ${holder}`, { tier, holder });
    const candidates = [
      by('own', 'Chile'),
      by('other', 'Nordics'),
      by('other', 'Norway'),
      by('chair', 'Norway'),
      by('adopted', 'Chile'),
    ];
    expect(rank(candidates, { delegation: 'Norway', groups: ['Nordics'], forum: '' })).toEqual([
      'adopted Chile',
      'chair Norway',
      'other Norway',
      'other Nordics',
      'own Chile',
    ]);
    expect(rank(candidates)).toEqual(['adopted Chile', 'chair Norway', 'other Nordics', 'other Norway', 'own Chile']);
  });

  it('puts the forum that is written for first, then the newest', () => {
    const candidates = [
      candidateOf('newest', { date: '2022', forum: 'First Committee' }),
      candidateOf('older', { date: '2020', forum: 'Conference on Disarmament' }),
      candidateOf('no forum', { date: '2021' }),
    ];
    expect(rank(candidates, { ...NOBODY, forum: 'Conference on Disarmament' })).toEqual([
      'older',
      'newest',
      'no forum',
    ]);
    expect(rank(candidates)).toEqual(['newest', 'no forum', 'older']);
  });

  it('ranks the same in whatever order the candidates come', () => {
    const candidates = [0, 1, 2, 3].flatMap((i) => [
      candidateOf(`${i}`, { date: `201${i % 2}` }, { close: i > 1 }),
      candidateOf(`chair ${i}`, { tier: 'chair' }, { exact: i === 2, close: true }),
    ]);
    const expected = rank(candidates);
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: candidates.length }), (shuffled) => {
        expect(rank(shuffled)).toEqual(expected);
      }),
    );
  });
});

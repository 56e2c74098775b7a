import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import type { DocumentFilter, PrecedentStore, SearchQuery } from '../../server/src/store/precedentStore.js';
import { loadBundledDocuments } from './bundled.js';
import { compareStores, pagesOf, questionsFrom, type StoreQuestion } from './compareStores.js';
import { createNaiveStore } from './naiveStore.js';
import { scenarios, STORE_WORDS, storeDocument, termsOf } from './storeFixtures.js';

/** A store under test. */
export interface OpenedStore {
  readonly store: PrecedentStore;
  /** Puts these documents in the place of all that it holds; resolves once it answers from them. */
  load(documents: readonly CorpusDocument[]): Promise<void>;
}

/**
 * Opens a store of its own over the documents, made with `STORE_WORDS`; nothing is put in it when there are none. One at a
 * time is open; the suite closes it.
 */
export type OpenStore = (documents: readonly CorpusDocument[]) => Promise<OpenedStore>;

/** How thoroughly a store is tested. */
export interface ConformanceOptions {
  /** Records that are made up. */
  readonly runs?: number;
  /** Milliseconds that a test may take. */
  readonly timeout?: number;
}

const NOBODY = { delegation: '', groups: [], forum: '' };

/** Something that every store must do; `run` rejects where the store that is open does not. */
export interface StoreCheck {
  readonly name: string;
  /** Whether it makes records up: by chance such a one misses a fault now and then. */
  readonly isRandom: boolean;
  run(): Promise<void>;
}

type AddCheck = (name: string, run: () => Promise<void>) => void;

/** What every implementation of `PrecedentStore` must answer, in this order and no other. */
export function describeStore(
  name: string,
  open: OpenStore,
  { runs = 60, timeout = 60_000 }: ConformanceOptions = {},
): void {
  describe(`${name} as a store of precedents`, { timeout }, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open([]);
    }, timeout);
    afterAll(() => opened.store.close(), timeout);

    const checks = storeChecks(() => opened, runs).map(({ name, run }) => [name, run] as const);
    it.each(checks)('%s', (_, run) => run());
  });
}

/**
 * The checks in the order in which they go: the first wants a store in which nothing was ever put. Each puts in what it looks
 * for. `runs`: records that are made up.
 */
export function storeChecks(opened: () => OpenedStore, runs: number): readonly StoreCheck[] {
  const checks: StoreCheck[] = [];
  const check: AddCheck = (name, run) => checks.push({ name, isRandom: false, run });
  const checkAtRandom: AddCheck = (name, run) => checks.push({ name, isRandom: true, run });

  /** The store with these documents alone. */
  async function storeOf(documents: readonly CorpusDocument[]): Promise<PrecedentStore> {
    const { store, load } = opened();
    await load(documents);
    return store;
  }

  // Goes first: afterwards there is a revision.
  check('holds nothing at first', async () => {
    const { store } = opened();
    expect(await store.revision()).toBe(0);
    expect(await store.changesSince(0)).toEqual({ revision: 0, changed: [], removed: [] });
    await compareStores(createNaiveStore([], STORE_WORDS), store, [
      { ask: 'documents', query: { limit: 10 } },
      { ask: 'lookup', document: 'a', citation: 'para. 1' },
      { ask: 'phrase', terms: ['treaty'], query: { limit: 10 } },
      { ask: 'longestPhrase', terms: ['treaty'], at: 0 },
      { ask: 'search', query: searchFor({ words: ['treaty'] }) },
      { ask: 'similar', terms: ['treaty'], query: { limit: 10 } },
      { ask: 'phrasesByPrefix', typed: 'treaty', limit: 10 },
      { ask: 'phrasesByTypo', typed: 'traety', limit: 10 },
      { ask: 'positions', query: { limit: 10 } },
    ]);
  });

  checkDocuments(check, storeOf);
  checkPhrases(check, storeOf);
  checkLongestPhrase(check, storeOf);
  checkSearch(check, storeOf);
  checkSimilar(check, storeOf);
  checkRecurring(check, storeOf);
  checkPositions(check, storeOf);
  checkChanges(check, checkAtRandom, opened);

  checkAtRandom('answers as a look at every passage does', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async ({ documents, questions }) => {
        await compareStores(createNaiveStore(documents, STORE_WORDS), await storeOf(documents), [
          ...questions,
          ...documents.map(({ id }): StoreQuestion => ({ ask: 'lookup', document: id, citation: 'para. 2' })),
        ]);
      }),
      { numRuns: runs },
    );
  });

  check('answers about the bundled documents as a look at every passage does', async () => {
    const documents = loadBundledDocuments();
    const store = await storeOf(documents);
    const [asked, some] = [questionsFrom(documents, STORE_WORDS, 12), createNaiveStore(documents, STORE_WORDS)];
    await compareStores(some, store, asked);
  });

  return checks;
}

type StoreOf = (documents: readonly CorpusDocument[]) => Promise<PrecedentStore>;

function searchFor(query: Partial<SearchQuery>): SearchQuery {
  return { asker: NOBODY, words: [], phrases: [], without: [], limit: 100, ...query };
}

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);
const placesOf = (items: readonly { readonly document: string; readonly number: number }[]): string[] =>
  items.map(({ document, number }) => `${document} ${number}`);

/** Documents that differ in what filters look at. */
const FILTERED = [
  storeDocument({
    id: 'a',
    text: 'The treaty is binding.',
    date: '2023-03-06',
    holder: 'Norway',
    forum: 'First Committee',
    language: 'en',
  }),
  storeDocument({ id: 'b', text: 'The treaty binds.', date: '2023', holder: 'Pakistan', language: 'fr' }),
  storeDocument({ id: 'c', text: 'A treaty binds.', between: ['2019', '2022-12'], holder: 'Norway' }),
  storeDocument({ id: 'd', text: 'No treaty binds.', holder: 'Group of 77', forum: 'Conference on Disarmament' }),
];
const FILTERS: readonly (readonly [filter: DocumentFilter, passing: readonly string[]])[] = [
  [{}, ['a', 'b', 'c', 'd']],
  [{ holders: ['Norway'] }, ['a', 'c']],
  [{ holders: ['Group of 77', 'Pakistan'] }, ['b', 'd']],
  [{ holders: [] }, []],
  [{ holders: ['norway'] }, []],
  [{ from: '2023' }, ['a', 'b']],
  [{ from: '2023-01-01' }, ['a']],
  [{ to: '2023' }, ['b', 'c']],
  [{ to: '2023-12-31' }, ['a', 'b', 'c']],
  [{ from: '2022-12', to: '2023' }, ['b', 'c']],
  [{ forum: 'First Committee' }, ['a']],
  [{ forum: 'Committee' }, []],
  [{ language: 'fr' }, ['b']],
  [{ holders: ['Norway'], language: 'en', to: '2022' }, []],
];

function checkDocuments(check: AddCheck, storeOf: StoreOf): void {
  check('lists documents newest first, those of one date by code points of their ids, undated ones last', async () => {
    const store = await storeOf([
      storeDocument({ id: '\u{10437}', text: 'One.', date: '2020' }),
      storeDocument({ id: '\u{ff21}', text: 'Two.', date: '2020' }),
      storeDocument({ id: 'zeta', text: 'Three.', date: '2020' }),
      storeDocument({ id: 'Zeta', text: 'Four.', date: '2020' }),
      storeDocument({ id: 'between', text: 'Five.\n\nSix.', between: ['2019', '2020-06'] }),
      storeDocument({ id: 'newest', text: 'Seven.', date: '2020-06-01' }),
      storeDocument({ id: 'nothing known', text: 'Eight.' }),
    ]);
    const { items, next } = await store.documents({ limit: 10 });
    expect(idsOf(items)).toEqual(['newest', 'between', 'Zeta', 'zeta', '\u{ff21}', '\u{10437}', 'nothing known']);
    expect(items.map(({ passages }) => passages)).toEqual([1, 2, 1, 1, 1, 1, 1]);
    expect(items[1]?.metadata).toMatchObject({ title: 'between', between: ['2019', '2020-06'], symbol: 'S/between' });
    expect(next).toBeUndefined();
  });

  check('gives documents page by page, each once', async () => {
    const store = await storeOf(
      Array.from({ length: 7 }, (_, i) => storeDocument({ id: `d${i}`, text: `Text ${i}.`, date: `20${20 - i}` })),
    );
    const pages = await pagesOf((after) => store.documents({ limit: 3, ...after }));
    expect(pages.map(idsOf)).toEqual([['d0', 'd1', 'd2'], ['d3', 'd4', 'd5'], ['d6']]);
    const whole = await store.documents({ limit: 7 });
    expect([whole.items.length, whole.next]).toEqual([7, undefined]);
    expect(await store.documents({ limit: 0 })).toEqual({ items: [] });
  });

  for (const [filter, passing] of FILTERS) {
    check(`keeps to documents that pass ${JSON.stringify(filter)}`, async () => {
      const store = await storeOf(FILTERED);
      expect(idsOf((await store.documents({ filter, limit: 10 })).items)).toEqual(passing);
      expect((await store.phrase(['treaty'], { filter, limit: 10 })).uses.map(({ document }) => document)).toEqual(
        passing,
      );
      const found = await store.search(searchFor({ words: ['treaty'], filter }));
      expect(found.items.map(({ document }) => document)).toEqual(passing);
    });
  }

  check('pages through what passes a filter', async () => {
    const store = await storeOf(FILTERED);
    const pages = await pagesOf((after) => store.documents({ filter: { holders: ['Norway'] }, limit: 1, ...after }));
    expect(pages.map(idsOf)).toEqual([['a'], ['c']]);
  });

  check('finds a passage by its citation', async () => {
    const store = await storeOf([
      storeDocument({ id: 'a', text: '# Threats\n\nFirst.\n\nSecond, “quoted” – it’s 100%.', date: '2020' }),
      storeDocument({ id: 'b', text: 'Third.' }),
    ]);
    expect(await store.lookup('a', 'para. 2')).toEqual({
      document: 'a',
      number: 1,
      metadata: { title: 'a', holder: 'Pakistan', kind: 'statement', tier: 'own', date: '2020', symbol: 'S/a' },
      citation: 'para. 2',
      headings: ['Threats'],
      text: 'Second, “quoted” – it’s 100%.',
    });
    expect(await store.lookup('a', 'para. 3')).toBeUndefined();
    expect(await store.lookup('A', 'para. 1')).toBeUndefined();
    expect(await store.lookup('b', 'para. 1')).toMatchObject({
      document: 'b',
      number: 0,
      text: 'Third.',
      headings: [],
    });
  });

  check('gives the first passage that bears a citation', async () => {
    const { passages, ...rest } = storeDocument({ id: 'a', text: 'One.\n\nTwo.\n\nThree.' });
    const store = await storeOf([{ ...rest, passages: passages.map((each) => ({ ...each, citation: 'para. 1' })) }]);
    expect(await store.lookup('a', 'para. 1')).toMatchObject({ number: 0, text: 'One.' });
  });
}

function checkPhrases(check: AddCheck, storeOf: StoreOf): void {
  check('counts every document and passage that holds a phrase, and gives the newest', async () => {
    const store = await storeOf([
      storeDocument({
        id: 'old',
        date: '2019',
        text: 'A binding treaty. A binding treaty.\n\nNo.\n\nThe Binding Treaty!',
      }),
      storeDocument({ id: 'new', date: '2021', text: 'No treaty.\n\nbinding treaty' }),
      storeDocument({ id: 'other', date: '2022', text: 'Binding the treaty.' }),
    ]);
    const all = await store.phrase(['binding', 'treaty'], { limit: 10 });
    expect([all.documents, all.passages, placesOf(all.uses)]).toEqual([2, 3, ['new 1', 'old 0', 'old 2']]);
    const some = await store.phrase(['binding', 'treaty'], { limit: 2 });
    expect([some.documents, some.passages, placesOf(some.uses)]).toEqual([2, 3, ['new 1', 'old 0']]);
    expect(await store.phrase(['binding', 'treaty'], { limit: 0 })).toEqual({ documents: 2, passages: 3, uses: [] });
    const filtered = await store.phrase(['binding', 'treaty'], { limit: 10, filter: { to: '2020' } });
    expect([filtered.documents, filtered.passages, placesOf(filtered.uses)]).toEqual([1, 2, ['old 0', 'old 2']]);
    for (const terms of [[], ['treaty', 'binding'], ['bindin'], ['quorum'], ['no', 'the']]) {
      expect(await store.phrase(terms, { limit: 10 }), terms.join(' ')).toEqual({
        documents: 0,
        passages: 0,
        uses: [],
      });
    }
  });

  check('keeps a phrase within one passage', async () => {
    const store = await storeOf([storeDocument({ id: 'a', text: 'A binding\n\ntreaty is binding.\n\nTreaty.' })]);
    expect(await store.phrase(['binding', 'treaty'], { limit: 10 })).toMatchObject({ documents: 0, passages: 0 });
  });

  /** Each stands in one passage of its own. */
  const ODD = [
    ...[
      'a 1.5 per cent rise',
      'article 16',
      'article 1.6',
      'article 15',
      'a rise of 1,500',
      '3rd and 4th',
      '2 × 10⁶',
      'H₂O',
    ],
    ...[
      '100% of_them',
      '50%_off',
      String.raw`back\slash`,
      'a_b',
      'a b',
      `it's "quoted" here`,
      'the State’s o’clock',
      "o'neil",
    ],
    ...[
      'e.g. this',
      'https://example.org/a_b?c=d',
      'someone@example.org',
      '-5 degrees',
      '1e5 units',
      'x:y & z | !w',
      '<b>bold</b>',
    ],
    ...[
      'Zürich',
      'Zurich',
      'naïve',
      'naı̈ve',
      'Ιστορία',
      'Договор о',
      'المعاهدة',
      'संधि में',
      '条約',
      '조약',
      'ﬁnal ligature',
    ],
    ...['𐐷𐐲𐑌', '𠀀𠀁', '😀 face', 'mathematical 𝐱', 'ªº ordinals', '① circled', 'İstanbul', 'straße', 'ǅ titlecase'],
  ];

  check('finds words whatever letters and signs they are written with', async () => {
    const documents = [storeDocument({ id: 'odd', text: ODD.join('\n\n') })];
    const store = await storeOf(documents);
    const naive = createNaiveStore(documents, STORE_WORDS);
    for (const text of ODD) {
      const terms = termsOf(text);
      const { uses } = await store.phrase(terms, { limit: 100 });
      if (terms.length > 0)
        expect(
          uses.map((use) => use.text),
          text,
        ).toContain(text);
      await compareStores(naive, store, [
        { ask: 'phrase', terms, query: { limit: 100 } },
        ...terms.flatMap((term): StoreQuestion[] => [
          { ask: 'phrase', terms: [term], query: { limit: 100 } },
          { ask: 'search', query: searchFor({ words: [term] }) },
        ]),
        { ask: 'search', query: searchFor({ words: terms }) },
        { ask: 'longestPhrase', terms, at: terms.length - 1 },
        { ask: 'similar', terms, query: { limit: 100 } },
      ]);
    }
  });

  check('takes signs for themselves and not for patterns', async () => {
    const store = await storeOf([storeDocument({ id: 'a', text: 'alpha beta gamma\n\nalphaXbeta' })]);
    for (const terms of [
      ['%'],
      ['_'],
      ['al%'],
      ['alpha%beta'],
      ['alpha_beta'],
      ['a\\'],
      ['%', '%'],
      ["'"],
      ['"'],
      ['&'],
      ['!alpha'],
      [':*'],
    ]) {
      expect(await store.phrase(terms, { limit: 9 }), terms.join(' ')).toEqual({ documents: 0, passages: 0, uses: [] });
      expect((await store.search(searchFor({ phrases: [terms] }))).items).toEqual([]);
      expect(await store.longestPhrase(terms, 0)).toBeUndefined();
    }
    expect(await store.phrasesByPrefix('%', 9)).toEqual([]);
    expect(await store.phrasesByTypo('%_\\', 9)).toEqual([]);
  });

  check('finds what stands late in a very long passage, behind a word that stands there very often', async () => {
    const often = Array.from({ length: 700 }, (_, i) => `treaty number${i}`).join(' ');
    const many = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(' ');
    const store = await storeOf([
      storeDocument({ id: 'often', date: '2021', text: `${often} treaty ban.\n\nA treaty, no ban.` }),
      storeDocument({ id: 'many', date: '2020', text: `${many} final ban treaty.` }),
    ]);
    expect(placesOf((await store.phrase(['treaty', 'ban'], { limit: 9 })).uses)).toEqual(['often 0']);
    expect(placesOf((await store.phrase(['number699', 'treaty', 'ban'], { limit: 9 })).uses)).toEqual(['often 0']);
    expect(placesOf((await store.phrase(['word19999', 'final', 'ban', 'treaty'], { limit: 9 })).uses)).toEqual([
      'many 0',
    ]);
    expect(placesOf((await store.search(searchFor({ words: ['ban', 'treaty'] }))).items)).toEqual([
      'many 0',
      'often 0',
      'often 1',
    ]);
    expect(await store.longestPhrase(termsOf('the word19998 word19999 final ban treaty bans'), 3)).toEqual({
      from: 1,
      to: 6,
    });
  });

  check('finds a word that is longer than any', async () => {
    const long = Array.from({ length: 700 }, (_, i) => String.fromCharCode(97 + ((i * i * 7 + i * 3) % 26))).join('');
    const word = `${long}${long.split('').reverse().join('')}${long}`;
    const store = await storeOf([storeDocument({ id: 'a', text: `Here is ${word} again.\n\nNothing again.` })]);
    expect(placesOf((await store.phrase([word], { limit: 9 })).uses)).toEqual(['a 0']);
    expect(placesOf((await store.phrase([word, 'again'], { limit: 9 })).uses)).toEqual(['a 0']);
    expect(placesOf((await store.search(searchFor({ words: [word] }))).items)).toEqual(['a 0']);
  });
}

function checkLongestPhrase(check: AddCheck, storeOf: StoreOf): void {
  check('gives the longest run around a word, leftmost among equals', async () => {
    const store = await storeOf([
      storeDocument({ id: 'a', text: 'alpha beta gamma\n\ngamma delta epsilon\n\nzeta' }),
      storeDocument({ id: 'b', text: 'beta gamma delta\n\neta theta' }),
    ]);
    const terms = ['unknown', 'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'unknown'];
    expect(await Promise.all(terms.map((_, at) => store.longestPhrase(terms, at)))).toEqual([
      undefined,
      { from: 1, to: 4 },
      { from: 1, to: 4 },
      { from: 1, to: 4 },
      { from: 2, to: 5 },
      { from: 3, to: 6 },
      { from: 6, to: 7 },
      undefined,
    ]);
    for (const at of [-1, 8, 2000]) expect(await store.longestPhrase(terms, at)).toBeUndefined();
    expect(await store.longestPhrase([], 0)).toBeUndefined();
  });

  check('looks no more than 500 words to either side', async () => {
    const words = Array.from({ length: 1300 }, (_, i) => `word${i}`);
    const store = await storeOf([storeDocument({ id: 'a', text: words.join(' ') })]);
    expect(await store.longestPhrase(words, 0)).toEqual({ from: 0, to: 500 });
    expect(await store.longestPhrase(words, 650)).toEqual({ from: 150, to: 1150 });
    expect(await store.longestPhrase(words, 1299)).toEqual({ from: 799, to: 1300 });
  });
}

function checkSearch(check: AddCheck, storeOf: StoreOf): void {
  const find = async (store: PrecedentStore, query: Partial<SearchQuery>): Promise<string[]> =>
    placesOf((await store.search(searchFor(query))).items);

  check('finds words in any form, and takes no stop-word for a form of another word', async () => {
    const store = await storeOf([
      storeDocument({
        id: 'a',
        text: [
          'The use of treaties.',
          'Using a treaty.',
          'The treaty is with us.',
          'Respect for the treaty.',
          'These are treaties, respectively.',
          'Nothing.',
        ].join('\n\n'),
      }),
    ]);
    expect((await find(store, { words: ['treaty'] })).sort()).toEqual(['a 0', 'a 1', 'a 2', 'a 3', 'a 4']);
    expect((await find(store, { words: ['uses'] })).sort()).toEqual(['a 0', 'a 1']);
    expect(await find(store, { words: ['respects'] })).toEqual(['a 3']);
    expect((await find(store, { words: ['treaties', 'used'] })).sort()).toEqual(['a 0', 'a 1']);
    expect(await find(store, { words: ['treaties', 'quorum'] })).toEqual([]);
  });

  check('looks for stop-words only in a row with others', async () => {
    const store = await storeOf([
      storeDocument({ id: 'a', text: 'A use of us.\n\nThe treaty with us.\n\nWith the treaty.' }),
    ]);
    expect(await find(store, { words: ['with', 'us'] })).toEqual([]);
    expect(await find(store, { words: [] })).toEqual([]);
    expect(await find(store, { words: ['us', 'treaty'] })).toEqual(['a 1', 'a 2']);
    expect(await find(store, { words: ['the', 'treaty', 'with'] })).toEqual(['a 1', 'a 2']);
    expect(await find(store, { phrases: [['with', 'us']] })).toEqual(['a 1']);
    expect(await find(store, { words: ['with'], phrases: [['the', 'treaty']] })).toEqual(['a 1', 'a 2']);
    expect(await find(store, { phrases: [[]], without: [['quorum']] })).toEqual([]);
  });

  check('wants every phrase and every word, and nothing that is left out', async () => {
    const store = await storeOf([
      storeDocument({
        id: 'a',
        text: [
          'A binding treaty on cyber weapons.',
          'A binding treaty.',
          'Binding, a treaty on weapons.',
          'A binding treaty and weapons of war.',
        ].join('\n\n'),
      }),
    ]);
    expect(await find(store, { phrases: [['binding', 'treaty']] })).toEqual(['a 0', 'a 1', 'a 3']);
    expect(await find(store, { phrases: [['binding', 'treaty'], ['a', 'binding'], []] })).toEqual([
      'a 0',
      'a 1',
      'a 3',
    ]);
    expect(
      await find(store, {
        phrases: [
          ['binding', 'treaty'],
          ['cyber', 'weapons'],
        ],
      }),
    ).toEqual(['a 0']);
    expect(await find(store, { words: ['weapon'], phrases: [['binding', 'treaty']] })).toEqual(['a 0', 'a 3']);
    expect(await find(store, { phrases: [['binding', 'treaty']], without: [['weapons']] })).toEqual(['a 1']);
    expect(await find(store, { phrases: [['binding', 'treaty']], without: [['weapons', 'of'], ['cyber']] })).toEqual([
      'a 1',
    ]);
    expect(await find(store, { words: ['treaty'], without: [['weapon'], []] })).toHaveLength(4);
    expect(await find(store, { words: ['treaty'], without: [['binding', 'treaty']] })).toEqual(['a 2']);
    expect(await find(store, { without: [['weapons']] })).toEqual([]);
  });

  check('says which passages hold the words as they were typed', async () => {
    const store = await storeOf([
      storeDocument({ id: 'a', text: 'Binding treaties.\n\nA binding treaty.\n\nA treaty that is binding.' }),
    ]);
    const exactOf = async (query: Partial<SearchQuery>): Promise<unknown> =>
      (await store.search(searchFor(query))).items.map(({ number, exact }) => [number, exact]);
    expect(await exactOf({ words: ['binding', 'treaty'] })).toEqual([
      [1, true],
      [0, false],
      [2, false],
    ]);
    expect(await exactOf({ words: ['treaty'], phrases: [['binding']] })).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);
  });

  check('orders by each key among equals of the one before', async () => {
    const far = (n: number): string => `The treaty ${'and so on '.repeat(n)}is binding.`;
    const own = { delegation: 'Norway', groups: ['Nordics'], forum: 'Open-ended Working Group' };
    const forum = 'Open-ended Working Group on ICTs';
    const store = await storeOf([
      storeDocument({ id: 'far', tier: 'adopted', holder: 'Assembly', date: '2024', text: far(3) }),
      storeDocument({ id: 'farther', tier: 'other', holder: 'Chile', date: '2025', text: far(5) }),
      storeDocument({ id: 'exact', tier: 'other', holder: 'Chile', date: '2001', text: 'A treaty binding us.' }),
      storeDocument({ id: 'adopted', tier: 'adopted', holder: 'Norway', date: '2010', text: 'A binding treaty.' }),
      storeDocument({ id: 'chair', tier: 'chair', holder: 'Nordics', date: '2011', text: 'A binding treaty.' }),
      storeDocument({ id: 'own', tier: 'other', holder: 'Norway', date: '2012', text: 'A binding treaty.' }),
      storeDocument({ id: 'group', tier: 'own', holder: 'Nordics', date: '2013', text: 'A binding treaty.' }),
      storeDocument({ id: 'forum', tier: 'own', holder: 'Chile', date: '2014', text: 'A binding treaty.', forum }),
      storeDocument({
        id: 'newer',
        tier: 'own',
        holder: 'Chile',
        date: '2016',
        text: 'A binding treaty.\n\nBinding treaties.',
      }),
      storeDocument({ id: 'older', tier: 'group', holder: 'Chile', date: '2015', text: 'A binding treaty.' }),
    ]);
    const words = ['treaty', 'binding'];
    expect(await find(store, { words, asker: own })).toEqual([
      'exact 0',
      'adopted 0',
      'chair 0',
      'own 0',
      'group 0',
      'forum 0',
      'newer 0',
      'newer 1',
      'older 0',
      'far 0',
      'farther 0',
    ]);
    const initials = { ...own, forum: 'OEWG' };
    expect(await find(store, { words, asker: initials })).toEqual(await find(store, { words, asker: own }));
    expect(await find(store, { words, asker: NOBODY })).toEqual([
      'exact 0',
      'adopted 0',
      'chair 0',
      'newer 0',
      'newer 1',
      'older 0',
      'forum 0',
      'group 0',
      'own 0',
      'far 0',
      'farther 0',
    ]);
  });

  check('takes words for close within twice as many as were typed', async () => {
    const gap = (words: number): string => `treaty ${Array.from({ length: words }, (_, i) => `x${i}`).join(' ')} ban`;
    const store = await storeOf([
      storeDocument({ id: 'a', text: [gap(9), gap(3), gap(2), gap(4), gap(5)].join('\n\n') }),
    ]);
    expect(await find(store, { words: ['ban', 'treaty'] })).toEqual(['a 2', 'a 0', 'a 1', 'a 3', 'a 4']);
    expect(await find(store, { words: ['ban', 'the', 'treaty'] })).toEqual(['a 1', 'a 2', 'a 3', 'a 0', 'a 4']);
  });

  check('gives answers page by page, each once', async () => {
    const texts = Array.from({ length: 10 }, (_, i) => (i % 3 === 0 ? 'A binding treaty.' : 'The treaty is binding.'));
    const store = await storeOf([storeDocument({ id: 'a', text: texts.join('\n\n') })]);
    const pages = await pagesOf((after) =>
      store.search(searchFor({ words: ['binding', 'treaty'], limit: 4, ...after })),
    );
    expect(pages.map((items) => items.map(({ number }) => number))).toEqual([
      [0, 3, 6, 9],
      [1, 2, 4, 5],
      [7, 8],
    ]);
    expect(await store.search(searchFor({ words: ['treaty'], limit: 0 }))).toEqual({ items: [] });
    expect((await store.search(searchFor({ words: ['treaty'], limit: 10 }))).next).toBeUndefined();
  });

  check('ranks the newest thousand of more', async () => {
    const passagesOf = (count: number, text: string): string => Array.from({ length: count }, () => text).join('\n\n');
    const store = await storeOf([
      storeDocument({ id: 'new', date: '2022', text: passagesOf(600, 'Treaties are binding.') }),
      storeDocument({
        id: 'middle',
        date: '2021',
        text: `${passagesOf(399, 'The treaty binds.')}\n\nA binding treaty.\n\nA binding treaty.`,
      }),
      storeDocument({ id: 'old', date: '2020', tier: 'adopted', text: passagesOf(200, 'A binding treaty.') }),
    ]);
    const pages = await pagesOf((after) =>
      store.search(searchFor({ words: ['binding', 'treaty'], limit: 250, ...after })),
    );
    expect(pages.map(({ length }) => length)).toEqual([250, 250, 250, 250]);
    expect(new Set(placesOf(pages.flat())).size).toBe(1000);
    expect(placesOf(pages.flat()).slice(0, 3)).toEqual(['middle 399', 'new 0', 'new 1']);
    expect(placesOf(pages.flat()).at(-1)).toBe('middle 398');
    const older = await store.search(searchFor({ words: ['binding', 'treaty'], limit: 2, filter: { to: '2021' } }));
    expect(placesOf(older.items)).toEqual(['old 0', 'old 1']);
  });
}

function checkSimilar(check: AddCheck, storeOf: StoreOf): void {
  check('gives passages that hold half of the words in order, the rarer weighing more, most alike first', async () => {
    const store = await storeOf([
      storeDocument({
        id: 'a',
        date: '2020',
        text: [
          'States should refrain from attacking hospitals.',
          'States should refrain from attacking water supplies.',
          'Hospitals attacking from refrain should States.',
          'States should meet.',
          'Water is scarce.',
        ].join('\n\n'),
      }),
      storeDocument({
        id: 'b',
        date: '2021',
        text: 'States should refrain from attacking hospitals!\n\nStates report.',
      }),
    ]);
    const similar = await store.similar(termsOf('States should refrain from attacking hospitals'), { limit: 10 });
    expect(similar.map(({ document, number }) => `${document} ${number}`)).toEqual(['b 0', 'a 0', 'a 1']);
    expect(similar.slice(0, 2).map(({ likeness }) => likeness)).toEqual([1, 1]);
    // Of 7 passages 6 hold "states", 4 "refrain" and "attacking", and 3 "hospitals".
    const [states, refrain, hospitals] = [6, 4, 3].map((count) => Math.log(8 / (count + 1))) as [
      number,
      number,
      number,
    ];
    const whole = states + 2 * refrain + hospitals;
    expect(similar[2]?.likeness).toBeCloseTo((states + 2 * refrain) / whole, 8);
    expect(similar[0]?.text).toBe('States should refrain from attacking hospitals!');
    const older = await store.similar(termsOf('refrain from attacking hospitals'), {
      limit: 1,
      filter: { to: '2020' },
    });
    expect(placesOf(older)).toEqual(['a 0']);
    // What is left out by a filter counts nevertheless.
    expect(
      (
        await store.similar(termsOf('States should refrain from attacking hospitals'), {
          limit: 9,
          filter: { to: '2020' },
        })
      )[1],
    ).toEqual(similar[2]);
    expect(await store.similar(termsOf('States should refrain'), { limit: 0 })).toEqual([]);
  });

  check('gives what holds half of the words by weight, and nothing that holds less', async () => {
    const words = Array.from({ length: 101 }, (_, i) => `word${i}`);
    const store = await storeOf([
      storeDocument({ id: 'a', text: `${words.slice(0, 50).join(' ')}\n\n${words.slice(50).join(' ')}` }),
    ]);
    const found = async (terms: readonly string[]): Promise<unknown> =>
      (await store.similar(terms, { limit: 9 })).map(({ number, likeness }) => [number, likeness.toFixed(6)]);
    expect(await found(words)).toEqual([[1, (51 / 101).toFixed(6)]]);
    expect(await found(words.slice(0, 100))).toEqual([
      [0, '0.500000'],
      [1, '0.500000'],
    ]);
  });

  check('finds nothing for what weighs nothing, or stands nowhere', async () => {
    const store = await storeOf([storeDocument({ id: 'a', text: 'The treaty is with us.\n\nThe treaty.' })]);
    for (const text of ['', 'with us', 'treaty', 'quorum bellum', 'the quorum of the treaty']) {
      expect(await store.similar(termsOf(text), { limit: 10 }), text).toEqual([]);
    }
  });

  check('finds by the rarest words, as long as not too many passages hold them', async () => {
    const repeat = (count: number, text: (i: number) => string): string =>
      Array.from({ length: count }, (_, i) => text(i)).join('\n\n');
    const documents = [
      storeDocument({ id: 'new', date: '2022', text: repeat(1500, (i) => `Common ground ${i}.`) }),
      storeDocument({
        id: 'old',
        date: '2021',
        text: `${repeat(700, (i) => `Common ground, rare ${i}.`)}\n\nOther.\n\nAnother ground.`,
      }),
      storeDocument({ id: 'oldest', date: '2020', text: repeat(120, () => 'Other things.') }),
    ];
    const store = await storeOf(documents);
    const placed = async (text: string, limit: number): Promise<string[]> =>
      placesOf(await store.similar(termsOf(text), { limit }));
    // 2,200 passages hold "common": the newest 2,000 of them are compared, though it is the only word.
    const common = await placed('common', 5000);
    expect([common.length, common[0], common[1499], common[1500], common.at(-1)]).toEqual([
      2000,
      'new 0',
      'new 1499',
      'old 0',
      'old 499',
    ]);
    // 700 hold "rare"; with "common" they could be more than 2,000.
    expect(await placed('rare common', 5000)).toHaveLength(700);
    await compareStores(createNaiveStore(documents, STORE_WORDS), store, [
      { ask: 'similar', terms: termsOf('common ground rare 5'), query: { limit: 50 } },
      { ask: 'similar', terms: termsOf('common ground'), query: { limit: 30, filter: { to: '2021' } } },
      { ask: 'similar', terms: termsOf('other things'), query: { limit: 500 } },
    ]);
  });
}

/** Recurring phrases, one of them much used; each speaker a little different otherwise. */
const RECURRING = ['Norway', 'Chile', 'Kenya', 'Nepal'].map((holder, i) =>
  storeDocument({
    id: holder,
    holder,
    date: `201${i}`,
    text: [
      `${holder}: Legally binding instrument on autonomous weapons.`,
      ...(i < 3 ? [`In the view of ${holder}, legal clarity matters to all delegations.`] : []),
      ...(i < 2 ? [`${holder}: legally sound verification measures.`] : []),
      `Thanks from ${holder}.`,
    ].join('\n\n'),
  }),
);

function checkRecurring(check: AddCheck, storeOf: StoreOf): void {
  check('offers recurring phrases by their beginning, the most used first', async () => {
    const store = await storeOf(RECURRING);
    const begun = await store.phrasesByPrefix('legal', 10);
    expect(begun.map(({ terms, documents }) => [terms, documents])).toEqual([
      ['legally binding instrument on autonomous weapons', 4],
      ['legal clarity matters to all delegations', 3],
      ['legally sound verification measures', 2],
    ]);
    expect(begun[0]?.text).toBe('Legally binding instrument on autonomous weapons');
    expect((await store.phrasesByPrefix('legally b', 10)).map(({ documents }) => documents)).toEqual([4]);
    expect((await store.phrasesByPrefix('legal ', 10)).map(({ documents }) => documents)).toEqual([3]);
    expect(await store.phrasesByPrefix('legal', 1)).toEqual(begun.slice(0, 1));
    for (const typed of ['', 'binding', 'Legally', 'legally binding instruments', ' legal']) {
      expect(await store.phrasesByPrefix(typed, 10), typed).toEqual([]);
    }
    expect(await store.phrasesByPrefix('legal', 0)).toEqual([]);
  });

  check('orders recurring phrases by how many use them, then by their words, then by code points', async () => {
    const used = { 'treaty on mines': 3, 'treaty on arms': 2, 'treaty on cluster munitions': 2, 'treaty on Zulu': 2 };
    const store = await storeOf(
      ['Peru', 'Fiji', 'Mali'].map((holder, i) => {
        const own = Object.entries(used).flatMap(([text, uses]) => (i < uses ? `${holder}: ${text}.` : []));
        return storeDocument({ id: holder, holder, text: own.join('\n\n') });
      }),
    );
    expect((await store.phrasesByPrefix('treaty on', 10)).map(({ terms, documents }) => [terms, documents])).toEqual([
      ['treaty on mines', 3],
      ['treaty on cluster munitions', 2],
      ['treaty on arms', 2],
      ['treaty on zulu', 2],
    ]);
  });

  check('offers recurring phrases that are meant by mistyped words, the nearest first', async () => {
    const store = await storeOf(RECURRING);
    const meant = async (typed: string): Promise<string[]> =>
      (await store.phrasesByTypo(typed, 10)).map(({ terms }) => terms.split(' ').slice(0, 2).join(' '));
    expect(await meant('legaly bindign instrument')).toEqual(['legally binding']);
    expect(await meant('legall clarity maters')).toEqual(['legal clarity']);
    expect(await meant('legal sound verification')).toEqual(['legally sound']);
    // What is typed without a slip is no slip.
    expect(await meant('legally binding instrument')).toEqual([]);
    expect(await meant('loyally winding document')).toEqual([]);
    expect(await meant('')).toEqual([]);
    expect(await store.phrasesByTypo('legaly bindign instrument', 0)).toEqual([]);
  });

  check('forgives two slips, or one in five letters, and no more', async () => {
    const store = await storeOf([
      ...RECURRING,
      ...['Peru', 'Fiji'].map((holder) => storeDocument({ id: holder, holder, text: `${holder}: ban on mines.` })),
    ]);
    const meant = async (typed: string): Promise<string[]> =>
      (await store.phrasesByTypo(typed, 10)).map(({ terms }) => terms);
    // Two slips in 14 letters and three; three in 15.
    expect(await meant('bann on minest')).toEqual(['ban on mines']);
    expect(await meant('bannn on minet')).toEqual([]);
    expect(await meant('bannn on minest')).toEqual(['ban on mines']);
    // Five in 26, six in 27.
    expect(await meant('legalll clarityyy matterss')).toEqual(['legal clarity matters to all delegations']);
    expect(await meant('legalll clarityyy mattersss')).toEqual([]);
  });

  check('offers nothing that no longer recurs', async () => {
    const store = await storeOf(RECURRING);
    expect(await store.phrasesByPrefix('legally sound', 10)).toHaveLength(1);
    await storeOf(RECURRING.slice(1));
    expect(await store.phrasesByPrefix('legally sound', 10)).toEqual([]);
    expect((await store.phrasesByPrefix('legally binding', 10)).map(({ documents }) => documents)).toEqual([3]);
  });
}

function checkPositions(check: AddCheck, storeOf: StoreOf): void {
  const SPOKEN = [
    storeDocument({
      id: 'norway',
      holder: 'Norway',
      date: '2021',
      text: 'We thank the Chair. We support a legally binding instrument. Some say that capacity-building is not needed.\n\nCapacity-building should be voluntary.',
    }),
    storeDocument({
      id: 'chile',
      holder: 'Chile',
      date: '2022',
      text: 'Chile opposes a legally binding instrument.\n\nShould there be a legally binding instrument?',
    }),
    storeDocument({ id: 'older', holder: 'Norway', date: '2019', text: 'A legally binding instrument is premature.' }),
  ];

  check('tells what holders have said on a topic, newest first', async () => {
    const store = await storeOf(SPOKEN);
    const all = await store.positions({ limit: 50 });
    const [topic] = [...new Set(all.filter(({ document }) => document === 'older').map((each) => each.topic))];
    const said = await store.positions({ topic: topic ?? '', limit: 50 });
    expect(said.map(({ holder, document, passage, text }) => [holder, document, passage, text])).toEqual([
      ['Chile', 'chile', 0, 'Chile opposes a legally binding instrument.'],
      ['Norway', 'norway', 0, 'We support a legally binding instrument.'],
      ['Norway', 'older', 0, 'A legally binding instrument is premature.'],
    ]);
    expect(said[1]).toEqual({
      ...{ holder: 'Norway', topic, document: 'norway', passage: 0, text: 'We support a legally binding instrument.' },
      sentence: { start: 20, end: 60 },
      metadata: SPOKEN[0]?.metadata,
    });
    const own = await store.positions({ holder: 'Norway', topic: topic ?? '', limit: 1 });
    expect(own).toEqual(said.slice(1, 2));
    const byNorway = await store.positions({ holder: 'Norway', limit: 50 });
    expect(byNorway).toEqual(all.filter(({ holder }) => holder === 'Norway'));
    expect(new Set(byNorway.map((each) => each.topic)).size).toBeGreaterThan(1);
    // What others are reported to say, and what is asked, is nobody's line.
    expect(all.some(({ text }) => text.startsWith('Some say') || text.startsWith('Should'))).toBe(false);
    for (const query of [{ holder: 'norway' }, { topic: 'no such topic' }, { holder: 'Chile', topic: '' }]) {
      expect(await store.positions({ ...query, limit: 50 })).toEqual([]);
    }
    expect(await store.positions({ limit: 0 })).toEqual([]);
  });
}

function checkChanges(check: AddCheck, checkAtRandom: AddCheck, opened: () => OpenedStore): void {
  const a = storeDocument({ id: 'a', text: 'One.', date: '2020' });
  const b = storeDocument({ id: 'b', text: 'Two.' });
  const changes = {
    text: storeDocument({ id: 'a', text: 'Another one.', date: '2020' }),
    metadata: storeDocument({ id: 'a', text: 'Another one.', date: '2021' }),
    more: storeDocument({ id: 'a', text: 'Another one.\n\nAnd more.', date: '2021' }),
    heading: storeDocument({ id: 'a', text: '# Heading\n\nAnother one.\n\nAnd more.', date: '2021' }),
  };

  check('tells what is new, says something else, is gone and comes back', async () => {
    const { store, load } = opened();
    await load([]);
    const empty = await store.revision();
    await load([b, a]);
    const first = await store.revision();
    expect(first).toBeGreaterThan(empty);
    expect(await store.changesSince(empty)).toEqual({ revision: first, changed: ['a', 'b'], removed: [] });
    expect(await store.changesSince(first)).toEqual({ revision: first, changed: [], removed: [] });
    let before = first;
    for (const [what, changed] of Object.entries(changes)) {
      await load([changed, b]);
      const revision = await store.revision();
      expect(revision, what).toBeGreaterThan(before);
      expect(await store.changesSince(before), what).toEqual({ revision, changed: ['a'], removed: [] });
      before = revision;
    }
    await load([b]);
    const without = await store.revision();
    expect(await store.changesSince(before)).toEqual({ revision: without, changed: [], removed: ['a'] });
    expect(await store.changesSince(first)).toEqual({ revision: without, changed: [], removed: ['a'] });
    expect(await store.lookup('a', 'para. 1')).toBeUndefined();
    await load([b, a]);
    const back = await store.revision();
    expect(await store.changesSince(without)).toEqual({ revision: back, changed: ['a'], removed: [] });
    expect(await store.changesSince(first)).toEqual({ revision: back, changed: ['a'], removed: [] });
    expect(await store.changesSince(back)).toEqual({ revision: back, changed: [], removed: [] });
    expect(await store.lookup('a', 'para. 1')).toMatchObject({ text: 'One.' });
  });

  checkAtRandom('keeps account over any row of changes', async () => {
    const states = fc.array(fc.dictionary(fc.constantFrom('p', 'q', 'r\u{10437}', 'r\u{ff21}'), fc.nat(2)), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(states, async (row) => {
        const { store, load } = opened();
        await load([]);
        const seen: { readonly revision: number; readonly state: Readonly<Record<string, number>> }[] = [
          { revision: await store.revision(), state: {} },
        ];
        for (const state of row) {
          await load(Object.entries(state).map(([id, n]) => storeDocument({ id, text: `Text ${n}.` })));
          const revision = await store.revision();
          seen.push({ revision, state });
          for (const earlier of seen) {
            const since = seen.slice(seen.indexOf(earlier));
            const { changed, removed } = await store.changesSince(earlier.revision);
            expect([changed, removed]).toEqual(expectedChanges(since.map((each) => each.state)));
          }
        }
      }),
      { numRuns: 15 },
    );
  });
}

/** Ids of what changed at any time from the first state to the last and is there, and of what is gone; by code points. */
function expectedChanges(states: readonly Readonly<Record<string, number>>[]): readonly string[][] {
  const last = states.at(-1) ?? {};
  const ids = [...new Set(states.flatMap((state) => Object.keys(state)))].sort((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const isMoved = (id: string): boolean => states.some((state, i) => i > 0 && state[id] !== states[i - 1]?.[id]);
  return [ids.filter((id) => id in last && isMoved(id)), ids.filter((id) => !(id in last))];
}

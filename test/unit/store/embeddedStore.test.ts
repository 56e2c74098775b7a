import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusIndex } from '../../../server/src/index/corpusIndex.js';
import type { OpenIndex } from '../../../server/src/index/createCorpusIndex.js';
import { hideDocuments } from '../../../server/src/index/hideDocuments.js';
import { overlayIndex } from '../../../server/src/index/overlay.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { createEmbeddedStore, type EmbeddedStore } from '../../../server/src/store/embeddedStore.js';
import type { SearchQuery } from '../../../server/src/store/precedentStore.js';
import { compareStores, pagesOf, type StoreQuestion } from '../../support/compareStores.js';
import { openEmbedded, storeIndex } from '../../support/embeddedStore.js';
import { createNaiveStore } from '../../support/naiveStore.js';
import { describeStore } from '../../support/storeConformance.js';
import { scenarios, STORE_WORDS, storeDocument } from '../../support/storeFixtures.js';

describeStore('the embedded store', openEmbedded);

const ANYBODY: Omit<SearchQuery, 'words'> = {
  asker: { delegation: '', groups: [], forum: '' },
  phrases: [],
  without: [],
  limit: 3,
};

async function storeOver(index: CorpusIndex): Promise<EmbeddedStore> {
  const store = createEmbeddedStore(STORE_WORDS);
  await store.serve(index);
  return store;
}

/** The index, each document of which tells when its text is looked at. */
function watch(index: OpenIndex, look: (id: string) => void): CorpusIndex {
  const documents = index.documents.map(({ id, uri, metadata, passages }) => ({
    ...{ id, uri, metadata },
    get passages() {
      look(id);
      return passages;
    },
  }));
  return { ...index, documents };
}

/** Phrases are mined of a whole record, and of nothing else. */
const isNotOfPhrases = ({ ask }: StoreQuestion): boolean => ask !== 'phrasesByPrefix' && ask !== 'phrasesByTypo';

describe('the embedded store over what is not one index', () => {
  it('answers from a change laid over an index as from all of it', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, fc.nat(), async ({ documents, questions }, seed) => {
        const changed = documents.filter((_, i) => ((seed >> i) & 1) === 1);
        const gone = storeDocument({ id: 'gone', text: 'The use of treaties; respect for treaties in force.' });
        const before = changed.map(({ id }) => storeDocument({ id, text: 'Another use of treaties.' }));
        const base = storeIndex([gone, ...before, ...documents.filter((document) => !changed.includes(document))]);
        const removed = new Set([gone, ...changed].map(({ uri }) => uri));
        const store = await storeOver(overlayIndex(base, storeIndex(changed), removed, 2));
        await compareStores(createNaiveStore(documents, STORE_WORDS), store, questions.filter(isNotOfPhrases));
      }),
    );
  });

  it('counts nothing of documents that are hidden', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async ({ documents, questions }) => {
        const isHidden = ({ metadata: { holder } }: Pick<CorpusDocument, 'metadata'>): boolean => holder === 'Norway';
        const store = await storeOver(hideDocuments(storeIndex(documents), isHidden));
        const shown = documents.filter((document) => !isHidden(document));
        await compareStores(createNaiveStore(shown, STORE_WORDS), store, questions.filter(isNotOfPhrases));
      }),
    );
  });
});

describe('serving one index after the other', () => {
  const first = storeIndex([storeDocument({ id: 'a', text: 'A first treaty.' })]);
  const second = storeIndex([storeDocument({ id: 'a', text: 'A second treaty.' })]);
  const textOf = async (store: EmbeddedStore): Promise<string | undefined> =>
    (await store.lookup('a', 'para. 1'))?.text;

  it('tells which revision each makes, and stays with the last', async () => {
    const store = createEmbeddedStore(STORE_WORDS);
    expect(await Promise.all([store.serve(first), store.serve(second), store.serve(first)])).toEqual([1, 2, 3]);
    expect(await textOf(store)).toBe('A first treaty.');
    expect(await store.changesSince(1)).toEqual({ revision: 3, changed: ['a'], removed: [] });
  });

  it('makes a revision of an index that says the same, since its phrases may be others', async () => {
    const store = await storeOver(first);
    expect(await store.serve(storeIndex(first.documents, 2))).toBe(2);
    expect(await store.changesSince(1)).toEqual({ revision: 2, changed: [], removed: [] });
  });

  it('tells what each of several indexes changed, whatever their own revisions are', async () => {
    const texts = [{ a: 'One.', b: 'Two.' }, { b: 'Two.', c: 'Three.' }, { a: 'One.', b: 'Second.' }, { b: 'Second.' }];
    const store = createEmbeddedStore(STORE_WORDS);
    for (const each of texts) {
      await store.serve(
        storeIndex(
          Object.entries(each).map(([id, text]) => storeDocument({ id, text })),
          7,
        ),
      );
    }
    expect(await Promise.all([0, 1, 2, 3, 4].map((revision) => store.changesSince(revision)))).toEqual([
      { revision: 4, changed: ['b'], removed: ['a', 'c'] },
      { revision: 4, changed: ['b'], removed: ['a', 'c'] },
      { revision: 4, changed: ['b'], removed: ['a', 'c'] },
      { revision: 4, changed: [], removed: ['a'] },
      { revision: 4, changed: [], removed: [] },
    ]);
  });

  it('goes on answering from the one before as long as the next is being looked at', async () => {
    const store = await storeOver(first);
    const during: Promise<unknown>[] = [];
    const ask = (): void => {
      if (during.length === 0) during.push(store.revision(), textOf(store), store.changesSince(0));
    };
    await store.serve(watch(second, ask));
    expect(await Promise.all(during)).toEqual([1, 'A first treaty.', { revision: 1, changed: ['a'], removed: [] }]);
    expect([await store.revision(), await textOf(store)]).toEqual([2, 'A second treaty.']);
  });

  it('stays with what it has when the texts of the next are gone, and serves the one after it', async () => {
    const store = await storeOver(first);
    const failing = store.serve(
      watch(second, () => {
        throw new Error('what was kept of the record is not there any more');
      }),
    );
    const serving = store.serve(second);
    await expect(failing).rejects.toThrow('not there any more');
    expect(await serving).toBe(2);
    expect(await textOf(store)).toBe('A second treaty.');
  });

  it('gives up an index that was replaced, in every answer', async () => {
    const recurring = (word: string): readonly CorpusDocument[] =>
      ['Norway', 'Chile'].map((holder) =>
        storeDocument({ id: holder, holder, text: `${holder}: we support a legally binding ${word} on weapons.` }),
      );
    const [before, after] = [recurring('instrument'), recurring('treaty')];
    const asks = (word: string): readonly StoreQuestion[] => [
      { ask: 'documents', query: { limit: 9 } },
      { ask: 'lookup', document: 'Chile', citation: 'para. 1' },
      { ask: 'phrase', terms: ['binding', word], query: { limit: 9 } },
      { ask: 'longestPhrase', terms: ['legally', 'binding', word], at: 1 },
      { ask: 'search', query: { ...ANYBODY, words: ['binding', word] } },
      { ask: 'similar', terms: ['legally', 'binding', word], query: { limit: 9 } },
      { ask: 'phrasesByPrefix', typed: `we support a legally binding ${word}`, limit: 9 },
      { ask: 'phrasesByTypo', typed: `we suport a legally binding ${word}`, limit: 9 },
      { ask: 'positions', query: { limit: 9 } },
    ];
    const questions = [...asks('instrument'), ...asks('treaty')];
    const store = createEmbeddedStore(STORE_WORDS);
    for (const documents of [before, after, before]) {
      await store.serve(storeIndex(documents));
      await compareStores(createNaiveStore(documents, STORE_WORDS), store, questions);
    }
  });

  it('reads a document for positions once, and none beyond those that are wanted', async () => {
    const reads: string[] = [];
    const spoken = ['2022', '2021', '2020'].map((date) =>
      storeDocument({ id: date, date, text: `In ${date}, we support a legally binding instrument.` }),
    );
    const store = await storeOver(watch(storeIndex(spoken), (id) => void reads.push(id)));
    reads.length = 0;
    const [newest] = await store.positions({ limit: 1 });
    expect(newest).toMatchObject({ document: '2022', text: 'In 2022, we support a legally binding instrument.' });
    expect(new Set(reads)).toEqual(new Set(['2022']));
  });

  it('lets go of the index when it is closed, also of one that it was given just before', async () => {
    const store = await storeOver(first);
    const serving = store.serve(second);
    await store.close();
    await serving;
    expect((await store.documents({ limit: 9 })).items).toEqual([]);
    expect(await textOf(store)).toBeUndefined();
  });
});

describe('pages of a search', () => {
  const passages = (count: number, text: string): string => Array.from({ length: count }, () => text).join('\n\n');
  const record = [
    storeDocument({ id: 'a', date: '2022', text: passages(5, 'The treaty is binding.') }),
    storeDocument({
      id: 'b',
      date: '2021',
      tier: 'adopted',
      holder: 'Assembly',
      text: passages(4, 'A binding treaty.'),
    }),
    storeDocument({
      id: 'c',
      date: '2020',
      holder: 'Norway',
      text: passages(4, 'Treaties that bind, binding treaties.'),
    }),
  ];
  const binding: SearchQuery = { ...ANYBODY, words: ['binding', 'treaty'] };
  const others: readonly SearchQuery[] = [
    { ...binding, words: ['treaty', 'binding'] },
    { ...binding, words: ['binding', 'treaties'] },
    { ...binding, filter: { to: '2021' } },
    { ...binding, asker: { delegation: 'Norway', groups: [], forum: '' } },
    { ...binding, phrases: [['treaty']] },
    { ...binding, without: [['a', 'binding']] },
    { ...binding, limit: 2 },
  ];

  it('are parts of one answer, whatever else is asked between them', async () => {
    const store = await storeOver(storeIndex(record));
    const whole = (await store.search({ ...binding, limit: 100 })).items;
    expect(whole).toHaveLength(13);
    const pages = await pagesOf(async (after) => {
      for (const other of others) await store.search(other);
      return store.search({ ...binding, ...after });
    });
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 3, 3, 1]);
    expect(pages.flat()).toEqual(whole);
  });

  it('of each question are its own, in whatever order they are asked for', async () => {
    const store = await storeOver(storeIndex(record));
    const naive = createNaiveStore(record, STORE_WORDS);
    const step = fc.record({ query: fc.constantFrom(binding, ...others), page: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const { query, page } of steps) {
          const asked = page === 0 ? query : { ...query, after: String(page * query.limit) };
          expect(await store.search(asked)).toEqual(await naive.search(asked));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('are of the record as it is, also where one was begun on before it changed', async () => {
    const store = await storeOver(storeIndex(record));
    const { next } = await store.search(binding);
    await store.serve(storeIndex(record.slice(1)));
    const asked = { ...binding, ...(next !== undefined && { after: next }) };
    expect(next).toBeDefined();
    expect(await store.search(asked)).toEqual(await createNaiveStore(record.slice(1), STORE_WORDS).search(asked));
    expect((await store.search(asked)).items.map(({ document }) => document)).not.toContain('a');
  });
});

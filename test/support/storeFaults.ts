import { type CorpusDocument, orderingDate } from '../../server/src/ingest/corpusDocument.js';
import { passesFilter } from '../../server/src/store/filter.js';
import { createForms, formsOf } from '../../server/src/store/forms.js';
import { type FormCounts, likenessOf, weighText } from '../../server/src/store/likeness.js';
import { comparePassages } from '../../server/src/store/order.js';
import { comparePhrases, LEAST_LETTERS } from '../../server/src/store/phrases.js';
import type {
  PassageQuery,
  PrecedentStore,
  SimilarFound,
  StoredPhrase,
} from '../../server/src/store/precedentStore.js';
import { shareOfTrigrams, trigramsOf } from '../../server/src/store/trigrams.js';
import { editDistance } from '../../server/src/text/editDistance.js';
import type { OpenedStore } from './storeConformance.js';
import { STORE_WORDS, termsOf } from './storeFixtures.js';

/** What is wrong with a store: the methods that answer otherwise than those of `store`, which holds `documents`. */
type Plant = (store: PrecedentStore, documents: () => readonly CorpusDocument[]) => Partial<PrecedentStore>;

/** The store with one fault. */
export function withFault({ store, load }: OpenedStore, plant: Plant): OpenedStore {
  let held: readonly CorpusDocument[] = [];
  return {
    store: { ...store, ...plant(store, () => held) },
    async load(documents) {
      await load(documents);
      held = documents;
    },
  };
}

/** Small faults that somebody could make in a store, one of them in each. */
export const STORE_FAULTS: readonly (readonly [what: string, plant: Plant])[] = [
  [
    'documents of one date stand in the order of UTF-16 units',
    (store) => ({
      documents: async (query) => {
        const page = await store.documents(query);
        const dateOf = ({ metadata }: (typeof page.items)[number]): string => orderingDate(metadata);
        const isBefore = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
        return {
          ...page,
          items: page.items.toSorted((a, b) => isBefore(dateOf(b), dateOf(a)) || isBefore(a.id, b.id)),
        };
      },
    }),
  ],
  [
    'a page of documents begins with the last of the one before',
    (store) => ({
      documents: ({ after, ...query }) =>
        store.documents({ ...query, ...(after !== undefined && { after: String(Number(after) - 1) }) }),
    }),
  ],
  [
    'a last page that is full says that there are more',
    (store) => ({
      documents: async (query) => {
        const page = await store.documents(query);
        return page.items.length < query.limit
          ? page
          : { ...page, next: String(Number(query.after ?? 0) + query.limit) };
      },
    }),
  ],
  [
    'a document has a passage too few',
    (store) => ({
      documents: async (query) => {
        const page = await store.documents(query);
        return { ...page, items: page.items.map((each) => ({ ...each, passages: Math.max(1, each.passages - 1) })) };
      },
    }),
  ],
  [
    'the last day that passes is left out',
    (store) => ({
      documents: async (query) => {
        const page = await store.documents(query);
        return { ...page, items: page.items.filter(({ metadata }) => orderingDate(metadata) !== query.filter?.to) };
      },
    }),
  ],
  [
    'of the first passage that bears a citation, the last is given',
    (store, documents) => ({
      async lookup(id, citation) {
        const passages = documents().find((document) => document.id === id)?.passages ?? [];
        const number = passages.findLastIndex((passage) => passage.citation === citation);
        const found = await store.lookup(id, citation);
        return found && { ...found, number, text: passages[number]?.text ?? '' };
      },
    }),
  ],
  [
    'headings are lost',
    (store) => ({
      async lookup(id, citation) {
        const found = await store.lookup(id, citation);
        return found && { ...found, headings: [] };
      },
    }),
  ],
  [
    'a use of a phrase is missing',
    (store) => ({
      async phrase(terms, query) {
        const found = await store.phrase(terms, query);
        return { ...found, uses: found.uses.length > 2 ? found.uses.slice(0, -1) : found.uses };
      },
    }),
  ],
  [
    'only the uses that are given are counted',
    (store) => ({
      async phrase(terms, query) {
        const { uses } = await store.phrase(terms, query);
        return { uses, passages: uses.length, documents: new Set(uses.map(({ document }) => document)).size };
      },
    }),
  ],
  [
    'a document too many is counted',
    (store) => ({
      async phrase(terms, query) {
        const found = await store.phrase(terms, query);
        return { ...found, documents: found.documents + (found.documents > 1 ? 1 : 0) };
      },
    }),
  ],
  [
    'uses are counted whatever the filter',
    (store) => ({
      phrase: async (terms, query) => ({
        ...(await store.phrase(terms, { limit: 0 })),
        uses: (await store.phrase(terms, query)).uses,
      }),
    }),
  ],
  [
    'of the longest runs the rightmost is given',
    (store) => ({
      async longestPhrase(terms, at) {
        const run = await store.longestPhrase(terms, at);
        if (run === undefined) return undefined;
        const words = run.to - run.from;
        for (let from = Math.min(at, terms.length - words); from > run.from; from--) {
          const { passages } = await store.phrase(terms.slice(from, from + words), { limit: 0 });
          if (passages > 0) return { from, to: from + words };
        }
        return run;
      },
    }),
  ],
  [
    'a run is looked for a word less to the left',
    (store) => ({
      async longestPhrase(terms, at) {
        const left = Math.max(0, at - 499);
        const run = await store.longestPhrase(terms.slice(left), at - left);
        return run && { from: run.from + left, to: run.to + left };
      },
    }),
  ],
  ['a search goes past its filter', (store) => ({ search: (query) => store.search({ ...query, filter: {} }) })],
  ['what must not stand there may', (store) => ({ search: (query) => store.search({ ...query, without: [] }) })],
  [
    'the first of the phrases is enough',
    (store) => ({ search: (query) => store.search({ ...query, phrases: query.phrases.slice(0, 1) }) }),
  ],
  [
    'the forum counts for nothing',
    (store) => ({ search: (query) => store.search({ ...query, asker: { ...query.asker, forum: '' } }) }),
  ],
  [
    'groups count for nothing',
    (store) => ({ search: (query) => store.search({ ...query, asker: { ...query.asker, groups: [] } }) }),
  ],
  [
    'where phrases are asked for, nothing is exact',
    (store) => ({
      async search(query) {
        const page = await store.search(query);
        return {
          ...page,
          items: page.items.map((each) => ({ ...each, exact: each.exact && query.phrases.length === 0 })),
        };
      },
    }),
  ],
  [
    'two passages that are equal otherwise stand the other way round',
    (store) => ({
      async search(query) {
        const page = await store.search(query);
        const [last, before] = [page.items.at(-1), page.items.at(-2)];
        if (last === undefined || before?.document !== last.document || before.exact !== last.exact) return page;
        return { ...page, items: [...page.items.slice(0, -2), last, before] };
      },
    }),
  ],
  [
    'the last of a page is missing',
    (store) => ({
      async search(query) {
        const page = await store.search(query);
        return page.next === undefined ? page : { ...page, items: page.items.slice(0, -1) };
      },
    }),
  ],
  [
    'a search ends after its first page',
    (store) => ({ search: async (query) => ({ items: (await store.search(query)).items }) }),
  ],
  [
    'the last of a thousand is not ranked',
    (store) => ({
      async search(query) {
        const page = await store.search(query);
        return { ...page, items: page.items.filter((_, i) => Number(query.after ?? 0) + i < 999) };
      },
    }),
  ],
  [
    'what a search found is remembered when the record is another',
    (store) => {
      const known = new Map<string, ReturnType<PrecedentStore['search']>>();
      return {
        search(query) {
          const key = JSON.stringify(query);
          const found = known.get(key) ?? store.search(query);
          known.set(key, found);
          return found;
        },
      };
    },
  ],
  [
    'what is a little less than half alike is given',
    (_, documents) => ({
      similar: async (terms, query) => alikeFrom(0.49, terms, query, documents(), documents()),
    }),
  ],
  [
    'what is exactly half alike is left out',
    (store) => ({
      similar: async (terms, query) => (await store.similar(terms, query)).filter(({ likeness }) => likeness > 0.5),
    }),
  ],
  [
    'words are counted in what passes the filter alone',
    (_, documents) => ({
      similar: async (terms, query) =>
        alikeFrom(
          0.5,
          terms,
          query,
          documents(),
          documents().filter(({ metadata }) => passesFilter(metadata, query.filter)),
        ),
    }),
  ],
  [
    'of passages that are as much alike the oldest come first',
    (store) => ({
      async similar(terms, query) {
        const all = await store.similar(terms, { ...query, limit: 1e6 });
        return all
          .toReversed()
          .sort((a, b) => b.likeness - a.likeness)
          .slice(0, Math.max(0, query.limit));
      },
    }),
  ],
  [
    'the last letter of what is typed is ignored',
    (store) => ({
      phrasesByPrefix: (typed, limit) => store.phrasesByPrefix(typed.slice(0, Math.max(1, typed.length - 1)), limit),
    }),
  ],
  [
    'the longest phrase comes first, however rare',
    (store) => ({
      async phrasesByPrefix(typed, limit) {
        const all = await store.phrasesByPrefix(typed, 1e6);
        const words = ({ terms }: StoredPhrase): number => terms.split(' ').length;
        return all.toSorted((a, b) => words(b) - words(a)).slice(0, Math.max(0, limit));
      },
    }),
  ],
  [
    'what is typed without a slip is offered as what is meant',
    (store) => ({
      phrasesByTypo: async (typed, limit) => [
        ...(await store.phrasesByPrefix(typed, limit)),
        ...(await store.phrasesByTypo(typed, limit)),
      ],
    }),
  ],
  ['a slip more is forgiven', (store) => ({ phrasesByTypo: (typed, limit) => mistyped(store, typed, limit, 1) })],
  ['a slip less is forgiven', (store) => ({ phrasesByTypo: (typed, limit) => mistyped(store, typed, limit, -1) })],
  [
    'positions come oldest first',
    (store) => ({
      positions: async ({ limit, ...query }) =>
        (await store.positions({ ...query, limit: 1e6 })).toReversed().slice(0, Math.max(0, limit)),
    }),
  ],
  [
    'a sentence has one topic alone',
    (store) => ({
      async positions(query) {
        const found = await store.positions(query);
        return found.filter(
          ({ document, text }, i) => document !== found[i - 1]?.document || text !== found[i - 1]?.text,
        );
      },
    }),
  ],
  [
    'whose position it is does not matter',
    (store) => ({
      positions: ({ topic, limit }) => store.positions({ ...(topic !== undefined && { topic }), limit }),
    }),
  ],
  [
    'what is gone is not told',
    (store) => ({ changesSince: async (revision) => ({ ...(await store.changesSince(revision)), removed: [] }) }),
  ],
  [
    'what is back is told as gone',
    (store) => {
      const gone = new Set<string>();
      return {
        async changesSince(revision) {
          const changes = await store.changesSince(revision);
          for (const id of changes.removed) gone.add(id);
          return changes.changed.some((id) => gone.has(id)) ? { ...changes, removed: [...gone].sort() } : changes;
        },
      };
    },
  ],
  [
    'what stayed as it was is told as changed',
    (store, documents) => ({
      async changesSince(revision) {
        const changes = await store.changesSince(revision);
        if (changes.changed.length === 0) return changes;
        return {
          ...changes,
          changed: documents()
            .map(({ id }) => id)
            .sort(),
        };
      },
    }),
  ],
  [
    'what is known already is told again',
    (store) => ({
      changesSince: async (revision) => store.changesSince(Math.max(0, revision - 1)),
    }),
  ],
];

/** The least of `PrecedentStore.similar`: what is alike at least so much, words counted in some of the documents. */
function alikeFrom(
  least: number,
  terms: readonly string[],
  { filter, limit }: PassageQuery,
  documents: readonly CorpusDocument[],
  counted: readonly CorpusDocument[],
): readonly SimilarFound[] {
  const { stopWords } = STORE_WORDS.lexicon.spelling;
  const formOf = createForms(stopWords);
  const passagesIn = counted.flatMap(({ passages }) =>
    passages.map(({ text }) => new Set(formsOf(termsOf(text), formOf))),
  );
  const holding = new Map(
    formsOf(terms, formOf).map((form) => [form, passagesIn.filter((forms) => forms.has(form)).length]),
  );
  const counts: FormCounts = { passages: passagesIn.length, holding };
  const text = weighText(terms, counts, stopWords);
  if (text === undefined) return [];
  return documents
    .filter(({ metadata }) => passesFilter(metadata, filter))
    .flatMap((document) => document.passages.map((passage, number) => ({ document, number, passage })))
    .map((place) => ({ ...place, likeness: likenessOf(termsOf(place.passage.text), text) }))
    .filter(({ likeness }) => likeness >= least)
    .sort((a, b) => b.likeness - a.likeness || comparePassages(a, b))
    .slice(0, Math.max(0, limit))
    .map(({ document: { id, metadata }, number, likeness, passage: { citation, headings, text: own } }) => ({
      ...{ document: id, number, metadata, citation, headings, text: own, likeness },
    }));
}

/** As `PrecedentStore.phrasesByTypo`, with so many slips more. */
async function mistyped(
  store: PrecedentStore,
  typed: string,
  limit: number,
  more: number,
): Promise<readonly StoredPhrase[]> {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
  const all = (await Promise.all(letters.map((letter) => store.phrasesByPrefix(letter, 1e6)))).flat();
  const most = Math.max(2, Math.floor(typed.length / 5)) + more;
  const words = typed.split(' ').length;
  return all
    .filter(({ terms }) => shareOfTrigrams(trigramsOf(terms), trigramsOf(typed)) >= LEAST_LETTERS)
    .map((phrase) => ({ phrase, slips: editDistance(typed, phrase.terms.split(' ').slice(0, words).join(' '), 99) }))
    .filter(({ slips }) => slips > 0 && slips <= most)
    .sort((a, b) => a.slips - b.slips || comparePhrases(a.phrase, b.phrase))
    .map(({ phrase }) => phrase)
    .slice(0, Math.max(0, limit));
}

import { expect } from 'vitest';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import type { PositionWords } from '../../server/src/store/positionsIn.js';
import type {
  Asker,
  DocumentQuery,
  Page,
  PassageQuery,
  PositionQuery,
  SearchQuery,
} from '../../server/src/store/precedentStore.js';
import type { AnsweringStore } from './naiveStore.js';

/** Something that is asked of a store. Of documents and of a search, page after page is asked for. */
export type StoreQuestion =
  | { readonly ask: 'documents'; readonly query: DocumentQuery }
  | { readonly ask: 'lookup'; readonly document: string; readonly citation: string }
  | { readonly ask: 'phrase'; readonly terms: readonly string[]; readonly query: PassageQuery }
  | { readonly ask: 'longestPhrase'; readonly terms: readonly string[]; readonly at: number }
  | { readonly ask: 'search'; readonly query: SearchQuery }
  | { readonly ask: 'similar'; readonly terms: readonly string[]; readonly query: PassageQuery }
  | { readonly ask: 'phrasesByPrefix' | 'phrasesByTypo'; readonly typed: string; readonly limit: number }
  | { readonly ask: 'positions'; readonly query: PositionQuery };

/** Pages that are looked at: of a thousand passages, the last ones are ranked as the first ones are. */
const MOST_PAGES = 40;

/** The answer to a question; pages one after the other, each as it came. */
export function answerOf(store: AnsweringStore, question: StoreQuestion): Promise<unknown> {
  switch (question.ask) {
    case 'documents':
      return pagesOf((after) => store.documents({ ...question.query, ...after }));
    case 'lookup':
      return store.lookup(question.document, question.citation);
    case 'phrase':
      return store.phrase(question.terms, question.query);
    case 'longestPhrase':
      return store.longestPhrase(question.terms, question.at);
    case 'search':
      return pagesOf((after) => store.search({ ...question.query, ...after }));
    case 'similar':
      return store.similar(question.terms, question.query);
    case 'phrasesByPrefix':
      return store.phrasesByPrefix(question.typed, question.limit);
    case 'phrasesByTypo':
      return store.phrasesByTypo(question.typed, question.limit);
    case 'positions':
      return store.positions(question.query);
  }
}

/** The pages of an answer, in order. */
export async function pagesOf<T>(
  ask: (after: { readonly after?: string }) => Promise<Page<T>>,
): Promise<readonly (readonly T[])[]> {
  const pages: (readonly T[])[] = [];
  let after: { readonly after?: string } = {};
  for (;;) {
    const { items, next } = await ask(after);
    pages.push(items);
    if (next === undefined || pages.length === MOST_PAGES) return pages;
    after = { after: next };
  }
}

/** Fails on the first question that the two do not answer alike, to the last letter and in the same order. */
export async function compareStores(
  expected: AnsweringStore,
  actual: AnsweringStore,
  questions: Iterable<StoreQuestion>,
): Promise<void> {
  for (const question of questions) {
    const wanted = await answerOf(expected, question);
    expect(await answerOf(actual, question), JSON.stringify(question)).toEqual(wanted);
  }
}

/** Words of a passage that questions are made of, from its middle. */
const QUESTION_WORDS = 60;

/** Questions about about so many passages of the documents, spread evenly; the same for the same documents. */
export function* questionsFrom(
  documents: readonly CorpusDocument[],
  { tokenize }: PositionWords,
  passages: number,
): Generator<StoreQuestion> {
  const all = documents.flatMap((document) => document.passages.map((passage) => ({ document, passage })));
  const step = Math.max(1, Math.floor(all.length / passages));
  for (let n = 0; n < all.length; n += step) {
    const chosen = all[n];
    if (chosen === undefined) return;
    const { document, passage } = chosen;
    const whole = tokenize(passage.text).map(({ term }) => term);
    const from = Math.max(0, Math.floor((whole.length - QUESTION_WORDS) / 2));
    const terms = whole.slice(from, from + QUESTION_WORDS);
    yield { ask: 'lookup', document: document.id, citation: passage.citation };
    if (terms.length > 0) yield* questionsOn(terms, document, n);
  }
  yield { ask: 'documents', query: { limit: 50 } };
  yield { ask: 'positions', query: { limit: 200 } };
}

function* questionsOn(
  terms: readonly string[],
  { metadata: { holder, date, forum } }: CorpusDocument,
  seed: number,
): Generator<StoreQuestion> {
  const at = seed % terms.length;
  const asker: Asker = { delegation: holder, groups: [], forum: forum ?? '' };
  const everything = { asker, words: [], phrases: [], without: [], limit: 25 };
  const mistyped = terms.slice(at, at + 2).map((term) => term.replace(/(?<=.)(.)(.)/u, '$2$1'));
  yield { ask: 'documents', query: { limit: 7, filter: { holders: [holder] } } };
  yield { ask: 'longestPhrase', terms, at };
  for (const length of [1, 2, 3, 5]) {
    const run = terms.slice(at, at + length);
    yield { ask: 'phrase', terms: run, query: { limit: 5 } };
    yield { ask: 'search', query: { ...everything, words: run } };
    yield { ask: 'search', query: { ...everything, phrases: [run], without: [terms.slice(at, at + length + 1)] } };
    yield { ask: 'phrasesByPrefix', typed: run.join(' '), limit: 10 };
  }
  yield { ask: 'phrase', terms: terms.slice(at, at + 2), query: { limit: 5, filter: { holders: [holder] } } };
  yield { ask: 'search', query: { ...everything, words: terms.slice(at, at + 3).reverse() } };
  if (date !== undefined) {
    const filter = { from: date, to: `${date.slice(0, 4)}-12-31` };
    yield { ask: 'search', query: { ...everything, words: terms.slice(at, at + 1), filter } };
    yield { ask: 'similar', terms, query: { limit: 10, filter } };
  }
  yield { ask: 'similar', terms, query: { limit: 10 } };
  yield { ask: 'similar', terms: terms.slice(at, at + 8), query: { limit: 10 } };
  yield { ask: 'phrasesByPrefix', typed: (terms[at] ?? '').slice(0, 3), limit: 10 };
  yield { ask: 'phrasesByTypo', typed: mistyped.join(' '), limit: 10 };
  yield { ask: 'positions', query: { holder, limit: 20 } };
}

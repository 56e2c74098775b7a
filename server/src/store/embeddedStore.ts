import type { CorpusIndex } from '../index/corpusIndex.js';
import { createCorpusIndex } from '../index/createCorpusIndex.js';
import { type CorpusDocument, passageIn } from '../ingest/corpusDocument.js';
import { finishInTurns, type Steps } from '../util/steps.js';
import { createChangeAccount } from './changeAccount.js';
import { createSearch, findLongestRun, findPhraseUses, findSimilar } from './embeddedPassages.js';
import { pageOf } from './page.js';
import { createPhraseBook, type PhraseBook } from './phraseBook.js';
import { type PositionInPlace, positionsIn, type PositionWords } from './positionsIn.js';
import type {
  FoundPassage,
  Page,
  PositionQuery,
  PrecedentStore,
  SearchQuery,
  StoredPosition,
} from './precedentStore.js';
import { createView, type View } from './view.js';

/** The index of this machine as a store. */
export interface EmbeddedStore extends PrecedentStore {
  /**
   * Answers from this index as soon as it is known what is different from the one before; gives the revision that it makes.
   * Of several, the last one stays.
   */
  serve(index: CorpusIndex): Promise<number>;
}

/** What is served: an index, and what is worked out of it when somebody asks. */
interface Served {
  readonly view: View;
  readonly search: (query: SearchQuery) => Page<FoundPassage>;
  readonly phrases: PhraseBook;
}

/**
 * A store over the indexes that it is given; the words must be those that they are made with. Holds the newest index alone, and
 * of those before it the ids of what is gone.
 */
export function createEmbeddedStore(words: PositionWords): EmbeddedStore {
  const { tokenize, lexicon } = words;
  const { spelling } = lexicon;
  const account = createChangeAccount();
  const serveOf = (index: CorpusIndex): Served => {
    const view = createView(index);
    return { view, search: createSearch(spelling.stopWords, view), phrases: createPhraseBook(index) };
  };
  const positionsOf = createPositionReader(words);
  let served = serveOf(createCorpusIndex([], { tokenize, spelling, revision: 0 }));
  let serving = Promise.resolve(account.revision);

  /** One step a document. Index and revision change at once. */
  function* serveNext(index: CorpusIndex): Steps<number> {
    yield* account.take(index.documents);
    served = serveOf(index);
    return account.revision;
  }

  return {
    serve(index) {
      const serveIt = (): Promise<number> => finishInTurns(serveNext(index));
      // One that fails, since its texts are gone, keeps none after it from being served.
      serving = serving.then(serveIt, serveIt);
      return serving;
    },
    async revision() {
      return account.revision;
    },
    async documents({ filter, limit, after }) {
      const { view } = served;
      const { items, ...rest } = pageOf(view.documents.filter(view.filter(filter)), limit, after);
      return { ...rest, items: items.map(view.describeDocument) };
    },
    async lookup(id, citation) {
      const { view } = served;
      const document = view.positionOf(id);
      if (document === undefined) return undefined;
      const passage = view.documentAt(document).passages.findIndex((each) => each.citation === citation);
      return passage === -1 ? undefined : view.describePassage({ document, passage });
    },
    async phrase(terms, query) {
      return findPhraseUses(terms, query, served.view);
    },
    async longestPhrase(terms, at) {
      return findLongestRun(terms, at, served.view);
    },
    async search(query) {
      return served.search(query);
    },
    async similar(terms, query) {
      return findSimilar(terms, query, spelling.stopWords, served.view);
    },
    async phrasesByPrefix(typed, limit) {
      return served.phrases.beginning(typed, limit);
    },
    async phrasesByTypo(typed, limit) {
      return served.phrases.meantBy(typed, limit);
    },
    positions: (query) => finishInTurns(findPositions(query, served.view, positionsOf)),
    async changesSince(revision) {
      return account.since(revision);
    },
    async close() {
      await serving.catch(() => account.revision);
      served = serveOf(createCorpusIndex([], { tokenize, spelling, revision: 0 }));
    },
  };
}

/** Reads the positions of a document once, as long as an index holds it. */
type PositionReader = (document: CorpusDocument) => Steps<readonly PositionInPlace[]>;

function createPositionReader(words: PositionWords): PositionReader {
  const known = new WeakMap<CorpusDocument, readonly PositionInPlace[]>();
  return function* read(document) {
    const before = known.get(document);
    if (before !== undefined) return before;
    const positions: PositionInPlace[] = [];
    for (const position of positionsIn(document, words)) {
      positions.push(position);
      yield;
    }
    known.set(document, positions);
    return positions;
  };
}

/** Answers `PrecedentStore.positions`. Documents after the last position that is wanted are not read. */
function* findPositions(
  { holder, topic, limit }: PositionQuery,
  { documents, documentAt }: View,
  read: PositionReader,
): Steps<readonly StoredPosition[]> {
  const found: StoredPosition[] = [];
  for (const document of documents.map(documentAt)) {
    if (found.length >= limit) break;
    const { id, metadata } = document;
    if (holder !== undefined && metadata.holder !== holder) continue;
    for (const { passage, sentence, topic: named } of yield* read(document)) {
      if (topic !== undefined && named !== topic) continue;
      const text = passageIn(document, passage)?.text.slice(sentence.start, sentence.end) ?? '';
      found.push({ holder: metadata.holder, topic: named, document: id, passage, sentence, text, metadata });
    }
    yield;
  }
  return found.slice(0, Math.max(0, limit));
}

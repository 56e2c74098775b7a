import { createCorpusIndex, type OpenIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import { createEmbeddedStore } from '../../server/src/store/embeddedStore.js';
import type { OpenedStore } from './storeConformance.js';
import { STORE_WORDS } from './storeFixtures.js';

/** An index made with `STORE_WORDS`. */
export function storeIndex(documents: readonly CorpusDocument[], revision = 1): OpenIndex {
  const { tokenize, lexicon } = STORE_WORDS;
  return createCorpusIndex(documents, { tokenize, spelling: lexicon.spelling, revision });
}

/** The embedded store over an index made of the documents. */
export async function openEmbedded(documents: readonly CorpusDocument[]): Promise<OpenedStore> {
  const store = createEmbeddedStore(STORE_WORDS);
  const load = async (changed: readonly CorpusDocument[]): Promise<void> => {
    await store.serve(storeIndex(changed));
  };
  if (documents.length > 0) await load(documents);
  return { store, load };
}

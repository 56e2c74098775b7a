import { createCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { createEmbeddedStore } from '../../../server/src/store/embeddedStore.js';
import { describeStore, type OpenedStore } from '../../support/storeConformance.js';
import { STORE_WORDS } from '../../support/storeFixtures.js';

/** The embedded store over an index made of the documents. */
async function openEmbedded(documents: readonly CorpusDocument[]): Promise<OpenedStore> {
  const { tokenize, lexicon } = STORE_WORDS;
  const store = createEmbeddedStore(STORE_WORDS);
  let revision = 0;
  const load = async (changed: readonly CorpusDocument[]): Promise<void> => {
    await store.serve(createCorpusIndex(changed, { tokenize, spelling: lexicon.spelling, revision: ++revision }));
  };
  if (documents.length > 0) await load(documents);
  return { store, load };
}

describeStore('the embedded store', openEmbedded);

import { beforeAll, describe, it } from 'vitest';
import { createCorpusIndex, type OpenIndex } from '../../server/src/index/createCorpusIndex.js';
import { createEmbeddedStore, type EmbeddedStore } from '../../server/src/store/embeddedStore.js';
import { compareStores, questionsFrom } from '../support/compareStores.js';
import { createNaiveStore } from '../support/naiveStore.js';
import { loadSpeeches } from '../support/speeches.js';
import { STORE_WORDS } from '../support/storeFixtures.js';

/** The General Debate where it is at hand, else invented speeches. */
const EVERY = 400;

describe('the embedded store over speeches', { timeout: 300_000 }, () => {
  const { tokenize, lexicon } = STORE_WORDS;
  let index: OpenIndex;
  let store: EmbeddedStore;
  beforeAll(async () => {
    index = createCorpusIndex(loadSpeeches(EVERY), { tokenize, spelling: lexicon.spelling, revision: 1 });
    store = createEmbeddedStore(STORE_WORDS);
    await store.serve(index);
  }, 300_000);

  it('answers as a look at every passage does', async () => {
    const naive = createNaiveStore(index.documents, STORE_WORDS);
    await compareStores(naive, store, questionsFrom(index.documents, STORE_WORDS, 10));
  });
});

import { createIndexBuilder } from '../index/indexBuilder.js';
import type { IndexData } from '../index/indexData.js';
import { mineIndex } from '../index/mineIndex.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { FileSystem } from '../platform/host.js';
import { createTokenizer } from '../text/tokens.js';
import { loadLexicon } from './lexiconFiles.js';
import { type CorpusProgress, loadCorpus, type ReadFile } from './loadCorpus.js';

/** Words of a corpus from which on its index is given out before phrases are mined. */
const MANY_WORDS = 500_000;

/** What to index. Values only: it can be sent to another thread. */
export interface IndexRequest {
  /** Folders of documents, as file URIs. */
  readonly folders: readonly string[];
}

/** An index made from files, and what was wrong with them. Values only. */
export interface IndexedCorpus {
  readonly data: IndexData;
  readonly problems: readonly CorpusProblem[];
}

/** Told how a request goes. */
export interface IndexListener {
  readonly onProgress: CorpusProgress;
  /** Called once, or, for a large corpus, first without what is mined and then with it. */
  readonly onIndexed: (corpus: IndexedCorpus) => void;
}

/** Makes indexes from files. Remembers what it has read: an unchanged file is not read out again. */
export interface Indexer {
  /** Resolves when the last index has been given out; rejects when reading fails as a whole. */
  index(request: IndexRequest, listener: IndexListener): Promise<void>;
}

/** An indexer that works in the thread it is made in. `lexicon`: folder of the word lists, a file URI. */
export function createIndexer(fileSystem: FileSystem, lexicon: string): Indexer {
  let files: ReadonlyMap<string, ReadFile> = new Map();
  return {
    async index({ folders }, { onProgress, onIndexed }) {
      const [words, corpus] = await Promise.all([
        loadLexicon(fileSystem, lexicon, 'spelling'),
        loadCorpus(fileSystem, folders, onProgress, files),
      ]);
      const { spelling } = words.lexicon;
      files = corpus.files;
      const builder = createIndexBuilder({ tokenize: createTokenizer(spelling), spelling });
      for (const document of corpus.documents) builder.add(document);
      const data = builder.finish();
      const { problems } = corpus;
      if (data.postings.stream.length > MANY_WORDS) onIndexed({ data, problems });
      onIndexed({ data: { ...data, mined: mineIndex(data) }, problems });
    },
  };
}

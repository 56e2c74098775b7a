import type { Settings } from '../api/settings.js';
import { openCorpusIndex } from '../index/createCorpusIndex.js';
import type { CorpusIndex } from '../index/corpusIndex.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { toReadLimits } from '../ingest/formats.js';
import type { Lexicon } from '../positions/lexicon.js';
import { createTokenizer, type Tokenizer } from '../text/tokens.js';
import type { Changed } from './changes.js';
import { resolveCorpusFolders, type WorkspaceHost } from './corpusFolders.js';
import type { IndexedCorpus, Indexer } from './indexer.js';
import { loadLexicon } from './lexiconFiles.js';
import type { CorpusProgress } from './loadCorpus.js';

/** All that one reading of the corpus and the lexicon yields. Immutable. */
export interface LoadedCorpus {
  /** Whether the same reading gives out no other one. */
  readonly isComplete: boolean;
  /** As `IndexedCorpus.part`. */
  readonly part?: { readonly done: number; readonly total: number };
  readonly index: CorpusIndex;
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  readonly problems: readonly CorpusProblem[];
}

/** What to read. */
export interface LoadRequest {
  readonly corpus: Settings['corpus'];
  readonly workspaceFolder: string | undefined;
  /** Where indexes may be kept, a file URI. */
  readonly snapshotFolder: string | undefined;
  /** Number of the first revision that comes of it. */
  readonly revision: number;
  /** What may differ from the reading before. */
  readonly changed: Changed;
}

/** Told how a reading goes. */
export interface LoadListener {
  readonly onProgress: CorpusProgress;
  /** Called with each revision that can be served; the last one is complete. */
  readonly onLoaded: (loaded: LoadedCorpus) => void;
}

/**
 * Reads what may differ, indexes what the settings name, and gives out one revision or more. A file or folder that cannot
 * be used is a problem in them.
 */
export async function loadRevision(
  host: WorkspaceHost,
  indexer: Indexer,
  request: LoadRequest,
  { onProgress, onLoaded }: LoadListener,
): Promise<void> {
  const named = resolveCorpusFolders(request.corpus, host, request.workspaceFolder);
  const reading = loadLexicon(host.fileSystem, host.lexicon);
  const packing = host.compression === undefined ? {} : { compression: host.compression };
  let { revision } = request;
  let opened = Promise.resolve();
  const open = async ({ isComplete, part, data, problems }: IndexedCorpus): Promise<void> => {
    const words = await reading;
    const tokenize = createTokenizer(words.lexicon.spelling);
    onLoaded({
      isComplete,
      ...(part === undefined ? {} : { part }),
      index: openCorpusIndex(data, { tokenize, revision: revision++, ...packing }),
      lexicon: words.lexicon,
      tokenize,
      problems: [...named.problems, ...words.problems, ...problems],
    });
  };
  // Asked before anything is awaited: the indexer takes the last request for the newest.
  const indexing = indexer.index(
    {
      folders: named.folders,
      ...(request.changed === undefined ? {} : { changed: request.changed }),
      limits: toReadLimits(request.corpus.limits),
      ...(request.snapshotFolder === undefined ? {} : { snapshots: request.snapshotFolder }),
    },
    {
      onProgress,
      onIndexed: (corpus) => {
        opened = opened.then(() => open(corpus));
      },
    },
  );
  await Promise.all([reading, indexing]);
  await opened;
}

import type { Settings } from '../api/settings.js';
import { openCorpusIndex, type OpenIndex } from '../index/createCorpusIndex.js';
import type { CorpusIndex } from '../index/corpusIndex.js';
import { overlayIndex } from '../index/overlay.js';
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
  /** What later changes can be laid over. */
  readonly base: BaseIndex | undefined;
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  readonly problems: readonly CorpusProblem[];
}

/** An index by the name that its indexer gave it. */
export interface BaseIndex {
  readonly made: string;
  readonly index: OpenIndex;
}

/** What to read. */
export interface LoadRequest {
  readonly corpus: Settings['corpus'];
  readonly workspaceFolder: string | undefined;
  /** Where indexes may be kept, a file URI. */
  readonly snapshotFolder: string | undefined;
  /** Number of the first revision that comes of it. */
  readonly revision: number;
  /** That of the reading before. */
  readonly base: BaseIndex | undefined;
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
  let { revision, base } = request;
  let opened = Promise.resolve();
  const indexOf = (corpus: IndexedCorpus, tokenize: Tokenizer): CorpusIndex | undefined => {
    const { change, made, data } = corpus;
    // What an earlier reading opened may have been read with other words.
    const isSame = base !== request.base && made === base?.made && (data.mined !== undefined) === base.index.isMined;
    if (change === undefined && isSame) return base?.index;
    if (change !== undefined && change.onto !== base?.made) return undefined;
    const index = openCorpusIndex(data, { tokenize, revision: revision++, ...packing });
    if (change !== undefined && base !== undefined)
      return overlayIndex(base.index, index, new Set(change.removed), index.revision);
    base = { made, index };
    return index;
  };
  const open = async (corpus: IndexedCorpus): Promise<void> => {
    const words = await reading;
    const tokenize = createTokenizer(words.lexicon.spelling);
    const index = indexOf(corpus, tokenize);
    if (index === undefined) return;
    const { isComplete, part, problems } = corpus;
    onLoaded({
      isComplete,
      ...(part === undefined ? {} : { part }),
      index,
      base,
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

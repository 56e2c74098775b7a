import { createIndexBuilder } from '../index/indexBuilder.js';
import type { IndexData } from '../index/indexData.js';
import { mineIndex } from '../index/mineIndex.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { ReadLimits } from '../ingest/formats.js';
import type { SnapshotStore } from '../platform/snapshotStore.js';
import { createTokenizer } from '../text/tokens.js';
import { digestOf } from '../util/digest.js';
import { loadLexicon } from './lexiconFiles.js';
import { type CorpusProgress, type CorpusSink, loadCorpus } from './loadCorpus.js';
import { type BatchHost, type BatchReader, createBatchReader } from './readBatch.js';
import { keep, type KeptIndex, readKept } from './snapshots.js';

/** Words of a corpus from which on its index is given out before phrases are mined, and kept for the next start. */
const MANY_WORDS = 200_000;
/** Words of a part of a corpus from which on it is given out while the rest is read, and how many times as many the next part has. */
const PART_WORDS = 1_000_000;
const PART_GROWTH = 6;
/** Files that are worth the start of further threads. */
const MANY_FILES = 64;

/** What to index. Values only: it can be sent to another thread. */
export interface IndexRequest {
  /** Folders of documents, as file URIs. */
  readonly folders: readonly string[];
  /** What one file may cost to read. */
  readonly limits: ReadLimits;
  /** What may differ from the request before; any file when absent. */
  readonly changed?: readonly string[];
  /** Folder for snapshots, a file URI; absent when none are to be kept. */
  readonly snapshots?: string;
}

/** An index made from files, and what was wrong with them. Values only. */
export interface IndexedCorpus {
  /** Whether it is the request's last one. */
  readonly isComplete: boolean;
  /** How many of how many files are in it, while the rest is being read for the first time; absent when all are. */
  readonly part?: { readonly done: number; readonly total: number };
  readonly data: IndexData;
  readonly problems: readonly CorpusProblem[];
}

/** Told how a request goes. */
export interface IndexListener {
  readonly onProgress: CorpusProgress;
  /**
   * Called with every index that can be served, the complete one last: before it, for a large corpus, that of a snapshot or
   * of parts of the files, and that without what is mined.
   */
  readonly onIndexed: (corpus: IndexedCorpus) => void;
}

/** Makes indexes from files. Remembers what it has read: an unchanged file is not read out again. */
export interface Indexer {
  /**
   * Resolves when the last index has been given out, or at once when a newer request has come; rejects when reading fails
   * as a whole.
   */
  index(request: IndexRequest, listener: IndexListener): Promise<void>;
}

/** What an indexer needs of its host. */
export interface IndexerHost extends BatchHost {
  /** Reads many files at the same time; absent where the thread of the indexer reads one after another. */
  readonly readers?: BatchReader;
  /** Folder of the word lists, a file URI. */
  readonly lexicon: string;
  /** Tells one build of the product from another: each may read documents in its own way. */
  readonly build: string;
  openSnapshots?(folder: string): SnapshotStore;
}

interface Made extends KeptIndex {
  /** Of what it was made besides the files. */
  readonly words: string;
}

/** An indexer that works in the thread it is made in. */
export function createIndexer(host: IndexerHost): Indexer {
  const reader = createBatchReader(host);
  let latest: Made | undefined;
  let requests = 0;

  async function index(request: IndexRequest, { onProgress, onIndexed }: IndexListener): Promise<void> {
    const own = ++requests;
    const superseded = {
      get isCancellationRequested() {
        return own !== requests;
      },
    };
    const { lexicon } = await loadLexicon(host.fileSystem, host.lexicon, 'spelling');
    const { spelling } = lexicon;
    const words = await digestOf(
      JSON.stringify([host.build, [...spelling.variants], [...spelling.compounds], [...spelling.stopWords]]),
    );
    const store = request.snapshots === undefined ? undefined : host.openSnapshots?.(request.snapshots);
    const kept =
      latest === undefined && store !== undefined ? await readKept(store, request.folders, words) : undefined;
    if (kept !== undefined) onIndexed({ isComplete: false, data: kept.data, problems: kept.problems });
    const before: KeptIndex | undefined = latest?.words === words ? latest : kept;
    const builder = createIndexBuilder({ tokenize: createTokenizer(spelling), spelling });
    const positions = new Map(before?.data.documents.map(({ uri }, position) => [uri, position]));
    const unchanged: (() => void)[] = [];
    const sink: CorpusSink = {
      add: (collected) => builder.addCollected(collected),
      holds: (uri) => positions.has(uri),
      takeOver(uri, id) {
        const position = positions.get(uri);
        const record = before?.data.documents[position ?? -1];
        if (before === undefined || position === undefined || record === undefined) return;
        unchanged.push(() => builder.addIndexed(before.data, position, { ...record, id }));
      },
    };
    let partWords = before === undefined ? PART_WORDS : Number.POSITIVE_INFINITY;
    const corpus = await loadCorpus(host.fileSystem, request.folders, sink, {
      onProgress(done, total) {
        onProgress(done, total);
        if (builder.size < partWords || done === total) return;
        partWords = builder.size * PART_GROWTH;
        onIndexed({ isComplete: false, part: { done, total }, data: builder.build(), problems: [] });
      },
      limits: request.limits,
      spelling,
      readerFor: (fileCount) => (fileCount < MANY_FILES ? reader : (host.readers ?? reader)),
      cancellation: superseded,
      ...(before === undefined ? {} : { before: before.files }),
      // What was kept from an earlier start says nothing of what happened since.
      ...(before === undefined || before === kept ? {} : { changed: request.changed }),
    });
    if (superseded.isCancellationRequested) return;
    if (before?.data.mined !== undefined && sameFiles(before.files, corpus.files)) {
      latest = { ...before, ...corpus, words };
      onIndexed({ isComplete: true, data: before.data, problems: corpus.problems });
      return;
    }
    for (const takeOver of unchanged) takeOver();
    const data = builder.build();
    const isLarge = data.postings.stream.length > MANY_WORDS;
    if (isLarge) onIndexed({ isComplete: false, data, problems: corpus.problems });
    latest = { ...corpus, data: { ...data, mined: mineIndex(data) }, words };
    onIndexed({ isComplete: true, data: latest.data, problems: latest.problems });
    if (isLarge && store !== undefined) await keep(store, request.folders, words, latest).catch(() => undefined);
  }

  return { index };
}

function sameFiles(a: KeptIndex['files'], b: KeptIndex['files']): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([uri, { digest, terms }]) => b.get(uri)?.digest === digest && b.get(uri)?.terms === terms);
}

import type { CollectedDocuments } from '../index/collector.js';
import { areAtHand } from '../index/documentText.js';
import { createIndexBuilder } from '../index/indexBuilder.js';
import type { IndexData, MinedData } from '../index/indexData.js';
import { mineIndex } from '../index/mineIndex.js';
import { positionsByUri } from '../index/records.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { ReadLimits } from '../ingest/formats.js';
import type { FileSystem } from '../platform/host.js';
import type { SnapshotStore } from '../platform/snapshotStore.js';
import type { Cancellation } from '../util/cancellation.js';
import { digestOf } from '../util/digest.js';
import { LANGUAGE } from '../util/l10n.js';
import { loadLexicon } from './lexiconFiles.js';
import { type CorpusProgress, type CorpusSink, loadCorpus } from './loadCorpus.js';
import { type BatchHost, type BatchReader, createBatchReader } from './readBatch.js';
import { layOver, readChanged } from './laidOver.js';
import { holdsRestricted, keep, type KeptIndex, leaveTexts, readKept, textsIn } from './snapshots.js';

/** Words of a corpus from which on its index is given out before phrases are mined, and kept for the next start. */
const MANY_WORDS = 200_000;
/** Words of a part of a corpus from which on it is given out while the rest is read, and how many times as many the next part has. */
const PART_WORDS = 1_000_000;
const PART_GROWTH = 6;
/** Files that are worth the start of further threads. */
const MANY_FILES = 64;
/** Batches of files whose changes are still laid over an index. */
const MOST_LAID_OVER = 4;
/** Nothing has changed for so long when the index of a large corpus is made anew. */
const QUIET_MILLISECONDS = 2000;

/** What to index. Values only: it can be sent to another thread. */
export interface IndexRequest {
  /** Folders of documents, as file URIs. */
  readonly folders: readonly string[];
  /** What one file may cost to read. */
  readonly limits: ReadLimits;
  /** What may differ from the request before; any file when absent. */
  readonly changed?: readonly string[];
  /** Folders of the workspace's own word lists, file URIs. */
  readonly ownLexicons: readonly string[];
  /** Folder for snapshots, a file URI; absent when none are to be kept. */
  readonly snapshots?: string;
}

/** An index made from files, and what was wrong with them. Values only. */
export interface IndexedCorpus {
  /** Whether it is the request's last one. */
  readonly isComplete: boolean;
  /** How many of how many files are in it, while the rest is being read for the first time; absent when all are. */
  readonly part?: { readonly done: number; readonly total: number };
  /** Tells this index from every other. */
  readonly made: string;
  /** Set when `data` holds changed documents only: to be laid over the index called `onto`, without the files `removed` (URIs). */
  readonly change?: { readonly onto: string; readonly removed: readonly string[] };
  readonly data: IndexData;
  readonly problems: readonly CorpusProblem[];
}

/** Told how a request goes. */
export interface IndexListener {
  readonly onProgress: CorpusProgress;
  /**
   * Called with every index that can be served, the complete one last: before it, for a large corpus, that of a snapshot or
   * of parts of the files, and that without what is mined; after a change, what changed.
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
  readonly fileSystem: FileSystem;
  /** Reads many files at the same time; absent where the thread of the indexer reads one after another. */
  readonly readers?: BatchReader;
  /** Folder of the word lists, a file URI. */
  readonly lexicon: string;
  /** Tells one build of the product from another: each may read documents in its own way. */
  readonly build: string;
  openSnapshots?(folder: string): SnapshotStore;
  /** Finds what is found by comparing all documents; absent where the thread of the indexer does. */
  mine?(data: IndexData, cancellation: Cancellation): Promise<MinedData>;
}

/** An index and all that was known when it was made. Values only: it can be sent to another thread. */
export interface Made extends KeptIndex {
  /** Of what it was made besides the files. */
  readonly words: string;
  readonly made: string;
}

/** An indexer that works in the thread it is made in. */
export interface LocalIndexer extends Indexer {
  /** All that it remembers; `undefined` as long as it has made no index. */
  readonly known: Made | undefined;
}

/** An indexer that remembers what another one did (`known`); nothing when absent. */
export function createIndexer(host: IndexerHost, known?: Made): LocalIndexer {
  const reader = createBatchReader(host);
  let latest = known;
  // Found now rather than when somebody waits for a change.
  if (known !== undefined) positionsByUri(known.data.documents);
  let requests = 0;
  /** What is being kept; it never rejects. */
  let keeping = Promise.resolve();

  async function index(request: IndexRequest, { onProgress, onIndexed }: IndexListener): Promise<void> {
    const own = ++requests;
    const superseded = {
      get isCancellationRequested() {
        return own !== requests;
      },
    };
    const { lexicon } = await loadLexicon(host.fileSystem, host.lexicon, {
      only: 'spelling',
      own: request.ownLexicons,
    });
    const { spelling } = lexicon;
    const words = await digestOf(
      JSON.stringify([host.build, LANGUAGE, [...spelling.variants], [...spelling.compounds], [...spelling.stopWords]]),
    );
    const store = request.snapshots === undefined ? undefined : host.openSnapshots?.(request.snapshots);
    const kept =
      latest === undefined && store !== undefined ? await readKept(store, request.folders, words) : undefined;
    const openTexts = textsIn(store);
    const made = latest ?? (kept && { ...kept, words, made: globalThis.crypto.randomUUID() });
    // Texts that are gone from where they were kept are read anew with all the rest.
    const before = made?.words === words && areAtHand(made.data.texts, openTexts) ? made : undefined;
    if (kept !== undefined && before !== undefined) onIndexed(corpusOf(before, false));
    // Making the index of a large corpus anew takes long: what changed is laid over the one that is served.
    const below = before !== undefined && isLarge(before.data) ? before : undefined;
    let isLaidOver = false;
    if (below !== undefined && request.changed !== undefined) {
      const changed = await readChanged(below, request.changed, {
        reader,
        limits: request.limits,
        spelling,
        folders: request.folders,
      });
      if (superseded.isCancellationRequested) return;
      if (changed !== undefined) {
        onIndexed(layOver(below, changed, spelling));
        isLaidOver = true;
        await new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS));
        if (superseded.isCancellationRequested) return;
      }
    }
    const builder = createIndexBuilder({ spelling, openTexts });
    const positions = before === undefined ? undefined : positionsByUri(before.data.documents);
    const unchanged = new Map<string, () => void>();
    const fresh: CollectedDocuments[] = [];
    const sink: CorpusSink = {
      add(collected) {
        builder.addCollected(collected);
        if (below !== undefined && collected.documents.length > 0) fresh.push(collected);
      },
      holds: (uri) => positions?.has(uri) === true,
      takeOver(uri, id) {
        const position = positions?.get(uri);
        if (before === undefined || position === undefined) return;
        unchanged.set(uri, () => builder.addIndexed(before.data, position, id));
      },
    };
    let partWords = before === undefined ? PART_WORDS : Number.POSITIVE_INFINITY;
    const corpus = await loadCorpus(host.fileSystem, request.folders, sink, {
      onProgress(done, total) {
        onProgress(done, total);
        if (builder.size < partWords || done === total) return;
        partWords = builder.size * PART_GROWTH;
        const made = globalThis.crypto.randomUUID();
        onIndexed({ isComplete: false, part: { done, total }, made, data: builder.build(), problems: [] });
      },
      limits: request.limits,
      spelling,
      readerFor: (fileCount) => (fileCount < MANY_FILES ? reader : (host.readers ?? reader)),
      cancellation: superseded,
      ...(before === undefined ? {} : { before: before.files }),
      // What was kept from an earlier start says nothing of what happened since.
      ...(before !== undefined && before === latest ? { changed: request.changed } : {}),
    });
    if (superseded.isCancellationRequested) return;
    if (before !== undefined && sameFiles(before.files, corpus.files)) {
      latest = { ...before, ...corpus };
    } else {
      const canLayOver = below !== undefined && fresh.length <= MOST_LAID_OVER;
      if (canLayOver && !isLaidOver) {
        const removed = [...(positions?.keys() ?? [])].filter((uri) => !unchanged.has(uri));
        onIndexed(layOver(below, { collected: fresh, removed, problems: corpus.problems }, spelling));
      }
      for (const takeOver of unchanged.values()) takeOver();
      let data = builder.finish();
      if (store !== undefined && holdsRestricted(data)) {
        await keeping;
        // At once, and all of it: the document may be in what was kept of other folders, too.
        await store.clear().catch(() => undefined);
      } else if (isLarge(data) && store !== undefined) {
        // It takes away all texts but its own.
        await keeping;
        const leaving = leaveTexts(store, request.folders, data, before?.data).catch(() => data.texts);
        keeping = leaving.then(() => undefined);
        data = { ...data, texts: await leaving };
      }
      if (superseded.isCancellationRequested) return;
      latest = { ...corpus, data, words, made: globalThis.crypto.randomUUID() };
      // Over an index that is mined already, one that is not would only take the completions away.
      if (isLarge(latest.data) && !canLayOver) onIndexed(corpusOf(latest, false));
    }
    if (latest.data.mined === undefined) {
      const { data } = latest;
      const mined = await mine(data, superseded);
      if (mined === undefined) return;
      latest = { ...latest, data: { ...data, mined } };
      if (isLarge(data) && store !== undefined && !holdsRestricted(data))
        keeping = keep(store, request.folders, words, latest).catch(() => undefined);
    }
    onIndexed(corpusOf(latest, true));
    // As above: the next change asks for them.
    positionsByUri(latest.data.documents);
    await keeping;
  }

  /** `undefined` when a newer request has come meanwhile. */
  async function mine(data: IndexData, superseded: Cancellation): Promise<MinedData | undefined> {
    if (!isLarge(data) || host.mine === undefined) return mineIndex(data);
    try {
      return await host.mine(data, superseded);
    } catch (error) {
      if (superseded.isCancellationRequested) return undefined;
      throw error;
    }
  }

  return {
    index,
    get known() {
      return latest;
    },
  };
}

function isLarge(data: IndexData): boolean {
  return data.postings.stream.length > MANY_WORDS;
}

function corpusOf({ made, data, problems }: Made, isComplete: boolean): IndexedCorpus {
  return { isComplete, made, data, problems };
}

function sameFiles(a: KeptIndex['files'], b: KeptIndex['files']): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([uri, { digest, terms, holdsDocument }]) => {
    const other = b.get(uri);
    return other?.digest === digest && other.terms === terms && other.holdsDocument === holdsDocument;
  });
}

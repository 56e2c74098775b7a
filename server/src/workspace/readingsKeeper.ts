import type { DocumentReading, Readings } from '../service/readings.js';
import { createDebouncer } from '../util/debounce.js';
import type { WorkspaceHost } from './corpusFolders.js';
import { keepReadings, readKeptReadings } from './keptReadings.js';
import type { LoadedCorpus } from './loadRevision.js';

/** Nothing has been read for so long when it is kept. */
const QUIET_MILLISECONDS = 2000;

/** Keeps what is read of the record for the next start. Nothing is kept of a corpus that holds a restricted document. */
export interface ReadingsKeeper {
  /** What was kept by an earlier start that read by these words; nothing otherwise. Never rejects. */
  recall(words: string): Promise<readonly DocumentReading[]>;
  /** From now on this corpus and what is read of it are kept. */
  serve(corpus: LoadedCorpus, readings: Readings): void;
  /** Something was read that may be worth keeping. */
  changed(): void;
  /** Keeps at once what would be kept in a while. Never rejects. */
  finish(): Promise<void>;
}

/** A keeper that uses a folder (a file URI) as the host does; without the one or the other it keeps nothing. */
export function createReadingsKeeper(keeping: WorkspaceHost['keeping'], folder: string | undefined): ReadingsKeeper {
  const store = folder === undefined ? undefined : keeping?.open(folder);
  const build = keeping?.build ?? '';
  const debouncer = createDebouncer(QUIET_MILLISECONDS);
  let served: { readonly corpus: LoadedCorpus; readonly readings: Readings } | undefined;
  let isChanged = false;
  /** Never rejects. */
  let lastKept = Promise.resolve();

  async function keep(): Promise<void> {
    if (store === undefined || served === undefined) return;
    const { corpus, readings } = served;
    if (holdsRestricted(corpus)) return store.clear();
    if (!isChanged) return;
    isChanged = false;
    const read = corpus.index.documents.flatMap((document) => readings.of(document) ?? []);
    await keepReadings(store, { words: corpus.words.digest, build }, read);
  }

  // One after the other: a slow write must not outlive what takes it away. What cannot be kept is read again.
  const keepNext = (): void => void (lastKept = lastKept.then(keep).catch(() => undefined));
  const keepLater = (): void => debouncer.run('', keepNext);
  return {
    recall: (words) => (store === undefined ? Promise.resolve([]) : readKeptReadings(store, { words, build })),
    serve(corpus, readings) {
      served = { corpus, readings };
      if (store !== undefined) keepLater();
    },
    changed() {
      isChanged = true;
      if (store !== undefined) keepLater();
    },
    finish() {
      debouncer.dispose();
      keepNext();
      return lastKept;
    },
  };
}

/** Whether any document is restricted, those that are not shown included. */
function holdsRestricted({ index, base }: LoadedCorpus): boolean {
  const records = [
    ...index.documents,
    ...index.duplicates.map(({ document }) => document),
    ...(base?.index.documents ?? []),
  ];
  return records.some(({ metadata }) => metadata.handling === 'restricted');
}

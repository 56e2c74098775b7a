import { setImmediate } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { CorpusIndex } from '../index/corpusIndex.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { type Collection, openCollection } from './collection.js';
import { putIn, putPhrases, settle, takeOut } from './loadBatches.js';
import { createPreparer, digestOf, type PreparedDocument, UNSTATED } from './prepare.js';
import { preparePhrases } from './preparePhrases.js';
import { storable } from './storable.js';
import type { PositionWords } from '../store/positionsIn.js';

/** What is published as one. */
export interface Publication {
  readonly mission: string;
  /** Its name among those of the mission. */
  readonly collection: string;
  /** Mined. Its documents are all that the collection is to hold. */
  readonly index: CorpusIndex;
  /** The product's own, so that every reader means the same by a word. */
  readonly words: PositionWords;
  /** Ids, as the corpus has them, of documents that could not be read this time: they stay as they are. */
  readonly unread?: ReadonlySet<string>;
  /** The id of a document among those of all collections; with mission and collection before it when absent. */
  readonly idOf?: (id: string) => string;
}

/** Told how far a publishing is: so many of so many, of what. */
export type PublishProgress = (done: number, total: number, what: string) => void;

/** What became of a publishing. Ids are those of the corpus, but of what was removed those of the store. */
export interface Published {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Recurring phrases of the collection, each counted once for each handling. */
  readonly phrases: number;
  /** The newest revision of the store afterwards. */
  readonly revision: number;
}

/** One batch is one transaction: it is all that a kill undoes. */
const BATCH_DOCUMENTS = 64;
const BATCH_CHARACTERS = 1_000_000;

/**
 * Makes a collection of the store equal to an index: documents that are new or changed are put in, those that left are taken
 * out, batch by batch, and its phrases follow. What is in already is passed over, so that a publishing that was broken off goes
 * on where it stopped, and a second one changes nothing. There is one at a time in a database, and the session is the
 * publisher's until it ends. Rejects with the server's error, or with one whose message is for whoever publishes.
 */
export async function publishCollection(
  client: ClientBase,
  { mission, collection: name, index, words, unread = new Set(), idOf }: Publication,
  onProgress: PublishProgress = () => undefined,
): Promise<Published> {
  const storeId = (id: string): string => storable(idOf?.(id) ?? [mission, name, id].join('/'));
  const { documents } = index;
  const handlings = new Set(documents.map(({ metadata: { handling = UNSTATED } }) => handling));
  const wanted = new Set(documents.map(({ id }) => storeId(id)));
  const collection = await openCollection(client, { mission, name }, handlings, [...wanted]);
  const kept = new Set([...wanted, ...Array.from(unread, storeId)]);
  const removed = [...collection.digests.keys()].filter((id) => !kept.has(id)).sort();
  for (let from = 0; from < removed.length; from += BATCH_DOCUMENTS)
    await takeOut(client, removed.slice(from, from + BATCH_DOCUMENTS));
  const put = await putChanged(client, collection, { documents, words, storeId }, onProgress);
  onProgress(documents.length, documents.length, 'documents published; phrases follow');
  const phrases = await putPhrases(client, collection, preparePhrases(index));
  if (phrases.isChanged || put.added.length + put.changed.length + removed.length > 0) await settle(client);
  const unchanged = documents.length - put.added.length - put.changed.length;
  const { rows } = await client.query<{ number: string }>('SELECT number FROM aide.revision');
  return { ...put, removed, unchanged, phrases: phrases.count, revision: Number(rows[0]?.number ?? 0) };
}

interface Changed {
  readonly documents: readonly CorpusDocument[];
  readonly words: PositionWords;
  readonly storeId: (id: string) => string;
}

/** Puts in what is new or changed, in batches. The next one is prepared while the server takes one in. */
async function putChanged(
  client: ClientBase,
  collection: Collection,
  { documents, words, storeId }: Changed,
  onProgress: PublishProgress,
): Promise<Pick<Published, 'added' | 'changed'>> {
  const added: string[] = [];
  const changed: string[] = [];
  const prepare = createPreparer(words);
  let batch: PreparedDocument[] = [];
  let characters = 0;
  let putting = Promise.resolve();
  const flush = async (): Promise<void> => {
    await putting;
    putting = putIn(client, collection, batch);
    // Whoever awaits it next hears of it.
    putting.catch(() => undefined);
    [batch, characters] = [[], 0];
  };
  for (const [n, document] of documents.entries()) {
    const id = storeId(document.id);
    const before = collection.digests.get(id);
    const digest = digestOf(document);
    if (before !== digest) {
      const prepared = prepare(document, digest);
      (before === undefined ? added : changed).push(document.id);
      batch.push({ ...prepared, id });
      characters += prepared.passages.reduce((sum, { text }) => sum + text.length, 0);
    }
    if (batch.length === BATCH_DOCUMENTS || characters >= BATCH_CHARACTERS) await flush();
    onProgress(n + 1, documents.length, 'documents published');
    // What the server waits for is sent meanwhile.
    await setImmediate();
  }
  if (batch.length > 0) await flush();
  await putting;
  return { added, changed };
}

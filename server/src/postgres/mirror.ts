import type { ClientBase } from 'pg';
import {
  clearMirror,
  confirmedAt,
  confirmManifest,
  dropDocument,
  fileOf,
  keepDocument,
  type Kept,
  type Manifest,
  readManifest,
  writeManifest,
} from './mirrorFiles.js';

/** How a folder was made equal to what may be read on a server. */
export interface Mirrored {
  /** Documents that the folder holds now. */
  readonly documents: number;
  /** Files that were written or taken away, relative to the mirror's documents. */
  readonly changed: readonly string[];
  /** Documents that may be read and are not kept, because they are restricted. */
  readonly restricted: number;
  /** When it was so; absent while the folder holds only some of it. */
  readonly at?: Date;
}

/** Told how far it is: so many of so many documents. */
export type MirrorProgress = (done: number, total: number) => void;

/** Documents that are asked for at a time. */
const BATCH = 256;

/** A document as it is on the server. */
interface Listed {
  readonly id: string;
  readonly digest: string;
}

/**
 * Makes a folder equal to all that the login may read, restricted documents excepted: those stay on the server. Only what
 * differs is asked for. A folder that was left half done goes on where it stopped, and is never taken for whole; what was whole
 * before stays usable meanwhile. Costs one question while nothing changed. `source` names server and login; a folder that was
 * made for another one is emptied first. Rejects with the server's error, or the file system's.
 */
export async function mirror(
  client: ClientBase,
  folder: string,
  source: string,
  onProgress: MirrorProgress = () => undefined,
): Promise<Mirrored> {
  const before = await readManifest(folder, source);
  if (before === undefined) await clearMirror(folder);
  // One moment of the server for all that is asked.
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const state = await stateOf(client);
    if (before?.state !== state) return await follow(client, folder, { source, state, before }, onProgress);
    await confirmManifest(folder);
    return await summaryOf(folder, before, []);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

interface Moment {
  readonly source: string;
  readonly state: string;
  readonly before: Manifest | undefined;
}

async function follow(
  client: ClientBase,
  folder: string,
  { source, state, before }: Moment,
  onProgress: MirrorProgress,
): Promise<Mirrored> {
  const { rows: listed } = await client.query<Listed & { restricted: boolean }>(
    `SELECT document.id, document.digest, scope.handling = 'restricted' AS restricted
     FROM aide.document JOIN aide.scope ON scope.id = document.scope ORDER BY document.id`,
  );
  const wanted = new Map(listed.filter(({ restricted }) => !restricted).map(({ id, digest }) => [id, digest]));
  const kept = new Map(Object.entries(before?.documents ?? {}));
  const manifest = (documents: ReadonlyMap<string, Kept>, isWhole: boolean): Manifest => ({
    format: 1,
    source,
    state: isWhole ? state : '',
    restricted: listed.length - wanted.size,
    documents: Object.fromEntries(documents),
  });
  const gone = [...kept].filter(([id]) => !wanted.has(id));
  const changed = gone.map(([, { file }]) => file);
  // Until it is done the account says that it is not; what must not be read any more goes first.
  await writeManifest(folder, manifest(kept, false));
  for (const [id, each] of gone) {
    await dropDocument(folder, each);
    kept.delete(id);
  }
  const taken = new Set(Array.from(kept.values(), ({ file }) => file.toLowerCase()));
  const missing = [...wanted].filter(([id, digest]) => kept.get(id)?.digest !== digest).map(([id]) => id);
  for (let from = 0; from < missing.length; from += BATCH) {
    const { rows } = await client.query<Listed & { body: string }>(
      'SELECT id, digest, body FROM aide.document WHERE id = ANY ($1) ORDER BY id',
      [missing.slice(from, from + BATCH)],
    );
    for (const { id, digest, body } of rows) {
      const file = kept.get(id)?.file ?? fileOf(id, taken);
      taken.add(file.toLowerCase());
      kept.set(id, await keepDocument(folder, file, digest, body));
      changed.push(file);
    }
    await writeManifest(folder, manifest(kept, false));
    onProgress(Math.min(from + BATCH, missing.length), missing.length);
  }
  const whole = manifest(kept, true);
  await writeManifest(folder, whole);
  return summaryOf(folder, whole, changed);
}

/** What a folder keeps of a server, whether or not that can be reached; `undefined` when nothing. */
export async function keptIn(folder: string, source: string): Promise<Mirrored | undefined> {
  const manifest = await readManifest(folder, source);
  return manifest && summaryOf(folder, manifest, []);
}

async function summaryOf(folder: string, manifest: Manifest, changed: readonly string[]): Promise<Mirrored> {
  const { documents, restricted } = manifest;
  const at = await confirmedAt(folder, manifest);
  return { documents: Object.keys(documents).length, changed, restricted, ...(at && { at }) };
}

/** Equal as long as there is nothing else to be read: the newest revision, and which scopes the login sees. */
async function stateOf(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ state: string }>(
    `SELECT number || ':' || coalesce((SELECT string_agg(id::text, ',' ORDER BY id) FROM aide.scope), '') AS state
     FROM aide.revision`,
  );
  return rows[0]?.state ?? '';
}

import type { ClientBase } from 'pg';
import type { Handling } from '../ingest/corpusDocument.js';
import { CREATE_STAGES } from './staging.js';

/** A collection that this session alone may change. */
export interface Collection {
  readonly id: number;
  readonly scopes: ReadonlyMap<Handling, number>;
  /** What is in of each document, by its id. */
  readonly digests: ReadonlyMap<string, string>;
}

/** A collection is changed by one publisher at a time, and so is the revision: the lock's number, of no meaning. */
const PUBLISHING = 4_241_990_317;
const LOCKED = '55P03';
/** How long a session that has ended may hold the lock. Milliseconds. */
const PATIENCE = 5_000;

/** However long it takes; statements are too simple to be worth compiling. */
const SESSION = `
SET statement_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET work_mem = '64MB';
SET temp_buffers = '64MB';
SET jit = off`;

/**
 * Makes the session that of the database's only publisher, until it ends, and opens a collection, which is made where there is
 * none. `ids`: those that it is to hold; one that is another collection's is an error that names both.
 */
export async function openCollection(
  client: ClientBase,
  { mission, name }: { readonly mission: string; readonly name: string },
  handlings: ReadonlySet<Handling>,
  ids: readonly string[],
): Promise<Collection> {
  await lock(client);
  await client.query(SESSION);
  // The end of a publisher that was killed is noticed, where the server's system tells of it.
  await client.query(`SET client_connection_check_interval = '1s'`).catch(() => undefined);
  const values = [mission, name];
  await client.query(
    `INSERT INTO aide.collection (mission, name) SELECT $1, $2
     WHERE NOT EXISTS (SELECT FROM aide.collection WHERE mission = $1 AND name = $2)`,
    values,
  );
  await client.query(
    `INSERT INTO aide.scope (mission, handling) SELECT $1, wanted.handling FROM unnest($2::text[]) AS wanted (handling)
     WHERE NOT EXISTS (SELECT FROM aide.scope WHERE scope.mission = $1 AND scope.handling = wanted.handling)`,
    [mission, [...handlings]],
  );
  const collections = await client.query<{ id: number }>(
    'SELECT id FROM aide.collection WHERE mission = $1 AND name = $2',
    values,
  );
  const id = collections.rows[0]?.id;
  if (id === undefined) throw new Error(`This login may not publish as ${mission}. Ask who looks after the server.`);
  const scopes = await client.query<{ id: number; handling: Handling }>(
    'SELECT id, handling FROM aide.scope WHERE mission = $1',
    [mission],
  );
  await client.query(CREATE_STAGES);
  await refuseTaken(client, id, [mission, name], ids);
  const documents = await client.query<{ id: string; digest: string }>(
    'SELECT id, digest FROM aide.document WHERE collection = $1',
    [id],
  );
  return {
    id,
    scopes: new Map(scopes.rows.map((scope) => [scope.handling, scope.id])),
    digests: new Map(documents.rows.map((document) => [document.id, document.digest])),
  };
}

/** One publisher at a time, until its session ends. */
async function lock(client: ClientBase): Promise<void> {
  try {
    await client.query(`SET lock_timeout = ${PATIENCE}`);
    await client.query('SELECT pg_advisory_lock($1)', [PUBLISHING]);
    await client.query('SET lock_timeout = 0');
  } catch (error) {
    if ((error as { code?: string }).code !== LOCKED) throw error;
    throw new Error('Somebody else is publishing to this database just now. Try again when that is done.', {
      cause: error,
    });
  }
}

async function refuseTaken(
  client: ClientBase,
  collection: number,
  own: readonly string[],
  ids: readonly string[],
): Promise<void> {
  const taken = await client.query<{ id: string; mission: string; name: string }>(
    `SELECT document.id, collection.mission, collection.name
     FROM aide.document JOIN aide.collection ON collection.id = document.collection
     WHERE document.id = ANY ($2) AND document.collection <> $1 ORDER BY document.id LIMIT 1`,
    [collection, ids],
  );
  const [first] = taken.rows;
  if (first === undefined) return;
  const other = `${first.mission}/${first.name}`;
  throw new Error(
    `${first.id} is already in the collection ${other}, and cannot be in ${own.join('/')} as well. Rename it.`,
  );
}

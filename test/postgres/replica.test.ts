import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import { sharedEntries } from '../../server/src/ingest/sharedEntries.js';
import { openConnection } from '../../server/src/postgres/connect.js';
import { type DecisionLedger, EMPTY_LEDGER, noteDecisions } from '../../server/src/postgres/decisionLedger.js';
import { exchangeAt } from '../../server/src/postgres/decisionsOf.js';
import { toStoreError } from '../../server/src/postgres/errors.js';
import type { Publication } from '../../server/src/postgres/load.js';
import { followServer } from '../../server/src/postgres/mirrorOf.js';
import { createPostgresStore } from '../../server/src/postgres/postgresStore.js';
import { publishTo } from '../../server/src/postgres/publishTo.js';
import { type PrecedentStore, StoreError } from '../../server/src/store/precedentStore.js';
import { loadBundledDocuments } from '../support/bundled.js';
import { compareStores, questionsFrom } from '../support/compareStores.js';
import { createNaiveStore } from '../support/naiveStore.js';
import { type TestCluster, type TestDatabase, type TestLogin, usePostgres } from '../support/postgres.js';
import { makeTables } from '../support/published.js';
import { startReplica } from '../support/replica.js';
import { STORE_WORDS, storeDocument } from '../support/storeFixtures.js';

const postgres = usePostgres();
const TIME_LIMIT = 120_000;
const DOCUMENTS = loadBundledDocuments();
const LATER = storeDocument({ id: 'later', text: 'The later document is about lighthouses.', date: '2026-01-01' });

let database: TestDatabase;
let admin: Client;
let reader: TestLogin;
let replica: TestCluster;
let copy: TestDatabase;
let store: PrecedentStore;
let folder: string;

function publicationOf(documents: readonly CorpusDocument[]): Publication {
  const { tokenize, lexicon } = STORE_WORDS;
  const index = createCorpusIndex(documents, { tokenize, spelling: lexicon.spelling, revision: 1 });
  return { mission: 'Pakistan', collection: 'record', index, words: STORE_WORDS, idOf: (id) => id };
}

/** Waits until the replica has all that the primary has: a mark that is put behind it. */
async function untilArrived(): Promise<void> {
  const { rows } = await admin.query<{ at: string }>(`SELECT pg_logical_emit_message(true, 'test', 'mark') AS at`);
  const follower = await copy.connect();
  const hasArrived = async (): Promise<void> => {
    const answer = await follower.query('SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS arrived', [rows[0]?.at]);
    expect(answer.rows).toEqual([{ arrived: true }]);
  };
  await vi.waitFor(hasArrived, { timeout: TIME_LIMIT / 2 });
  await follower.end();
}

beforeAll(async () => {
  database = await postgres.createDatabase();
  admin = await database.connect();
  await makeTables(admin);
  reader = await database.login('aide_reader');
  await admin.query(`INSERT INTO aide.member VALUES ($1, 'Pakistan', 'internal')`, [reader.name]);
  vi.stubEnv('PGPASSWORD', reader.password);
  await publishTo(database.url(), publicationOf(DOCUMENTS));
  // As an administrator may choose it: what is new does not wait long for whoever is in its way.
  replica = await startReplica(postgres.get(), ['max_standby_streaming_delay=300ms']);
  copy = replica.database(database.name);
  const { stopWords } = STORE_WORDS.lexicon.spelling;
  store = createPostgresStore({ url: copy.url(reader.name), password: reader.password, stopWords });
  folder = mkdtempSync(join(tmpdir(), 'aide-memoire-copy-'));
  await untilArrived();
}, TIME_LIMIT);

afterAll(async () => {
  vi.unstubAllEnvs();
  await store.close();
  await replica.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a replica', { timeout: TIME_LIMIT }, () => {
  it('answers every question as its primary', async () => {
    const everything = createNaiveStore(DOCUMENTS, STORE_WORDS);
    await compareStores(everything, store, questionsFrom(DOCUMENTS, STORE_WORDS, 6));
  });

  it('takes nothing in, and says where to go', async () => {
    const error: unknown = await publishTo(copy.url(), publicationOf([LATER])).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    const { fault, message } = error as StoreError;
    expect([fault, message]).toEqual([
      'refused',
      `The server of 127.0.0.1/${copy.name} takes nothing in: it is a replica, or was set to be read only. Use the address of the server that it follows.`,
    ]);
  });

  it('tells what a mission has decided, and leaves what is decided to be told to the primary', async () => {
    const { name, password } = await database.login('aide_drafter');
    await admin.query(`INSERT INTO aide.member VALUES ($1, 'Pakistan', 'internal')`, [name]);
    await untilArrived();
    const exchange = (at: TestDatabase, ledger: DecisionLedger) =>
      exchangeAt(at.url(name), password, 'Pakistan', ledger);
    const positions = sharedEntries('positions', 'confirmed:\n  - words: outer space is for all\n');
    const decided = noteDecisions(EMPTY_LEDGER, positions === undefined ? {} : { positions });
    expect(decided.waiting).toHaveLength(1);
    await expect(exchange(copy, decided)).rejects.toThrow('takes nothing in: it is a replica');
    expect((await exchange(copy, EMPTY_LEDGER)).changes).toEqual([]);
    expect((await exchange(database, decided)).ledger.waiting).toEqual([]);
    await untilArrived();
    expect((await exchange(copy, EMPTY_LEDGER)).changes).toHaveLength(1);
  });

  it('gives drafters their copy, and then what is published to its primary', async () => {
    const follow = () => followServer(folder, copy.url(reader.name), reader.password);
    expect((await follow()).documents).toBe(DOCUMENTS.length);
    const before = await store.revision();
    await publishTo(database.url(), publicationOf([...DOCUMENTS.slice(1), LATER]));
    await untilArrived();
    const { revision, changed, removed } = await store.changesSince(before);
    expect(revision).toBeGreaterThan(before);
    expect([changed, removed]).toEqual([['later'], [DOCUMENTS[0]?.id]]);
    const mirrored = await follow();
    expect([mirrored.documents, mirrored.changed.length]).toEqual([DOCUMENTS.length, 2]);
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.md'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(texts.filter((text) => text.includes('lighthouses'))).toHaveLength(1);
    expect((await store.phrase(['lighthouses'], { limit: 1 })).documents).toBe(1);
  });

  it('asks again when a question was given up for what is new', async () => {
    const connection = openConnection({ url: copy.url(reader.name), password: reader.password });
    const follower = await copy.connect();
    const conflicts = async (): Promise<number> => {
      const { rows } = await follower.query<{ locks: string }>(
        'SELECT confl_lock AS locks FROM pg_stat_database_conflicts WHERE datname = current_database()',
      );
      return Number(rows[0]?.locks);
    };
    const before = await conflicts();
    try {
      const answer = connection.query<{ count: string }>('SELECT count(*), pg_sleep(2) FROM aide.document');
      const sleeping = `SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
      await expect.poll(async () => (await follower.query(sleeping)).rowCount).toBe(1);
      await admin.query('BEGIN; LOCK TABLE aide.document IN ACCESS EXCLUSIVE MODE; COMMIT');
      expect((await answer)[0]?.count).toBe(String(DOCUMENTS.length));
      await expect.poll(conflicts).toBeGreaterThan(before);
    } finally {
      await connection.close();
    }
  });

  it('says so when what is new is in the way again and again', () => {
    const error = toStoreError({ code: '40001' }, 'records');
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({
      fault: 'busy',
      message: 'The shared server records took something new in while it answered. Try again in a moment.',
    });
  });
});

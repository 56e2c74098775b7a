import type { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { Handling } from '../../server/src/ingest/corpusDocument.js';
import { publishCollection } from '../../server/src/postgres/load.js';
import { migrate } from '../../server/src/postgres/migrate.js';
import { createPostgresStore } from '../../server/src/postgres/postgresStore.js';
import type { PrecedentStore } from '../../server/src/store/precedentStore.js';
import { type TestDatabase, type TestLogin, usePostgres } from '../support/postgres.js';
import { STORE_WORDS, storeDocument, termsOf } from '../support/storeFixtures.js';

const postgres = usePostgres();
const NO_PERMISSION = '42501';
const MISSIONS = ['Pakistan', 'Norway'];
const HANDLINGS: readonly Handling[] = ['open', 'internal', 'restricted'];
/** What every document says, so that it is a phrase; a word of each document's own stands behind it. */
const COMMON = 'The mountains of our country have been kind to all of us in difficult times';

/** The word that only one document holds. */
const wordOf = (mission: string, handling: string): string => `${mission}${handling}word`.toLowerCase();
const idOf = (mission: string, handling: string): string => `${mission}/record/${handling}`;
const ALL = MISSIONS.flatMap((mission) => HANDLINGS.map((handling) => [mission, handling] as const));

/** Who asks, and what of `ALL` he may see. */
interface Reader {
  readonly login: TestLogin;
  readonly store: PrecedentStore;
  readonly client: Client;
  readonly sees: readonly (readonly [mission: string, handling: Handling])[];
}

let database: TestDatabase;
let admin: Client;
const librarians = new Map<string, TestLogin>();
const readers = new Map<string, Reader>();

/** Members by mission and level; nobody else reads more than what is open. */
const READERS = {
  outsider: [],
  'a Norwegian': [['Norway', 'internal']],
  'a Norwegian of the ambassador’s': [['Norway', 'restricted']],
  'a Pakistani': [['Pakistan', 'internal']],
  'of both missions': [
    ['Pakistan', 'restricted'],
    ['Norway', 'internal'],
  ],
} satisfies Record<string, readonly (readonly [mission: string, upTo: Handling])[]>;
const NAMES = Object.keys(READERS) as (keyof typeof READERS)[];

function documentsOf(mission: string, handlings: readonly Handling[]) {
  return handlings.map((handling) =>
    storeDocument({
      id: handling,
      handling,
      holder: mission,
      date: '2020',
      text: `${COMMON} ${wordOf(mission, handling)}.\n\n${mission} supports a legally binding treaty on outer space.`,
    }),
  );
}

/** Publishes as a librarian of the mission does: by the rights of the role alone. */
async function publish(mission: string, handlings: readonly Handling[]): Promise<void> {
  const client = await database.connect(librarians.get(mission));
  const { tokenize, lexicon } = STORE_WORDS;
  const index = createCorpusIndex(documentsOf(mission, handlings), {
    tokenize,
    spelling: lexicon.spelling,
    revision: 1,
  });
  const published = await publishCollection(client, { mission, collection: 'record', index, words: STORE_WORDS });
  expect(published.revision).toBeGreaterThan(0);
  await client.end();
}

async function addMember({ name }: TestLogin, mission: string, handling: Handling): Promise<void> {
  await admin.query('INSERT INTO aide.member VALUES ($1, $2, $3)', [name, mission, handling]);
}

beforeAll(async () => {
  database = await postgres.createDatabase();
  admin = await database.connect();
  await migrate(admin, 'test');
  for (const mission of MISSIONS) {
    const librarian = await database.login('aide_librarian');
    await addMember(librarian, mission, 'restricted');
    librarians.set(mission, librarian);
    await publish(mission, HANDLINGS);
    const client = await database.connect(librarian);
    await client.query(
      `SELECT aide.decide(gen_random_uuid(), $1, 'positions', 'subject', 0, 'retired', jsonb_build_object('words', $2::text))`,
      [mission, wordOf(mission, 'internal')],
    );
  }
  // Taken out again, so that there is something removed of each scope.
  for (const mission of MISSIONS) {
    await admin.query(
      `INSERT INTO aide.removal SELECT 'gone ' || mission || ' ' || handling, id, 1 FROM aide.scope WHERE mission = $1`,
      [mission],
    );
  }
  for (const [name, memberships] of Object.entries(READERS)) {
    const login = await database.login('aide_reader');
    for (const [mission, handling] of memberships) await addMember(login, mission, handling);
    const sees = ALL.filter(
      ([mission, handling]) =>
        handling === 'open' ||
        memberships.some(([own, upTo]) => own === mission && HANDLINGS.indexOf(handling) <= HANDLINGS.indexOf(upTo)),
    );
    const { stopWords } = STORE_WORDS.lexicon.spelling;
    const store = createPostgresStore({ url: database.url(login.name), password: login.password, stopWords });
    readers.set(name, { login, store, client: await database.connect(login), sees });
  }
  return async () => {
    for (const { store } of readers.values()) await store.close();
  };
}, 120_000);

function readerOf(name: string): Reader {
  const reader = readers.get(name);
  if (reader === undefined) throw new Error(`There is no reader ${name}.`);
  return reader;
}

/** Words of documents that the reader may not see. */
function hiddenFrom({ sees }: Reader): readonly string[] {
  return ALL.filter(([mission, handling]) => !sees.some((seen) => seen[0] === mission && seen[1] === handling)).flatMap(
    ([mission, handling]) => [wordOf(mission, handling), idOf(mission, handling), `gone ${mission} ${handling}`],
  );
}

function expectNothingHidden(reader: Reader, answer: unknown): void {
  const text = JSON.stringify(answer).toLowerCase();
  for (const hidden of hiddenFrom(reader)) expect(text).not.toContain(hidden.toLowerCase());
}

/** The code with which a statement is refused; `undefined` when it is not. */
async function refusal(client: Client, sql: string, values: readonly unknown[] = []): Promise<string | undefined> {
  try {
    await client.query(sql, [...values]);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

async function namesOf(sql: string): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
}

const TABLES = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'aide'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1`;

describe.each(NAMES)('a reader, %s,', (name) => {
  const queries = { limit: 100 };
  const asker = { delegation: 'Norway', groups: [], forum: '' };

  it('is given no other documents', async () => {
    const { store, sees } = readerOf(name);
    const { items } = await store.documents(queries);
    expect(items.map(({ id }) => id).toSorted()).toEqual(sees.map((seen) => idOf(...seen)).toSorted());
    for (const [mission, handling] of ALL) {
      const found = await store.lookup(idOf(mission, handling), 'para. 1');
      expect(found !== undefined).toBe(sees.some((seen) => seen[0] === mission && seen[1] === handling));
    }
  });

  it('counts no others', async () => {
    const { store, sees } = readerOf(name);
    const { documents, passages, uses } = await store.phrase(termsOf(COMMON), queries);
    expect([documents, passages, uses.length]).toEqual([sees.length, sees.length, sees.length]);
    const common = await store.phrase(termsOf('treaty'), { limit: 0 });
    expect(common).toEqual({ documents: sees.length, passages: sees.length, uses: [] });
    for (const [mission, handling] of ALL) {
      const { passages: held } = await store.phrase([wordOf(mission, handling)], queries);
      expect(held).toBe(sees.some((seen) => seen[0] === mission && seen[1] === handling) ? 1 : 0);
    }
  });

  it('finds nothing of others by their words', async () => {
    const reader = readerOf(name);
    const { store, sees } = reader;
    for (const [mission, handling] of ALL) {
      const isSeen = sees.some((seen) => seen[0] === mission && seen[1] === handling);
      const word = wordOf(mission, handling);
      const terms = [...termsOf(COMMON), word];
      const run = await store.longestPhrase(terms, terms.length - 1);
      expect(run).toEqual(isSeen ? { from: 0, to: terms.length } : undefined);
      const { items } = await store.search({ ...queries, asker, words: [word], phrases: [], without: [] });
      expect(items.length).toBe(isSeen ? 1 : 0);
      const phrases = await store.search({ ...queries, asker, words: [], phrases: [[word]], without: [] });
      expect(phrases.items.length).toBe(isSeen ? 1 : 0);
      expectNothingHidden(reader, await store.similar(terms, queries));
    }
  });

  it('is offered phrases as those documents write them, counted in them', async () => {
    const reader = readerOf(name);
    const { store, sees } = reader;
    const begun = await store.phrasesByPrefix('mountains of', 100);
    expect(begun[0]?.documents).toBe(sees.length);
    expectNothingHidden(reader, begun);
    expectNothingHidden(reader, await store.phrasesByTypo('mountians of our country', 100));
  });

  it('hears of positions and changes of no others', async () => {
    const reader = readerOf(name);
    const { store, sees } = reader;
    expect((await store.positions({ limit: 100 })).length).toBe(sees.length);
    const { changed, removed } = await store.changesSince(0);
    expect(changed).toEqual(sees.map((seen) => idOf(...seen)).toSorted());
    expect(removed).toEqual(sees.map(([mission, handling]) => `gone ${mission} ${handling}`).toSorted());
  });

  it('sees nothing of others in any table', async () => {
    const reader = readerOf(name);
    const read: string[] = [];
    for (const table of await namesOf(TABLES)) {
      if ((await refusal(reader.client, `SELECT FROM aide.${table}`)) === NO_PERMISSION) continue;
      const { rows } = await reader.client.query<object>(`SELECT * FROM aide.${table}`);
      expectNothingHidden(reader, rows);
      read.push(table);
      const scoped = rows.filter((row) => 'scope' in row).map((row) => (row as { scope: number }).scope);
      expect(new Set(scoped).size).toBeLessThanOrEqual(reader.sees.length);
    }
    // Parts of a table are read by way of the whole.
    expect(read).toEqual([
      ...[
        'collection',
        'decision',
        'decision_history',
        'decision_revision',
        'document',
        'member',
        'migration',
        'passage',
        'phrase',
      ],
      ...['position', 'removal', 'revision', 'scope', 'stem'],
    ]);
    const counts = await reader.client.query<{ passages: string; stems: string }>(
      `SELECT (SELECT count(*) FROM aide.passage) AS passages, (SELECT sum(passages) FROM aide.stem WHERE stem = '') AS stems`,
    );
    expect(counts.rows).toEqual([{ passages: String(2 * reader.sees.length), stems: String(2 * reader.sees.length) }]);
  });

  it('sees nothing of others through what conditions give away, or statistics', async () => {
    const reader = readerOf(name);
    for (const word of hiddenFrom(reader)) {
      const { rows } = await reader.client.query(
        `SELECT 1 / (CASE WHEN text ILIKE '%' || $1 || '%' THEN 0 ELSE 1 END) FROM aide.passage`,
        [word],
      );
      expect(rows.length).toBe(2 * reader.sees.length);
    }
    const { rows } = await reader.client.query<object>(
      `SELECT tablename, most_common_vals::text, histogram_bounds::text, most_common_elems::text FROM pg_stats WHERE schemaname = 'aide'`,
    );
    expectNothingHidden(reader, rows);
  });

  it('is no other by playing a role', async () => {
    const reader = readerOf(name);
    const { rows } = await reader.client
      .query<{ count: string }>('SET ROLE aide_reader; SELECT count(*) FROM aide.document')
      .then((results) => (results as unknown as { rows: { count: string }[] }[])[1] ?? { rows: [] });
    expect(rows[0]?.count).toBe(String(reader.sees.length));
    await reader.client.query('RESET ROLE');
    expect(await refusal(reader.client, 'SET ROLE aide_librarian')).toBe(NO_PERMISSION);
    expect(await refusal(reader.client, 'SET SESSION AUTHORIZATION postgres')).toBe(NO_PERMISSION);
  });
});

/** What readers may call; each is called above, but those that a policy asks. */
const CALLABLE = [
  ...['belongs', 'changes_since', 'cited_passage', 'count_stems', 'decide', 'decides_for', 'list_documents'],
  ...['list_positions', 'longest_run'],
  ...['newest_revision', 'own_scopes', 'phrase_uses', 'phrases_by_prefix', 'phrases_like', 'search_candidates'],
  ...['show_passages', 'similar_candidates', 'visible_scopes'],
];

describe('functions', () => {
  it('are the reader’s only where they look at scopes', async () => {
    const { login } = readerOf('outsider');
    const names = await namesOf(
      `SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'aide'::regnamespace
       AND has_function_privilege('${login.name}', oid, 'EXECUTE')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') ORDER BY 1`,
    );
    expect(names).toEqual(CALLABLE);
  });

  it('give nothing of others when they are called directly', async () => {
    const reader = readerOf('a Norwegian');
    const ask = async (sql: string, values: readonly unknown[]): Promise<readonly object[]> =>
      (await reader.client.query<object>(sql, [...values])).rows;
    const hidden = [wordOf('Pakistan', 'restricted'), wordOf('Norway', 'restricted')];
    const ids = ALL.map((each) => idOf(...each));
    const shown = await ask('SELECT * FROM aide.show_passages($1, $2)', [ids, ids.map(() => 0)]);
    expect(shown.length).toBe(reader.sees.length);
    expectNothingHidden(reader, shown);
    expect(await ask('SELECT * FROM aide.count_stems($1)', [hidden])).toEqual([]);
    expect(
      await ask(`SELECT * FROM aide.search_candidates('{}', $1, '{}', '', NULL, 10)`, [hidden.slice(0, 1)]),
    ).toEqual([]);
    expect(await ask(`SELECT * FROM aide.similar_candidates($1, '{1,1}', 9, 0, NULL, 10)`, [hidden])).toEqual([]);
    const { rows } = await admin.query<{ id: number }>(`SELECT id FROM aide.scope`);
    expect((await ask('SELECT unnest(aide.visible_scopes()) AS id', [])).length).toBe(reader.sees.length);
    expect(rows.length).toBe(ALL.length);
  });

  it('look where they are told to, whatever a session puts in their way', async () => {
    const { client, sees } = readerOf('outsider');
    await client.query(`
      CREATE TEMPORARY TABLE document AS SELECT 1 AS number;
      CREATE TEMPORARY TABLE passage AS SELECT 1 AS document;
      SET search_path = pg_temp, aide, public`);
    try {
      const { rows } = await client.query(`SELECT passages FROM aide.phrase_uses('treaty', NULL, 10)`);
      expect(rows.length).toBe(sees.length);
    } finally {
      await client.query('RESET search_path');
    }
  });
});

describe.each(['aide_reader', 'aide_drafter'])('the role %s', (role) => {
  it('writes nothing, though it be of the mission', async () => {
    const login = await database.login(role);
    await addMember(login, 'Pakistan', 'restricted');
    const client = await database.connect(login);
    for (const table of await namesOf(TABLES)) {
      const [column] = await namesOf(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'aide.${table}'::regclass AND attnum > 0
           AND attidentity = '' AND attgenerated = '' LIMIT 1`,
      );
      for (const sql of [
        `INSERT INTO aide.${table} DEFAULT VALUES`,
        `UPDATE aide.${table} SET ${column} = ${column}`,
        `DELETE FROM aide.${table}`,
        `TRUNCATE aide.${table}`,
        `DO $$ BEGIN LOCK TABLE aide.${table} IN EXCLUSIVE MODE; END $$`,
        `ALTER TABLE aide.${table} DISABLE ROW LEVEL SECURITY`,
        `DROP TABLE aide.${table}`,
      ])
        expect(await refusal(client, sql), sql).toBe(NO_PERMISSION);
    }
    expect(await refusal(client, 'CREATE TABLE aide.own (number integer)')).toBe(NO_PERMISSION);
    expect(await refusal(client, `SELECT aide.settle()`)).toBe(NO_PERMISSION);
  });
});

describe('a librarian', () => {
  it('changes nothing of another mission', async () => {
    const client = await database.connect(librarians.get('Norway'));
    const before = await admin.query<object>('SELECT * FROM aide.document ORDER BY id');
    const ofPakistan = `scope IN (SELECT id FROM aide.scope WHERE mission = 'Pakistan')`;
    for (const table of ['document', 'passage', 'position', 'phrase', 'stem', 'removal']) {
      expect((await client.query(`DELETE FROM aide.${table} WHERE ${ofPakistan}`)).rowCount, table).toBe(0);
      expect((await client.query(`UPDATE aide.${table} SET scope = scope WHERE ${ofPakistan}`)).rowCount).toBe(0);
    }
    const { rows } = await admin.query<{ id: number }>(
      `SELECT id FROM aide.scope WHERE mission = 'Pakistan' AND handling = 'open'`,
    );
    const scope = rows[0]?.id;
    expect(await refusal(client, `INSERT INTO aide.removal VALUES ('x', ${scope}, 1)`)).toBe(NO_PERMISSION);
    expect(await refusal(client, `UPDATE aide.document SET scope = ${scope}`)).toBe(NO_PERMISSION);
    expect(await refusal(client, `INSERT INTO aide.scope (mission, handling) VALUES ('Sweden', 'open')`)).toBe(
      NO_PERMISSION,
    );
    expect(await refusal(client, `INSERT INTO aide.collection (mission, name) VALUES ('Pakistan', 'x')`)).toBe(
      NO_PERMISSION,
    );
    expect(await refusal(client, `INSERT INTO aide.member VALUES (session_user, 'Pakistan', 'open')`)).toBe(
      NO_PERMISSION,
    );
    expect((await admin.query<object>('SELECT * FROM aide.document ORDER BY id')).rows).toEqual(before.rows);
  });

  it('publishes nothing beyond his own level', async () => {
    const login = await database.login('aide_librarian');
    await addMember(login, 'Norway', 'internal');
    const client = await database.connect(login);
    const { rows } = await admin.query<{ id: number }>(
      `SELECT id FROM aide.scope WHERE mission = 'Norway' AND handling = 'restricted'`,
    );
    expect(await refusal(client, `INSERT INTO aide.removal VALUES ('y', ${rows[0]?.id}, 1)`)).toBe(NO_PERMISSION);
    const seen = await client.query<{ id: string }>(`SELECT id FROM aide.document WHERE id LIKE 'Norway/%' ORDER BY 1`);
    expect(seen.rows.map(({ id }) => id)).toEqual(['Norway/record/internal', 'Norway/record/open']);
  });

  it('takes out what left, of which only those hear who saw it', async () => {
    await publish('Norway', ['open', 'restricted']);
    const id = idOf('Norway', 'internal');
    expect((await readerOf('a Norwegian').store.changesSince(1)).removed).toContain(id);
    expect((await readerOf('a Pakistani').store.changesSince(1)).removed).not.toContain(id);
    expect(await readerOf('a Norwegian').store.lookup(id, 'para. 1')).toBeUndefined();
    await publish('Norway', HANDLINGS);
    expect((await readerOf('a Norwegian').store.changesSince(1)).removed).not.toContain(id);
  });
});

describe('every table', () => {
  it('is guarded row by row, and nobody’s who has no role', async () => {
    const open = await namesOf(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'aide'::regnamespace AND relkind IN ('r', 'p') AND NOT relrowsecurity`,
    );
    expect(open).toEqual([]);
    const stranger = await database.connect(await database.login());
    for (const table of await namesOf(TABLES))
      expect(await refusal(stranger, `SELECT FROM aide.${table}`)).toBe(NO_PERMISSION);
    expect(await refusal(stranger, 'SELECT aide.newest_revision()')).toBe(NO_PERMISSION);
  });
});

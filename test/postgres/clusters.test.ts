import type { Client } from 'pg';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusDocument, Handling } from '../../server/src/ingest/corpusDocument.js';
import { codeOf } from '../../server/src/postgres/errors.js';
import type { Publication } from '../../server/src/postgres/load.js';
import { publishTo } from '../../server/src/postgres/publishTo.js';
import { filterAt, filterValues, type PassageShown, toPassage } from '../../server/src/postgres/rows.js';
import { createForms, formsOf } from '../../server/src/store/forms.js';
import { comparePassages } from '../../server/src/store/order.js';
import type { DocumentFilter, PhraseUses, StoredPassage } from '../../server/src/store/precedentStore.js';
import { loadBundledDocuments } from '../support/bundled.js';
import { answerOf, questionsFrom } from '../support/compareStores.js';
import { type AnsweringStore, createNaiveStore } from '../support/naiveStore.js';
import { type TestCluster, type TestDatabase, type TestLogin, usePostgres } from '../support/postgres.js';
import { makeTables, publish } from '../support/published.js';
import { readScaleScript } from '../support/scaleScripts.js';
import { STORE_WORDS, storeDocument, termsOf } from '../support/storeFixtures.js';

/** The ministry's own server, and one for each archive. */
const home = usePostgres();
const archives = { un: usePostgres(), regional: usePostgres() };
type Archive = keyof typeof archives;
const NAMES = Object.keys(archives) as Archive[];
const PASSWORD = 'what the gate’s login has';
const TIME_LIMIT = 120_000;

/** Every third document is the mission's own and internal; the others are open, and lie in one archive or the other. */
const DOCUMENTS = loadBundledDocuments().map((document, at): CorpusDocument => {
  const handling: Handling = at % 3 === 0 ? 'internal' : 'open';
  return { ...document, metadata: { ...document.metadata, handling } };
});
const ownDocuments = DOCUMENTS.filter((_, at) => at % 3 === 0);
const documentsIn = (archive: Archive): readonly CorpusDocument[] =>
  DOCUMENTS.filter((_, at) => at % 3 === 1 + NAMES.indexOf(archive));

let gate: TestDatabase;
let owner: Client;
const stored = new Map<Archive, TestDatabase>();

function clusterOf(archive: Archive): TestCluster {
  return archives[archive].get();
}

function storedIn(archive: Archive): TestDatabase {
  const database = stored.get(archive);
  if (database === undefined) throw new Error(`${archive} is not made.`);
  return database;
}

function publicationOf(documents: readonly CorpusDocument[], collection = 'record'): Publication {
  const { tokenize, lexicon } = STORE_WORDS;
  const index = createCorpusIndex(documents, { tokenize, spelling: lexicon.spelling, revision: 1 });
  return { mission: 'Pakistan', collection, index, words: STORE_WORDS, idOf: (id) => id };
}

async function put(database: TestDatabase, documents: readonly CorpusDocument[], collection?: string): Promise<void> {
  const { index, ...options } = publicationOf(documents, collection);
  await publish(() => database.connect(), index, options);
}

async function makeArchive(archive: Archive): Promise<void> {
  const database = await archives[archive].createDatabase();
  stored.set(archive, database);
  const admin = await database.connect();
  await makeTables(admin);
  await put(database, documentsIn(archive));
  await admin.query(readScaleScript('archive.sql', { archive, login: 'gate', password: PASSWORD }));
}

/** A login that owns the gate's database, and is no superuser. */
async function makeGate(): Promise<TestLogin> {
  gate = await home.createDatabase();
  const admin = await gate.connect();
  const login = await gate.login();
  await admin.query(`
    ALTER ROLE ${login.name} CREATEROLE;
    ALTER DATABASE ${gate.name} OWNER TO ${login.name};
    CREATE EXTENSION postgres_fdw;
    GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO ${login.name}`);
  return login;
}

beforeAll(async () => {
  const login = await makeGate();
  owner = await gate.connect(login);
  await makeTables(owner);
  await put(gate, ownDocuments);
  await owner.query(readScaleScript('gate.sql'));
  // Plans can be seen by the superuser alone.
  await owner.query(`INSERT INTO aide.member VALUES ($1, 'Pakistan', 'internal')`, [home.get().superuser.name]);
  for (const archive of NAMES) {
    await makeArchive(archive);
    const { port } = clusterOf(archive);
    const place = { host: '127.0.0.1', port: String(port), database: storedIn(archive).name, sslmode: 'disable' };
    await owner.query(readScaleScript('join.sql', { archive, ...place, login: 'gate', password: PASSWORD }));
  }
}, TIME_LIMIT);

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A reader of the gate, who belongs to the mission up to a level. */
async function readerOf(mission?: string, handling: Handling = 'internal'): Promise<Client> {
  const login = await gate.login('aide_reader');
  if (mission !== undefined)
    await owner.query('INSERT INTO aide.member VALUES ($1, $2, $3)', [login.name, mission, handling]);
  return gate.connect(login);
}

interface Wanted {
  readonly run?: readonly string[];
  readonly stems?: readonly string[];
  readonly filter?: DocumentFilter | undefined;
  readonly limit: number;
}

/** What the gate says of a run, or of stems. */
async function usesOf(client: Client, { run, stems, filter, limit }: Wanted): Promise<PhraseUses> {
  type Row = { [Column in keyof PassageShown]: PassageShown[Column] | null } & { documents: string; passages: string };
  const { rows } = await client.query<Row>(`SELECT * FROM archives.uses($1, $2, ${filterAt(4)}, $3)`, [
    run?.join(' ') ?? null,
    stems ?? null,
    limit,
    ...filterValues(filter),
  ]);
  const shown = rows.filter((row): row is Row & PassageShown => row.id !== null);
  return { documents: Number(rows[0]?.documents), passages: Number(rows[0]?.passages), uses: shown.map(toPassage) };
}

/** Every passage that holds a form of each word, in order, as one store of all documents finds them. */
async function holdingAll(store: AnsweringStore, words: readonly string[], limit: number): Promise<PhraseUses> {
  const asker = { delegation: '', groups: [], forum: '' };
  const query = { asker, words, phrases: [], without: [], limit: 1000 };
  const { items } = await store.search(query);
  expect(items.length).toBeLessThan(1000);
  const placed = ({ document: id, metadata, number }: StoredPassage) => ({ document: { id, metadata }, number });
  const passages = items
    .map(({ document, number, metadata, citation, headings, text }): StoredPassage => {
      return { document, number, metadata, citation, headings, text };
    })
    .sort((a, b) => comparePassages(placed(a), placed(b)));
  const documents = new Set(passages.map(({ document }) => document)).size;
  return { documents, passages: passages.length, uses: passages.slice(0, limit) };
}

/** What was planned for a question to the gate, with what is sent to the archives. */
async function plansOf(question: Wanted): Promise<string> {
  const client = await gate.connect();
  const plans: string[] = [];
  client.on('notice', ({ message }) => plans.push(message ?? ''));
  await client.query(`
    LOAD 'auto_explain';
    SET auto_explain.log_level = 'notice';
    SET auto_explain.log_min_duration = 0;
    SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_verbose = on`);
  await usesOf(client, question);
  await client.end();
  return plans.join('\n');
}

/** How the archive goes about what the gate asks it first. */
async function planInArchive(archive: Archive, plans: string): Promise<string> {
  const sent = /Remote SQL: (.*)/.exec(plans)?.[1] ?? '';
  const client = await storedIn(archive).connect({ name: 'gate', password: PASSWORD });
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sent}`);
  await client.end();
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('archives on servers of their own', { timeout: TIME_LIMIT }, () => {
  it('answer with the gate’s own documents as one store that holds everything', async () => {
    const everything = createNaiveStore(DOCUMENTS, STORE_WORDS);
    const reader = await readerOf('Pakistan');
    // Upkeep, a partition at a time, changes nothing.
    await owner.query('REINDEX TABLE CONCURRENTLY aide.passage_2');
    let passages = 0;
    for (const question of questionsFrom(DOCUMENTS, STORE_WORDS, 12)) {
      if (question.ask !== 'phrase') continue;
      const { terms: run, query } = question;
      const expected = (await answerOf(everything, question)) as PhraseUses;
      expect(await usesOf(reader, { run, ...query }), run.join(' ')).toEqual(expected);
      passages += expected.passages;
    }
    expect(passages).toBeGreaterThan(100);
    for (const filter of [{ from: '2015', to: '2023' }, { language: 'en' }, { holders: [] }, { forum: 'nowhere' }]) {
      const query = { filter, limit: 50 };
      expect(await usesOf(reader, { run: ['states'], ...query })).toEqual(await everything.phrase(['states'], query));
    }
    expect(await usesOf(reader, { run: ['states'], limit: 0 })).toEqual(
      await everything.phrase(['states'], { limit: 0 }),
    );
    expect(await usesOf(reader, { run: ['quorumbellum'], limit: 5 })).toEqual({ documents: 0, passages: 0, uses: [] });
    expect(await usesOf(reader, { limit: 5 })).toEqual({ documents: 0, passages: 0, uses: [] });
  });

  it('find by stems what one store finds', async () => {
    const everything = createNaiveStore(DOCUMENTS, STORE_WORDS);
    const reader = await readerOf('Pakistan');
    const forms = createForms(STORE_WORDS.lexicon.spelling.stopWords);
    for (const text of [
      'international law',
      'capacity building',
      'states should cooperate',
      'treaties',
      'quorumbellum',
    ]) {
      const words = termsOf(text);
      const answer = await usesOf(reader, { stems: formsOf(words, forms), limit: 1000 });
      expect(answer, text).toEqual(await holdingAll(everything, words, 1000));
    }
  });

  it('are read by everybody, and the gate’s own documents by those who may', async () => {
    const open = createNaiveStore(NAMES.flatMap(documentsIn), STORE_WORDS);
    const outsider = await readerOf();
    for (const run of [['states'], ['international', 'law']])
      expect(await usesOf(outsider, { run, limit: 50 })).toEqual(await open.phrase(run, { limit: 50 }));
  });

  it('are asked at once, for what their indexes hold', async () => {
    const run = await plansOf({ run: ['international', 'law'], limit: 5 });
    for (const archive of NAMES) expect(run).toMatch(new RegExp(`Async Foreign Scan on archives.${archive}\\b`));
    // Releases of PostgreSQL write types here or leave them out.
    expect(run).toMatch(
      /Remote SQL: .* FROM archive\.passage WHERE \(\(pairs @> '\{\d+\}'.*strpos\(.*, ' international law '/,
    );
    expect(await planInArchive('un', run)).toMatch(/Bitmap Index Scan on passage_\d_pairs_idx/);
    const stems = await plansOf({ stems: ['treati'], filter: { from: '2000' }, limit: 5 });
    expect(stems).toMatch(/Remote SQL: .* WHERE \(\(stem_words @> '\{treati\}'.* AND .*ordering_date >= '2000'/);
    expect(await planInArchive('un', stems)).toMatch(/Bitmap Index Scan on passage_\d_words_idx\d/);
    // Texts are fetched of what is shown alone.
    const sent = Array.from(run.matchAll(/Remote SQL: (.*)/g), ([, sql = '']) => sql);
    const fetching = sent.filter((sql) => /^SELECT .*\btext\b.* FROM /.test(sql));
    expect(fetching.length).toBeGreaterThan(0);
    for (const sql of fetching) expect(sql).toMatch(/\bid = ANY \(.*\bnumber = ANY \(/);
  });

  it('give out nothing that is not open', async () => {
    const secret = storeDocument({ id: 'secret', handling: 'internal', text: 'The zanzibarword of the States.' });
    const database = await archives.un.createDatabase();
    const admin = await database.connect();
    await makeTables(admin);
    await put(database, [secret]);
    // A database that holds something else becomes no archive.
    const script = readScaleScript('archive.sql', { archive: 'other', login: 'other_gate', password: PASSWORD });
    await expect(admin.query(script)).rejects.toThrow('archive_is_open');
    await admin.query('ROLLBACK');

    // An archive takes nothing else in.
    const un = storedIn('un');
    vi.stubEnv('PGPASSWORD', clusterOf('un').superuser.password);
    await expect(publishTo(un.url(), publicationOf([secret], 'secrets'))).rejects.toThrow(
      `127.0.0.1/${un.name} is an archive, and takes only what is open.`,
    );

    // Were it there nevertheless, it would not be shown.
    const unAdmin = await un.connect();
    await unAdmin.query('ALTER TABLE aide.scope DROP CONSTRAINT archive_is_open');
    await put(un, [secret], 'secrets');
    const reader = await readerOf('Pakistan');
    const words = { run: ['zanzibarword'], limit: 5 };
    expect((await unAdmin.query(`SELECT FROM aide.passage WHERE terms LIKE '%zanzibarword%'`)).rowCount).toBe(1);
    expect(await usesOf(reader, words)).toEqual({ documents: 0, passages: 0, uses: [] });
    await put(un, [], 'secrets');
  });

  it('are read by nothing but what the gate asks', async () => {
    const reader = await readerOf('Pakistan', 'restricted');
    for (const sql of [
      'SELECT id FROM archives.passage',
      'SELECT id FROM archives.un',
      `SELECT * FROM archives.places('states', NULL, NULL)`,
      'SELECT umoptions FROM pg_user_mapping',
    ])
      await expect(reader.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    const { rows } = await reader.query<{ umoptions: unknown }>('SELECT umoptions FROM pg_user_mappings');
    expect(rows.map(({ umoptions }) => umoptions)).toEqual([null, null]);
    const asGate = await storedIn('un').connect({ name: 'gate', password: PASSWORD });
    for (const sql of ['SELECT id FROM aide.document', 'SELECT aide.visible_scopes()', 'TABLE aide.scope'])
      await expect(asGate.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    await expect(asGate.query('CREATE TEMPORARY TABLE kept ()')).rejects.toMatchObject({ code: '25006' });
    await asGate.end();
  });

  it('fail all answers while they are away or too slow, and none once they are let go', async () => {
    const reader = await readerOf('Pakistan');
    const run = ['states'];
    const regional = await storedIn('regional').connect();
    await regional.query(`ALTER ROLE gate SET statement_timeout = '200ms'`);
    await regional.query('BEGIN; LOCK TABLE aide.passage');
    await expect(usesOf(await readerOf(), { run, limit: 5 })).rejects.toMatchObject({
      code: '57014',
      message: 'canceling statement due to statement timeout',
    });
    await regional.query('ROLLBACK');
    await clusterOf('un').stop();
    const error: unknown = await usesOf(reader, { run, limit: 5 }).catch((reason: unknown) => reason);
    expect(codeOf(error)).toBe('08001');
    expect((error as Error).message).toBe('could not connect to server "un"');
    await owner.query('ALTER TABLE archives.passage DETACH PARTITION archives.un');
    const rest = createNaiveStore([...ownDocuments, ...documentsIn('regional')], STORE_WORDS);
    expect(await usesOf(reader, { run, limit: 50 })).toEqual(await rest.phrase(run, { limit: 50 }));
    await owner.query(`ALTER TABLE archives.passage ATTACH PARTITION archives.un FOR VALUES IN ('un')`);
    await expect(usesOf(reader, { run, limit: 5 })).rejects.toMatchObject({ code: '08001' });
  });
});

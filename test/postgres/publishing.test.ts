import type { Client } from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusIndex } from '../../server/src/index/corpusIndex.js';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import type { Publication, Published } from '../../server/src/postgres/load.js';
import { loadBundledDocuments } from '../support/bundled.js';
import { makeDocument, type TestDocument } from '../support/corpus.js';
import { type TestDatabase, usePostgres } from '../support/postgres.js';
import { countedStems, makeTables, publish, publishedWords, tablesOf } from '../support/published.js';

const postgres = usePostgres();
const words = publishedWords();
const { spelling } = words.lexicon;

const indexOf = (documents: readonly (CorpusDocument | TestDocument)[]): CorpusIndex =>
  createCorpusIndex(
    documents.map((each) => ('passages' in each ? each : makeDocument(each))),
    { tokenize: words.tokenize, spelling, revision: 1 },
  );

const TREATY = 'Pakistan supports a legally binding treaty on outer space.';
const COMMON = 'The mountains of our country have been kind to all of us in difficult times.';
/** What of it is a phrase. */
const PHRASE = COMMON.slice('The '.length, -1);
const DOCUMENTS: readonly TestDocument[] = [
  { id: 'open', handling: 'open', date: '2020', text: `${COMMON}\n\n${TREATY}` },
  { id: 'plain', date: '2021', text: `${COMMON}\n\nRivers carry boats.` },
  { id: 'secret', handling: 'restricted', date: '2022', text: `${COMMON.toUpperCase()}\n\nFarmers grow wheat.` },
];

/** On a busy machine. Milliseconds. */
const TIME_LIMIT = 120_000;

describe('publishing', { timeout: TIME_LIMIT }, () => {
  let database: TestDatabase;
  let client: Client;

  beforeEach(async () => {
    database = await postgres.createDatabase();
    client = await database.connect();
    await makeTables(client);
  });

  const put = (
    documents: readonly (CorpusDocument | TestDocument)[],
    options: Partial<Publication> = {},
  ): Promise<Published> => publish(() => database.connect(), indexOf(documents), { words, ...options });

  it('puts documents, passages, positions, stems and phrases in, each in its scope', async () => {
    expect(await put(DOCUMENTS)).toEqual({
      added: ['secret', 'plain', 'open'],
      changed: [],
      removed: [],
      unchanged: 0,
      phrases: 3,
      revision: 2,
    });
    const tables = await tablesOf(client);
    expect(tables['document']?.map((row) => JSON.parse(row) as unknown)).toMatchObject([
      { id: 'Pakistan/record/open', handling: 'open', ordering_date: '2020', passages: 2, revision: '1' },
      { id: 'Pakistan/record/plain', handling: 'internal', ordering_date: '2021', passages: 2, revision: '1' },
      { id: 'Pakistan/record/secret', handling: 'restricted', ordering_date: '2022', passages: 2, revision: '1' },
    ]);
    expect(tables['position']?.map((row) => JSON.parse(row) as unknown)).toEqual([
      {
        id: 'Pakistan/record/open',
        passage: 1,
        sentence_start: 0,
        sentence_end: TREATY.length,
        topic: 'legally-binding-instrument',
        mission: 'Pakistan',
        handling: 'open',
      },
    ]);
    expect(tables['phrase']?.map((row) => JSON.parse(row) as unknown)).toMatchObject([
      { text: PHRASE.toUpperCase(), documents: 1, handling: 'restricted', ordering_date: '2022' },
      { text: PHRASE, documents: 1, handling: 'open', ordering_date: '2020' },
      { text: PHRASE, documents: 1, handling: 'internal', ordering_date: '2021' },
    ]);
    expect(tables['stem']).toEqual(await countedStems(client));
    expect(tables['collection']).toEqual(['{"mission":"Pakistan","name":"record","complete_at":"2"}']);
  });

  it('changes no row and no revision when it is done again', async () => {
    await put(DOCUMENTS);
    const before = await tablesOf(client);
    expect(await put(DOCUMENTS)).toMatchObject({ added: [], changed: [], removed: [], unchanged: 3, revision: 2 });
    expect(await tablesOf(client)).toEqual(before);
  });

  it('is the same in the end by whatever way it came about', async () => {
    const [open, plain, secret] = DOCUMENTS as [TestDocument, TestDocument, TestDocument];
    await put([open, { ...secret, handling: 'open' }]);
    await put([{ ...open, text: 'Something else entirely. Pakistan opposes a treaty.' }, plain]);
    await put(DOCUMENTS);
    const { revision: _, collection: __, ...tables } = await tablesOf(client);
    expect(tables['stem']).toEqual(await countedStems(client));
    const other = await postgres.createDatabase();
    const fresh = await other.connect();
    await makeTables(fresh);
    await publish(() => other.connect(), indexOf(DOCUMENTS), { words });
    const { revision: ___, collection: ____, ...wanted } = await tablesOf(fresh);
    const plainly = (all: typeof tables): typeof tables =>
      Object.fromEntries(
        Object.entries(all).map(([name, rows]) => [name, rows.map((row) => row.replace(/,"revision":"\d+"/, ''))]),
      );
    expect(plainly(tables)).toEqual({ ...plainly(wanted), removal: plainly(tables)['removal'] });
    expect(plainly(tables)['removal']).toEqual([
      // Whoever reads what is open has seen it, and must take it out: only some may see it now.
      '{"id":"Pakistan/record/secret","mission":"Pakistan","handling":"open"}',
    ]);
  });

  it('takes out what left its folder, remembers that, and forgets it when it comes back', async () => {
    await put(DOCUMENTS);
    expect(await put(DOCUMENTS.slice(0, 2))).toMatchObject({ removed: ['Pakistan/record/secret'], revision: 4 });
    expect(await tablesOf(client)).toMatchObject({
      document: [expect.stringContaining('open'), expect.stringContaining('plain')],
      removal: ['{"id":"Pakistan/record/secret","revision":"3","mission":"Pakistan","handling":"restricted"}'],
      stem: await countedStems(client),
    });
    expect(await put(DOCUMENTS)).toMatchObject({ added: ['secret'], revision: 6 });
    expect(await tablesOf(client)).toMatchObject({ removal: [], stem: await countedStems(client) });
  });

  it('leaves what could not be read this time', async () => {
    await put(DOCUMENTS);
    expect(await put(DOCUMENTS.slice(0, 2), { unread: new Set(['secret']) })).toMatchObject({ removed: [] });
  });

  it('puts a changed document in, and nothing else', async () => {
    await put(DOCUMENTS);
    const before = await tablesOf(client);
    const [first, ...others] = DOCUMENTS as [TestDocument, ...TestDocument[]];
    const changed = { ...first, text: `${first.text}\n\nMusic moves people.` };
    expect(await put([changed, ...others])).toMatchObject({ added: [], changed: ['open'], unchanged: 2, revision: 3 });
    const after = await tablesOf(client);
    expect(after['document']?.filter((row) => !before['document']?.includes(row))).toHaveLength(1);
    expect(after['passage']?.filter((row) => !before['passage']?.includes(row))).toHaveLength(1);
    expect(after['stem']).toEqual(await countedStems(client));
    expect(after['collection']).toEqual(['{"mission":"Pakistan","name":"record","complete_at":"3"}']);
  });

  it('tells all who saw a document that it is gone when fewer may see it', async () => {
    const [open, ...others] = DOCUMENTS as [TestDocument, ...TestDocument[]];
    await put(DOCUMENTS);
    await put([{ ...open, handling: 'internal' }, ...others]);
    const removal = async (): Promise<unknown> => (await tablesOf(client))['removal'];
    const row = (revision: number): string =>
      `{"id":"Pakistan/record/open","revision":"${revision}","mission":"Pakistan","handling":"open"}`;
    expect(await removal()).toEqual([row(3)]);
    await put([{ ...open, handling: 'restricted' }, ...others]);
    expect(await removal()).toEqual([row(5)]);
    await put([{ ...open, handling: 'internal' }, ...others]);
    expect(await removal()).toEqual([row(5)]);
    await put(others);
    expect(await removal()).toEqual([row(9)]);
    await put(DOCUMENTS);
    expect(await removal()).toEqual([]);
  });

  it('leaves the collections of others alone', async () => {
    await put(DOCUMENTS, { mission: 'Kenya' });
    await put(DOCUMENTS, { collection: 'papers' });
    const before = await tablesOf(client);
    await put(DOCUMENTS);
    await put([{ id: 'only', text: 'Nothing else.' }]);
    const after = await tablesOf(client);
    const others = (tables: typeof before, name: string): readonly string[] =>
      (tables[name] ?? []).filter((row) => /Kenya|papers/.test(row));
    for (const name of ['document', 'passage', 'position', 'phrase', 'collection'])
      expect(others(after, name), name).toEqual(others(before, name));
    expect(after['stem']).toEqual(await countedStems(client));
  });

  it('refuses an id that another collection has, and names both', async () => {
    const plain = { idOf: (id: string) => id };
    await put(DOCUMENTS.slice(0, 1), plain);
    const twice = put(DOCUMENTS.slice(0, 1), { ...plain, collection: 'papers' });
    await expect(twice).rejects.toThrow(/^open is already in .*Pakistan\/record.*Pakistan\/papers/);
  });

  it('tells the second of two publishers to wait', async () => {
    const documents = Array.from({ length: 80 }, (_, n) => ({
      id: `paper-${n}`,
      date: `${1700 + n}`,
      text: `Paper ${n} speaks of the number ${n * 7919}, and of ${n * 104_729} as well.`,
    }));
    const holder = await database.connect();
    await holder.query('SELECT pg_advisory_lock(4241990317)');
    await expect(put(documents)).rejects.toThrow(/^Somebody else is publishing/);
    await holder.end();
    expect(await put(documents)).toMatchObject({ added: { length: 80 } });
  });

  it('is allowed to librarians, for their missions and up to their level', async () => {
    const librarian = await database.login('aide_librarian');
    await client.query(`INSERT INTO aide.member VALUES ($1, 'Pakistan', 'restricted'), ($1, 'Kenya', 'internal')`, [
      librarian.name,
    ]);
    const putAs = (documents: readonly TestDocument[], mission: string): Promise<Published> =>
      publish(() => database.connect(librarian), indexOf(documents), { words, mission });
    await put(DOCUMENTS, { mission: 'Nepal' });
    const before = await tablesOf(client);
    const changed = DOCUMENTS.map((each) => ({ ...each, handling: each.handling ?? ('open' as const) }));
    for (const documents of [DOCUMENTS.slice(1), changed, DOCUMENTS, DOCUMENTS.slice(0, 2), DOCUMENTS])
      await putAs(documents, 'Pakistan');
    const other = await postgres.createDatabase();
    const fresh = await other.connect();
    await makeTables(fresh);
    for (const mission of ['Nepal', 'Pakistan'])
      await publish(() => other.connect(), indexOf(DOCUMENTS), { words, mission });
    const [after, wanted] = [await tablesOf(client), await tablesOf(fresh)];
    for (const table of ['scope', 'passage', 'position', 'phrase', 'stem'])
      expect(after[table], table).toEqual(wanted[table]);
    await expect(putAs(DOCUMENTS, 'Nepal')).rejects.toMatchObject({ code: '42501' });
    await expect(putAs(DOCUMENTS, 'Kenya')).rejects.toMatchObject({ code: '42501' });
    expect(await putAs(DOCUMENTS.slice(0, 2), 'Kenya')).toMatchObject({ added: { length: 2 } });
    const ofNepal = (rows: readonly string[] = []): readonly string[] => rows.filter((row) => row.includes('Nepal'));
    for (const [table, rows] of Object.entries(await tablesOf(client)))
      expect(ofNepal(rows), table).toEqual(ofNepal(before[table]));
  });

  it('stores what no database stores, and leaves offsets as they are', async () => {
    const odd = 'Half \ud83d a letter, \0 nothing\tat all\\N. Pakistan supports a treaty.';
    await put([{ id: 'odd', text: odd, title: 'A \0 title' }]);
    const { rows } = await client.query<{ text: string; title: string; at: number }>(
      `SELECT text, metadata ->> 'title' AS title, sentence_start AS at
       FROM aide.passage JOIN aide.document ON document.number = passage.document
       JOIN aide.position ON position.document = passage.document`,
    );
    const text = 'Half \ufffd a letter, \ufffd nothing at all\\N. Pakistan supports a treaty.';
    expect(rows).toEqual([{ text, title: 'A \ufffd title', at: text.indexOf('Pakistan') }]);
  });

  it('takes the longest paragraphs and words', async () => {
    const long = Array.from({ length: 200_000 }, (_, n) => `w${n}`).join(' ');
    await put([
      { id: 'paragraph', text: long },
      { id: 'word', text: `A ${'long'.repeat(3000)} word, ${'too long'.repeat(3000)}` },
    ]);
    const { rows } = await client.query(
      'SELECT id, text FROM aide.passage JOIN aide.document ON document.number = document',
    );
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ id: 'Pakistan/record/paragraph', text: long });
  });

  it('tells whoever still sees a document that it changed, and nobody that it is gone besides', async () => {
    await put([{ id: 'paper', date: '2021', text: TREATY }]);
    const { revision } = await put([{ id: 'paper', handling: 'restricted', date: '2021', text: TREATY }]);
    await client.query("INSERT INTO aide.member VALUES (session_user, 'Pakistan', 'restricted')");
    const told = await client.query<object>('SELECT * FROM aide.changes_since($1)', [revision - 2]);
    expect(told.rows).toEqual([expect.objectContaining({ changed: ['Pakistan/record/paper'], removed: [] })]);
    await client.query("UPDATE aide.member SET handling = 'internal'");
    const gone = await client.query<object>('SELECT * FROM aide.changes_since($1)', [revision - 2]);
    expect(gone.rows).toEqual([expect.objectContaining({ changed: [], removed: ['Pakistan/record/paper'] })]);
  });

  it('puts the bundled documents in', async () => {
    const bundled = loadBundledDocuments();
    expect(await put(bundled)).toMatchObject({ added: { length: bundled.length } });
    const phrases = [...indexOf(bundled).phrases].filter(({ documents }) => documents > 0);
    const { rows } = await client.query('SELECT terms, text, documents FROM aide.phrase ORDER BY terms');
    expect(rows).toEqual(
      phrases
        .map(({ terms, text, documents }) => ({ terms: terms.join(' '), text, documents }))
        .sort((a, b) => (a.terms < b.terms ? -1 : 1)),
    );
    const before = await tablesOf(client);
    expect(before['stem']).toEqual(await countedStems(client));
    expect(before['position']?.length).toBeGreaterThan(100);
    expect(await put(bundled)).toMatchObject({ added: [], changed: [], unchanged: bundled.length });
    expect(await tablesOf(client)).toEqual(before);
  });
});

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../support/commandLine.js';
import { corpusFile } from '../support/files.js';
import type { CommandResult } from '../support/launch.js';
import { makeDesk } from '../support/mainJob.js';
import { type TestDatabase, usePostgres } from '../support/postgres.js';
import { makeTables, tablesOf } from '../support/published.js';

const postgres = usePostgres();
const desk = createDesk();
const TIME_LIMIT = 120_000;

describe('aide-memoire publish', { timeout: TIME_LIMIT }, () => {
  let database: TestDatabase;
  let client: Client;

  beforeEach(async () => {
    database = await postgres.createDatabase();
    client = await database.connect();
    await makeTables(client);
    for (const folder of ['papers', 'record']) rmSync(join(desk.folder, folder), { recursive: true, force: true });
    await makeDesk(desk.folder);
  }, TIME_LIMIT);
  afterAll(desk.clear);

  const publish = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> =>
    desk.run(['publish', ...args], { env: { PGPASSWORD: postgres.get().superuser.password, ...env } });

  it('puts PDF, Word and HTML on the server, and says what it did', async () => {
    expect(await publish(['papers', '--to', database.url()])).toEqual({
      code: 0,
      err: '',
      out: 'new: a\nnew: b\nnew: c\nPakistan/papers: 3 new, 0 changed, 0 taken out, 0 as before, 0 skipped; 1 phrase.\n',
    });
    const { passage, document } = await tablesOf(client);
    for (const words of ['a treaty on outer space', 'the Chair on lunar fisheries', 'The Group welcomes the report'])
      expect(passage?.filter((row) => row.includes(words))).toHaveLength(1);
    expect(document?.map((row) => (JSON.parse(row) as { id: string }).id).sort()).toEqual(
      ['a', 'b', 'c'].map((id) => `Pakistan/papers/${id}`),
    );
    rmSync(join(desk.folder, 'papers', 'a.pdf'));
    desk.put({ 'papers/d.md': corpusFile('Pakistan', '2021', 'A new one.'), 'papers/old.xls': 'numbers' });
    const again = await publish(['papers/', '--to', database.url(), '--json']);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('old.xls: skipped: it is in a format') });
    expect(JSON.parse(again.out)).toMatchObject({
      mission: 'Pakistan',
      collection: 'papers',
      added: ['d'],
      changed: [],
      removed: ['Pakistan/papers/a'],
      unchanged: 2,
      skipped: [{ message: expect.stringContaining('old.xls') }],
      duplicates: [],
    });
  });

  it('sets an empty database up', async () => {
    const empty = await postgres.createDatabase();
    expect(await publish(['papers', '--to', empty.url()])).toMatchObject({ code: 0, err: '' });
    expect((await tablesOf(await empty.connect()))['document']).toHaveLength(3);
  });

  it('tells a login that may not publish whom to ask', async () => {
    const login = await database.login('aide_librarian');
    const { code, err } = await publish(['papers', '--to', database.url(login.name)], { PGPASSWORD: login.password });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^This login may not publish as that mission/),
    });
    expect((await tablesOf(client))['document']).toEqual([]);
  });

  it('goes by the names that are given, and by the product’s own words', async () => {
    desk.put({ '.aide-memoire/lexicon/spelling.yaml': 'variants:\n  fisheries: fishing\n' });
    const names = ['--mission', 'Kenya', '--collection', 'law of the sea'];
    expect(await publish(['record', '--to', database.url(), ...names])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Kenya/law of the sea: 1 new'),
    });
    expect((await tablesOf(client))['collection']).toEqual([
      expect.stringMatching(/"mission":"Kenya","name":"law of the sea"/),
    ]);
    rmSync(join(desk.folder, '.aide-memoire'), { recursive: true });
  });

  it('keeps what was published of a file that cannot be read any more', async () => {
    await publish(['papers', '--to', database.url()]);
    writeFileSync(join(desk.folder, 'papers', 'a.pdf'), 'no PDF at all');
    expect(await publish(['papers', '--to', database.url()])).toMatchObject({
      code: 1,
      out: 'Pakistan/papers: 0 new, 0 changed, 0 taken out, 2 as before, 1 skipped; 1 phrase.\n',
    });
    expect((await tablesOf(client))['document']).toHaveLength(3);
  });

  it.each([
    ['of a folder that is not there', ['nowhere'], /no document in nowhere/],
    ['of a folder without documents', ['empty'], /no document in empty/],
    ['with a broken corpus.yaml', ['stated'], /corpus\.yaml: what it says of documents is not understood/],
    ['of a document with a broken head', ['headed'], /b\.md: what it says of documents is not understood/],
    ['under a name with a slash', ['papers', '--collection', 'a/b'], /--collection: give a name without a slash/],
    ['under no name', ['papers', '--mission', ''], /--mission: give a name/],
  ])('publishes nothing %s', async (_, args, message) => {
    mkdirSync(join(desk.folder, 'empty'), { recursive: true });
    desk.put({
      'stated/a.md': 'Words.',
      'stated/corpus.yaml': 'a.md:\n  handling: secret\n',
      'headed/b.md': '---\nhandling: "restricted\n---\n\nWords.',
    });
    const { code, err } = await publish([...args, '--to', database.url()]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) });
    expect((await tablesOf(client))['document']).toEqual([]);
  });

  it.each([
    ['a password in the address', (url: string) => url.replace('@', ':secret@'), /PGPASSFILE/],
    ['an address of something else', () => 'https://example.org', /postgres:\/\//],
    ['a server that is not there', (url: string) => url.replace(/:\d+\//, ':1/'), /./],
  ])('refuses %s', async (_, change, message) => {
    const { code, out, err } = await publish(['papers', '--to', change(database.url())]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('secret');
  });
});

import type { Client } from 'pg';
import { type Cell, copyRows } from '../../../server/src/postgres/copyRows.js';
import type { PreparedDocument } from '../../../server/src/postgres/prepare.js';
import type { PhraseRow } from '../../../server/src/postgres/preparePhrases.js';

/** How long plain COPY took. Milliseconds. */
export interface PlainTimes {
  readonly copy: number;
  readonly index: number;
}

/**
 * Puts the very same rows by COPY into equal tables that have no keys and no indexes, each table at once, and then makes the
 * keys and indexes: about the least that a server needs for them.
 * The database is one that `migrate` has set up and in which nothing is yet.
 */
export async function copyPlainly(
  client: Client,
  documents: readonly PreparedDocument[],
  phrases: readonly PhraseRow[],
): Promise<PlainTimes> {
  const later = await takeIndexesOff(client);
  const scopes = new Map([...new Set(documents.map(({ handling }) => handling))].map((each, n) => [each, n + 1]));
  const scopeOf = (handling: PreparedDocument['handling']): number => scopes.get(handling) ?? 0;
  await client.query(`INSERT INTO aide.collection (mission, name) VALUES ('Pakistan', 'record')`);
  for (const handling of scopes.keys())
    await client.query(`INSERT INTO aide.scope (mission, handling) VALUES ('Pakistan', $1)`, [handling]);
  const began = performance.now();
  await copyRows(
    client,
    'aide.document (number, id, collection, scope, digest, metadata, passages, body, revision)',
    documents.map(({ id, handling, digest, metadata, passages, body }, n) => [
      n + 1,
      id,
      1,
      scopeOf(handling),
      digest,
      JSON.stringify(metadata),
      passages.length,
      body,
      1,
    ]),
  );
  await copyRows(
    client,
    'aide.passage (document, number, scope, citation, headings, text, terms, stems)',
    (function* passages(): Generator<Cell[]> {
      for (const [n, document] of documents.entries()) {
        const scope = scopeOf(document.handling);
        for (const { number, citation, headings, text, terms, stems } of document.passages)
          yield [n + 1, number, scope, citation, JSON.stringify(headings), text, terms, stems];
      }
    })(),
  );
  await copyRows(
    client,
    'aide.position (document, passage, sentence_start, sentence_end, topic, scope)',
    (function* positions(): Generator<Cell[]> {
      for (const [n, document] of documents.entries()) {
        const scope = scopeOf(document.handling);
        for (const { passage, sentence, topic } of document.positions)
          yield [n + 1, passage, sentence.start, sentence.end, topic, scope];
      }
    })(),
  );
  await copyRows(client, 'aide.stem (stem, scope, passages)', stemRows(documents, scopeOf));
  await copyRows(
    client,
    'aide.phrase (terms, collection, scope, text, ordering_date, documents)',
    phrases.map(({ terms, handling, text, date, documents }) => [terms, 1, scopeOf(handling), text, date, documents]),
  );
  const copied = performance.now();
  for (const statement of later) await client.query(statement);
  await client.query('ANALYZE aide.document, aide.passage, aide.stem, aide.phrase, aide.position');
  return { copy: copied - began, index: performance.now() - copied };
}

/** Takes keys and indexes off all tables that are filled, and answers what makes them again. */
async function takeIndexesOff(client: Client): Promise<readonly string[]> {
  const filled = `ARRAY['document', 'passage', 'position', 'stem', 'phrase']`;
  const { rows } = await client.query<{ drop: string; make: string; kind: string }>(
    `SELECT format('ALTER TABLE aide.%I DROP CONSTRAINT %I', relname, conname) AS drop,
       format('ALTER TABLE aide.%I ADD CONSTRAINT %I %s', relname, conname, pg_get_constraintdef(con.oid)) AS make,
       contype::text AS kind
     FROM pg_constraint con JOIN pg_class ON pg_class.oid = conrelid
     WHERE connamespace = 'aide'::regnamespace AND contype IN ('p', 'u', 'f') AND conparentid = 0
       AND relname = ANY (${filled})
     UNION ALL
     SELECT format('DROP INDEX aide.%I', index.relname), pg_get_indexdef(index.oid), 'i'
     FROM pg_index JOIN pg_class index ON index.oid = indexrelid JOIN pg_class own ON own.oid = indrelid
     WHERE own.relname = ANY (${filled}) AND own.relnamespace = 'aide'::regnamespace AND NOT index.relispartition
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))`,
  );
  const order = (kinds: string): typeof rows => [...kinds].flatMap((kind) => rows.filter((row) => row.kind === kind));
  for (const { drop } of order('fipu')) await client.query(drop);
  // An index "ON ONLY" a partitioned table would be of no partition.
  return order('puif').map(({ make }) => make.replace(' ON ONLY ', ' ON '));
}

function* stemRows(
  documents: readonly PreparedDocument[],
  scopeOf: (handling: PreparedDocument['handling']) => number,
): Generator<Cell[]> {
  const counts = new Map<string, number>();
  for (const { stems, handling } of documents) {
    for (const [stem, passages] of stems) {
      const key = `${scopeOf(handling)} ${stem}`;
      counts.set(key, (counts.get(key) ?? 0) + passages);
    }
  }
  for (const [key, passages] of counts) {
    const space = key.indexOf(' ');
    yield [key.slice(space + 1), Number(key.slice(0, space)), passages];
  }
}

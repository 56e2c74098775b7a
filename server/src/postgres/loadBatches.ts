import type { ClientBase } from 'pg';
import type { Collection } from './collection.js';
import { type Cell, copyRows } from './copyRows.js';
import type { PreparedDocument } from './prepare.js';
import type { PhraseRow } from './preparePhrases.js';
import { COMPLETE, DROP_PHRASES, PUT_IN, PUT_PHRASES, TAKE_OUT } from './staging.js';

/** Puts documents into a collection, in place of what was in of them. All or nothing. */
export async function putIn(
  client: ClientBase,
  collection: Collection,
  documents: readonly PreparedDocument[],
): Promise<void> {
  const scopeOf = ({ handling }: Pick<PreparedDocument, 'handling'>): number => scopeIn(collection, handling);
  const each = <T>(
    rowsOf: (document: PreparedDocument) => readonly T[],
    cells: (row: T) => readonly Cell[],
  ): Cell[][] => documents.flatMap((document, place) => rowsOf(document).map((row) => [place, ...cells(row)]));
  await inTransaction(client, async () => {
    await copyRows(
      client,
      'pg_temp.new_document (place, id, collection, scope, digest, metadata, passages, body)',
      documents.map((document, place) => [
        place,
        document.id,
        collection.id,
        scopeOf(document),
        document.digest,
        JSON.stringify(document.metadata),
        document.passages.length,
        document.body,
      ]),
    );
    await copyRows(
      client,
      'pg_temp.new_passage (place, number, citation, headings, text, terms, stems)',
      each(
        ({ passages }) => passages,
        ({ number, citation, headings, text, terms, stems }) => [
          number,
          citation,
          JSON.stringify(headings),
          text,
          terms,
          stems,
        ],
      ),
    );
    await copyRows(
      client,
      'pg_temp.new_position (place, passage, sentence_start, sentence_end, topic)',
      each(
        ({ positions }) => positions,
        ({ passage, sentence: { start, end }, topic }) => [passage, start, end, topic],
      ),
    );
    await copyRows(client, 'pg_temp.new_stem (stem, scope, passages)', stemsOf(documents, scopeOf));
    await client.query(PUT_IN);
  });
}

/** Takes documents out by their ids. All or nothing. */
export async function takeOut(client: ClientBase, ids: readonly string[]): Promise<void> {
  await inTransaction(client, async () => {
    await copyRows(
      client,
      'pg_temp.gone (id)',
      ids.map((id) => [id]),
    );
    await client.query(TAKE_OUT);
  });
}

/** Puts phrases into a collection in place of those that are in, and has it count as complete. */
export async function putPhrases(
  client: ClientBase,
  collection: Collection,
  phrases: Iterable<PhraseRow>,
): Promise<{ readonly count: number; readonly isChanged: boolean }> {
  let count = 0;
  function* cells(): Generator<Cell[]> {
    for (const { terms, handling, text, date, documents } of phrases) {
      count++;
      yield [terms, scopeIn(collection, handling), text, date, documents];
    }
  }
  return inTransaction(client, async () => {
    await copyRows(client, 'pg_temp.new_phrase (terms, scope, text, ordering_date, documents)', cells());
    const own = [collection.id];
    const dropped = await client.query(DROP_PHRASES, own);
    const put = await client.query(PUT_PHRASES, own);
    const isChanged = (dropped.rowCount ?? 0) + (put.rowCount ?? 0) > 0;
    if (isChanged) await client.query('UPDATE aide.revision SET number = number + 1');
    await client.query(isChanged ? COMPLETE : `${COMPLETE} AND complete_at IS NULL`, own);
    return { count, isChanged };
  });
}

/** Has the server make ready for questions what was put in. */
export async function settle(client: ClientBase): Promise<void> {
  await client.query('SELECT aide.settle()');
}

async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // Where the connection is gone the server undoes it by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function scopeIn({ scopes }: Collection, handling: PreparedDocument['handling']): number {
  const scope = scopes.get(handling);
  if (scope === undefined) throw new Error(`There is no scope for ${handling} documents.`);
  return scope;
}

/** How many passages of the documents hold each stem, by scope. */
function* stemsOf(
  documents: readonly PreparedDocument[],
  scopeOf: (document: PreparedDocument) => number,
): Generator<Cell[]> {
  const byScope = new Map<number, Map<string, number>>();
  for (const document of documents) {
    const scope = scopeOf(document);
    const counts = byScope.get(scope) ?? new Map<string, number>();
    byScope.set(scope, counts);
    for (const [stem, passages] of document.stems) counts.set(stem, (counts.get(stem) ?? 0) + passages);
  }
  for (const [scope, counts] of byScope) for (const [stem, passages] of counts) yield [stem, scope, passages];
}

import type { Client } from 'pg';
import type { CorpusIndex } from '../../server/src/index/corpusIndex.js';
import { type Published, publishCollection, type Publication } from '../../server/src/postgres/load.js';
import { migrate } from '../../server/src/postgres/migrate.js';
import { loadBundledLexicon } from './bundled.js';
import { createTokenizer } from '../../server/src/text/tokens.js';

/** The product's own words. */
export function publishedWords(): Publication['words'] {
  const lexicon = loadBundledLexicon();
  return { lexicon, tokenize: createTokenizer(lexicon.spelling) };
}

/** Makes the tables. */
export async function makeTables(client: Client): Promise<void> {
  await migrate(client, 'the test');
}

/** Publishes an index as a collection in a session of its own. */
export async function publish(
  connect: () => Promise<Client>,
  index: CorpusIndex,
  options: Partial<Publication> & Pick<Publication, 'words'>,
): Promise<Published> {
  const client = await connect();
  try {
    return await publishCollection(client, { mission: 'Pakistan', collection: 'record', index, ...options });
  } finally {
    await client.end();
  }
}

/** What every table holds, in order, each row as text. Numbers that the server gives out are written as what they mean. */
export async function tablesOf(client: Client): Promise<Readonly<Record<string, readonly string[]>>> {
  const read = async (sql: string): Promise<string[]> => {
    const { rows } = await client.query<object>(sql);
    return rows.map((row) => JSON.stringify(row)).sort();
  };
  const named = (columns: string, table: string): string =>
    `SELECT ${columns}, scope.mission, scope.handling FROM aide.${table} AS own JOIN aide.scope ON scope.id = own.scope`;
  const inDocument = 'JOIN aide.document AS holder ON holder.number = own.document';
  return {
    scope: await read('SELECT mission, handling FROM aide.scope'),
    revision: await read('SELECT * FROM aide.revision'),
    collection: await read('SELECT mission, name, complete_at FROM aide.collection'),
    document: await read(
      `${named(`own.id, collection.name, digest, metadata, holder, tier, forum, language, ordering_date, passages, body, revision`, 'document')} JOIN aide.collection ON collection.id = own.collection`,
    ),
    removal: await read(named('own.id, own.revision', 'removal')),
    passage: await read(
      `${named('holder.id, own.number, citation, headings, text, terms, stems', 'passage')} ${inDocument}`,
    ),
    stem: await read(named('stem, passages', 'stem')),
    phrase: await read(
      `${named('terms, collection.name, text, ordering_date, documents', 'phrase')} JOIN aide.collection ON collection.id = own.collection`,
    ),
    position: await read(
      `${named('holder.id, passage, sentence_start, sentence_end, topic', 'position')} ${inDocument}`,
    ),
  };
}

/** How many passages hold each stem, counted from the passages themselves: what aide.stem must say. */
export async function countedStems(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<object>(
    `SELECT word.stem, count(*)::integer AS passages, scope.mission, scope.handling
     FROM aide.passage JOIN aide.scope ON scope.id = passage.scope
     CROSS JOIN LATERAL (SELECT unnest(string_to_array(stems, ' ')) AS stem UNION SELECT '') AS word
     GROUP BY word.stem, scope.mission, scope.handling`,
  );
  return rows.map((row) => JSON.stringify(row)).sort();
}

import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import { publishCollection } from '../../server/src/postgres/load.js';
import { migrate } from '../../server/src/postgres/migrate.js';
import { createPostgresStore } from '../../server/src/postgres/postgresStore.js';
import { usePostgres } from '../support/postgres.js';
import { describeStore, type OpenedStore } from '../support/storeConformance.js';
import { STORE_WORDS } from '../support/storeFixtures.js';

const postgres = usePostgres();

/** What a reader of a mission sees of what the mission published. */
async function openPostgres(documents: readonly CorpusDocument[]): Promise<OpenedStore> {
  const { tokenize, lexicon } = STORE_WORDS;
  const { spelling } = lexicon;
  const database = await postgres.createDatabase();
  const admin = await database.connect();
  await migrate(admin, database.name);
  const reader = await database.login('aide_reader');
  await admin.query(`INSERT INTO aide.member VALUES ($1, 'Pakistan', 'restricted')`, [reader.name]);
  let revision = 0;
  const load = async (changed: readonly CorpusDocument[]): Promise<void> => {
    const client = await database.connect();
    try {
      await publishCollection(client, {
        mission: 'Pakistan',
        collection: 'record',
        index: createCorpusIndex(changed, { tokenize, spelling, revision: ++revision }),
        words: STORE_WORDS,
        idOf: (id) => id,
      });
    } finally {
      await client.end();
    }
  };
  if (documents.length > 0) await load(documents);
  const { url, password } = { url: database.url(reader.name), password: reader.password };
  return { store: createPostgresStore({ url, password, stopWords: spelling.stopWords }), load };
}

describeStore('PostgreSQL', openPostgres, { runs: 25, timeout: 300_000 });

// Measures how long a shared server's answers take, asked as a drafter asks, over a connection that is open already.
// `node dist/bench-ask.cjs postgres://login@host/database` with the password in PGPASSWORD or by PGPASSFILE.
import { parseArgs } from 'node:util';
import { createPostgresStore } from '../../../server/src/postgres/postgresStore.js';
import { askQuestions, readParagraphs } from './questions.js';

async function main(url: string, count: number): Promise<void> {
  const paragraphs = await readParagraphs();
  const store = createPostgresStore({ url, stopWords: paragraphs.stopWords, timeout: 60_000 });
  await askQuestions(store, paragraphs, count);
  await store.close();
}

const { values, positionals } = parseArgs({
  options: { count: { type: 'string', default: '200' } },
  allowPositionals: true,
});
main(positionals[0] ?? '', Number(values.count)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(1);
});

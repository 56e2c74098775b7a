import pg from 'pg';
import { type Publication, publishCollection, type Published, type PublishProgress } from './load.js';

const LOST =
  'The connection to the server was lost. What was put in is there; run the same command again, and it goes on where it stopped.';
/** What the server says when it ends a connection: it is being shut down, has crashed, or starts. */
const ENDED: ReadonlySet<unknown> = new Set(['57P01', '57P02', '57P03', '57P05']);

/** Publishes to the server at an address, and leaves it. Rejects with a message for whoever publishes. */
export async function publishTo(
  address: string,
  publication: Publication,
  onProgress?: PublishProgress,
): Promise<Published> {
  const client = new pg.Client({ connectionString: address, application_name: 'aide-memoire publish' });
  let isLost = false;
  client.on('error', () => {
    isLost = true;
  });
  await client.connect();
  try {
    return await publishCollection(client, publication, onProgress);
  } catch (error) {
    throw isLost || ENDED.has((error as { code?: unknown }).code) ? new Error(LOST, { cause: error }) : error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Throws what is wrong with an address, before anything is read. */
export function checkAddress(address: string): void {
  if (!/^postgres(?:ql)?:/.test(address)) throw new Error('--to: write postgres://login@host/database.');
}

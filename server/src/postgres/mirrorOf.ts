import pg from 'pg';
import { parseAddress } from './address.js';
import { clientSettings } from './connect.js';
import { toStoreError } from './errors.js';
import { mirror, type Mirrored, type MirrorProgress } from './mirror.js';
import { checkSchema } from './schema.js';

/** What one question of a copy may take: a batch of long documents comes over a slow line. Milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Makes a folder equal to what may be read at an address, and leaves the server. `password`: see `ConnectionSettings`. Rejects with
 * a `StoreError`.
 */
export async function followServer(
  folder: string,
  url: string,
  password: string | undefined,
  onProgress?: MirrorProgress,
): Promise<Mirrored> {
  const address = parseAddress(url);
  const settings = { timeout: PATIENCE_MS, ...(password === undefined ? {} : { password }) };
  const client = new pg.Client(clientSettings(address, settings));
  // Whoever asks next hears of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkSchema(async (sql, values = []) => (await client.query(sql, values)).rows, address.label);
    return await mirror(client, folder, url, onProgress);
  } catch (error) {
    throw toStoreError(error, address.label);
  } finally {
    await client.end().catch(() => undefined);
  }
}

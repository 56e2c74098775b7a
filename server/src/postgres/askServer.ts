import pg from 'pg';
import { parseAddress } from './address.js';
import { clientSettings } from './connect.js';
import { toStoreError } from './errors.js';
import { checkSchema } from './schema.js';

/**
 * Asks the server at an address, which has the tables of this release, and leaves it. `password`: see `ConnectionSettings`;
 * `timeout`: what an answer may take, in milliseconds. Rejects with a `StoreError`.
 */
export async function askServer<T>(
  url: string,
  password: string | undefined,
  timeout: number,
  ask: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const address = parseAddress(url);
  const settings = { timeout, ...(password === undefined ? {} : { password }) };
  const client = new pg.Client(clientSettings(address, settings));
  // Whoever asks next hears of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await checkSchema(async (sql, values = []) => (await client.query(sql, values)).rows, address.label);
    return await ask(client);
  } catch (error) {
    throw toStoreError(error, address.label);
  } finally {
    await client.end().catch(() => undefined);
  }
}

import pg from 'pg';
import { StoreError } from '../store/precedentStore.js';
import { parseAddress } from './address.js';
import { clientSettings } from './connect.js';
import { codeOf, fault, toStoreError } from './errors.js';
import { type Publication, publishCollection, type Published, type PublishProgress } from './load.js';
import { migrate } from './migrate.js';

/** How the server's administrator sees a publisher. */
const APPLICATION = 'aide-memoire publish';
const NOT_PERMITTED = '42501';
/** What keeps everything out of an archive that is not open (docs/scale/archive.sql). */
const OPEN_ONLY = 'archive_is_open';

/** Throws a `StoreError` that says what is wrong with an address, before anything is read. */
export function checkAddress(address: string): void {
  parseAddress(address);
}

/**
 * Publishes to the database at an address, whose schema is brought to this release where the login may do that. The password is
 * that of PGPASSWORD or of the file that PGPASSFILE names. Rejects with a `StoreError`, or an error whose message is for whoever
 * publishes.
 */
export async function publishTo(
  url: string,
  publication: Publication,
  onProgress?: PublishProgress,
): Promise<Published> {
  const address = parseAddress(url);
  const { label } = address;
  const client = new pg.Client(clientSettings(address, { timeout: 0, application: APPLICATION }));
  // What is asked next says it.
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw toStoreError(error, label);
    });
    await migrate(client, label);
    return await publishCollection(client, publication, onProgress).catch((error: unknown) => {
      throw told(error, label);
    });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** An error in the midst of publishing, as whoever publishes needs to hear of it. */
function told(error: unknown, label: string): unknown {
  const known = toStoreError(error, label);
  if (!(known instanceof StoreError)) return error;
  const message =
    codeOf(error) === NOT_PERMITTED
      ? `This login may not publish as that mission on ${label}. Ask whoever looks after it for the role aide_librarian, and to be named to the mission.`
      : known.fault === 'unreachable'
        ? `The connection to ${label} was lost. What was put in is there; run the same command again, and it goes on where it stopped.`
        : (error as { readonly constraint?: unknown }).constraint === OPEN_ONLY
          ? `${label} is an archive, and takes only what is open. Publish documents that are not open to your ministry’s own server; mark those that are with “handling: open”.`
          : undefined;
  if (message === undefined) return known;
  const answer = fault(known.fault, message);
  answer.cause = error;
  return answer;
}

import { askServer } from './askServer.js';
import { mirror, type Mirrored, type MirrorProgress } from './mirror.js';

/** What one question of a copy may take: a batch of long documents comes over a slow line. Milliseconds. */
const PATIENCE_MS = 120_000;

/**
 * Makes a folder equal to what may be read at an address, and leaves the server. `password`: see `ConnectionSettings`. Rejects with
 * a `StoreError`.
 */
export function followServer(
  folder: string,
  url: string,
  password: string | undefined,
  onProgress?: MirrorProgress,
): Promise<Mirrored> {
  return askServer(url, password, PATIENCE_MS, (client) => mirror(client, folder, url, onProgress));
}

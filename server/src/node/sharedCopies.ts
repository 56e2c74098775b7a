import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CopyState, SharedCopies } from '../platform/sharedCopies.js';
import type { Mirrored } from '../postgres/mirror.js';
import { dataFolder } from './dataFolder.js';

/** Digits of a digest that tell one server from another. */
const DIGITS = 16;

/** Copies below a folder, which only the user may read. What speaks with a server is loaded when one is asked. */
export function createSharedCopies(below = join(dataFolder(), 'shared')): SharedCopies {
  const placeOf = (server: string): string =>
    join(below, createHash('sha256').update(server).digest('hex').slice(0, DIGITS));
  const documentsOf = (server: string): string => join(placeOf(server), 'documents');
  const stateOf = (server: string, { changed, ...state }: Mirrored): CopyState => ({
    ...state,
    changed: changed.map((file) => pathToFileURL(join(documentsOf(server), file)).href),
  });
  return {
    folderOf(server) {
      return isFilled(documentsOf(server)) ? pathToFileURL(documentsOf(server)).href : undefined;
    },
    async kept(server) {
      if (!isFilled(documentsOf(server))) return undefined;
      const { keptIn } = await import('../postgres/postgres.js');
      const kept = await keptIn(placeOf(server), server);
      return kept && stateOf(server, kept);
    },
    async follow(server, password, onProgress) {
      const { followServer } = await import('../postgres/postgres.js');
      return stateOf(server, await followServer(placeOf(server), server, password, onProgress));
    },
  };
}

function isFilled(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

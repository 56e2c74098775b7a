import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects what nobody holds any more, once the turn is over in which it was made or asked for. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no gc');
  // What a weak reference was made of or asked for lives until the turn is over.
  await new Promise(setImmediate);
  collect();
}

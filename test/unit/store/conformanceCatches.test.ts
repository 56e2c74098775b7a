import { afterEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../support/embeddedStore.js';
import { type OpenedStore, storeChecks } from '../../support/storeConformance.js';
import { STORE_FAULTS, withFault } from '../../support/storeFaults.js';

describe('the suite for every store', { timeout: 120_000 }, () => {
  let opened: OpenedStore | undefined;
  afterEach(() => opened?.store.close());

  /** The first check that the store fails, and how; `undefined` when it passes all of those that nothing is left to chance in. */
  async function firstFailure(
    store: OpenedStore,
  ): Promise<{ readonly check: string; readonly error: unknown } | undefined> {
    for (const { name, isRandom, run } of storeChecks(() => store, 0)) {
      if (isRandom) continue;
      try {
        await run();
      } catch (error) {
        return { check: name, error };
      }
    }
    return undefined;
  }

  it('finds nothing wrong with a store in which no fault is planted', async () => {
    opened = withFault(await openEmbedded([]), () => ({}));
    expect(await firstFailure(opened)).toBeUndefined();
  });

  it.each(STORE_FAULTS)('finds out that %s', async (_, plant) => {
    opened = withFault(await openEmbedded([]), plant);
    const failure = await firstFailure(opened);
    // What the fault does to an answer, and not that it could not give one.
    expect(failure?.error).toMatchObject({ name: 'AssertionError' });
  });
});

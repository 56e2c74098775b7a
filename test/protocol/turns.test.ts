import { expect, it } from 'vitest';
import { nextTurn } from '../../server/src/protocol/diagnostics.js';

const SLICES = 20;

it('several that work in turns let others go between any two of them', async () => {
  let isWorking = true;
  let others = 0;
  const count = (): void => {
    others++;
    if (isWorking) setImmediate(count);
  };
  const work = async (): Promise<void> => {
    for (let i = 0; i < SLICES; i++) {
      for (const began = performance.now(); performance.now() - began < 4; );
      await nextTurn();
    }
  };
  setImmediate(count);
  await Promise.all([work(), work(), work()]);
  isWorking = false;
  expect(others).toBeGreaterThan(2 * SLICES);
});

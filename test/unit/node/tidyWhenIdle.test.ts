import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { tidyWhenIdle } from '../../../server/src/node/tidyWhenIdle.js';

const EVERY = 400;

function work(milliseconds: number): void {
  for (const began = performance.now(); performance.now() - began < milliseconds; ) Math.sqrt(began);
}

it('collects garbage once after work, and not while there is some', async () => {
  let collected = 0;
  tidyWhenIdle(() => collected++, EVERY);
  for (let n = 0; n < 6; n++) {
    work(EVERY);
    await wait(1);
    expect(collected).toBe(0);
  }
  for (let waited = 0; collected === 0 && waited < 20; waited++) await wait(EVERY);
  expect(collected).toBe(1);
  await wait(3 * EVERY);
  expect(collected).toBe(1);
});

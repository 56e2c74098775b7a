import { describe, expect, it } from 'vitest';
import { finishInTurns, finishSteps, messageCame, othersFirst, type Steps } from '../../../server/src/util/steps.js';

function* countTo(most: number, milliseconds = 0): Steps<number> {
  for (let n = 0; n < most; n++) {
    for (const began = performance.now(); performance.now() - began < milliseconds; );
    yield;
  }
  return most;
}

describe('work in steps', () => {
  it('comes to the same at once and in turns', async () => {
    expect(finishSteps(countTo(1000))).toBe(1000);
    expect(await finishInTurns(countTo(1000))).toBe(1000);
  });

  it('lets others go first, and ends no sooner for it', async () => {
    let turns = 0;
    const others = setInterval(() => turns++);
    const done = await finishInTurns(countTo(20, 4));
    clearInterval(others);
    expect(done).toBe(20);
    expect(turns).toBeGreaterThanOrEqual(5);
  });

  it('ends between two turns once it is cancelled', async () => {
    const cancellation = { isCancellationRequested: false };
    let steps = 0;
    function* endless(): Steps<never> {
      for (;;) {
        cancellation.isCancellationRequested = ++steps > 1000;
        yield;
      }
    }
    expect(await finishInTurns(endless(), cancellation)).toBeUndefined();
    expect(await finishInTurns(countTo(1000), { isCancellationRequested: false })).toBe(1000);
  });

  it('lets others go between any two turns, also of two that work so', async () => {
    let isWorking = true;
    let rounds = 0;
    const count = (): void => {
      rounds++;
      if (isWorking) setImmediate(count);
    };
    setImmediate(count);
    // Turns of 8 ms or one step: each step a turn.
    await Promise.all([finishInTurns(countTo(20, 9)), finishInTurns(countTo(20, 9))]);
    isWorking = false;
    expect(rounds).toBeGreaterThanOrEqual(40);
  });

  // A machine that others keep busy may spend all its patience on one message.
  it('lets all messages go first that wait, one in each round', { retry: 3 }, async () => {
    let handled = 0;
    const handle = (): void => {
      messageCame();
      for (const began = performance.now(); performance.now() - began < 2; );
      if (++handled < 6) setImmediate(handle);
    };
    setImmediate(handle);
    await othersFirst();
    expect(handled).toBe(6);
  });

  it('goes on though messages never end', async () => {
    let isComing = true;
    const handle = (): void => {
      messageCame();
      if (isComing) setImmediate(handle);
    };
    setImmediate(handle);
    expect(await finishInTurns(countTo(3, 9))).toBe(3);
    isComing = false;
  });

  it('rejects with what a step throws', async () => {
    function* failing(): Steps<number> {
      yield;
      throw new RangeError('told');
    }
    await expect(finishInTurns(failing())).rejects.toThrow('told');
  });
});

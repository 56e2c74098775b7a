import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBytes,
  createDoubles,
  createInts,
  createShorts,
  shared,
  sharedBytes,
} from '../../../server/src/index/memory.js';

describe('shared memory', () => {
  // Small pieces and large ones lie in different memory.
  it.each([0, 1, 1000, 70_000, 200_000])('is zero, shared and of the length asked for: %i', (length) => {
    for (const create of [createBytes, createShorts, createInts, createDoubles]) {
      const array = create(length);
      expect(array.length).toBe(length);
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(array.every((each) => each === 0)).toBe(true);
    }
  });

  it('lies in pages of its own when there is much of it', () => {
    const ints = createInts(20_000);
    const { buffer } = ints;
    expect((buffer as SharedArrayBuffer).growable).toBe(true);
    expect((buffer as SharedArrayBuffer).maxByteLength).toBe(80_000);
    expect(ints.subarray(10).length).toBe(19_990);
  });

  it('holds copies', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })), fc.uint8Array(), (ints, bytes) => {
        expect([...shared(ints)]).toEqual(ints);
        expect([...sharedBytes(bytes)]).toEqual([...bytes]);
      }),
    );
  });
});

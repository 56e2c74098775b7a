import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBytes,
  createDoubles,
  createInts,
  createScratch,
  createShorts,
  createStretches,
  newDoubles,
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

describe('memory of one thread', () => {
  it('has short arrays side by side in long ones: zero at first, each apart', () => {
    const roomFor = createStretches(newDoubles);
    const [few, many] = [20, 300_000];
    const arrays = Array.from({ length: 200 }, (_, n) => roomFor(n % 50 === 49 ? many : few));
    expect(arrays.every((array) => array.every((each) => each === 0))).toBe(true);
    arrays.forEach((array, n) => array.fill(n + 1));
    expect(arrays.every((array, n) => array.every((each) => each === n + 1))).toBe(true);
    expect(arrays.map(({ length }) => length)).toEqual(arrays.map((_, n) => (n % 50 === 49 ? many : few)));
    expect(new Set(arrays.map(({ buffer }) => buffer)).size).toBe(2);
  });

  it('has room for what is longer than all else', () => {
    const roomFor = createStretches(newDoubles);
    expect([5, 2_000_000, 5].map((length) => roomFor(length).length)).toEqual([5, 2_000_000, 5]);
  });

  it('is the same again where it was done with', () => {
    const scratch = createScratch(newDoubles);
    const [first, shorter, longer, last] = [10, 4, 1000, 10].map((length) => scratch(length));
    expect([first, shorter, longer, last].map((each) => each?.length)).toEqual([10, 4, 1000, 10]);
    expect(shorter?.buffer).toBe(first?.buffer);
    expect(last?.buffer).toBe(longer?.buffer);
  });
});

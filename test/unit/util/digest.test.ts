import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, fingerprintOf } from '../../../server/src/util/digest.js';

describe('a fingerprint', () => {
  it('is that of the bytes alone', () => {
    const bytes = new TextEncoder().encode('What was said.');
    expect(fingerprintOf(bytes)).toBe(fingerprintOf(Uint8Array.from(bytes)));
    expect(fingerprintOf(bytes)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('differs when a byte is changed, added or left out, in either half', () => {
    const halves = (bytes: Uint8Array): string[] => [fingerprintOf(bytes).slice(0, 8), fingerprintOf(bytes).slice(8)];
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), fc.nat(), (bytes, at, change) => {
        const place = at % bytes.length;
        const changed = bytes.map((byte, i) => (i === place ? byte ^ (1 + (change % 255)) : byte));
        for (const other of [changed, bytes.subarray(0, -1), Uint8Array.of(...bytes, 0)])
          for (const [n, half] of halves(other).entries()) expect(half).not.toBe(halves(bytes)[n]);
      }),
    );
  });

  it('seldom is that of others', () => {
    const all = Array.from({ length: 100_000 }, (_, i) => fingerprintOf(new Uint8Array(Uint32Array.of(i, 7).buffer)));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a digest', () => {
  it('is SHA-256 in hexadecimal', async () => {
    expect(await digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

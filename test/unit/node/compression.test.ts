import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NODE_COMPRESSION } from '../../../server/src/node/compression.js';
import { PORTABLE_COMPRESSION } from '../../../server/src/platform/compression.js';

describe.each([
  ['portable', PORTABLE_COMPRESSION],
  ["Node's", NODE_COMPRESSION],
])('the %s compression', (_, { pack, unpack }) => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 0, max: 40 }), (bytes, times) => {
        const long = Uint8Array.from({ length: bytes.length * times }, (__, i) => bytes[i % bytes.length] ?? 0);
        expect(Uint8Array.from(unpack(pack(long)))).toEqual(long);
      }),
      { numRuns: 30 },
    );
  });

  it('makes a document of ordinary text less than half as long', () => {
    const words = ['the States', 'a treaty', 'capacity-building', 'security', 'norms', 'should', 'of ICTs', 'agree'];
    const text = Array.from({ length: 3000 }, (__, i) => words[(i * i + (i >> 3)) % words.length]).join(' ');
    const bytes = new TextEncoder().encode(text);
    expect(pack(bytes).length).toBeLessThan(bytes.length / 2);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detached } from '../../../server/src/util/detached.js';

describe('a detached text', () => {
  it('is the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(detached(text)).toBe(text);
      }),
    );
    expect(detached('a\ud800b')).toBe('a\ud800b');
  });
});

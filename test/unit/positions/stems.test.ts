import { describe, expect, it } from 'vitest';
import { stemOf } from '../../../server/src/positions/stems.js';

describe('a stem', () => {
  it('folds inflections', () => {
    expect(stemOf('binding')).toBe(stemOf('binds'));
    expect(stemOf('authorities')).toBe(stemOf('authority'));
    expect(stemOf('representatives')).toBe(stemOf('representative'));
    expect(stemOf('designing')).toBe(stemOf('designed'));
  });

  it('keeps apart participles that name something else', () => {
    expect(new Set(['developing', 'developed', 'develop'].map(stemOf)).size).toBe(3);
  });

  it.each([
    ['national', 'nation'],
    ['conventional', 'convention'],
    ['internal', 'international'],
    ['governmental', 'government'],
    ['responsible', 'response'],
    ['information', 'inform'],
    ['access', 'accession'],
    ['confidence', 'confident'],
    ['critics', 'critical'],
    ['governments', 'governed'],
  ])('keeps “%s” apart from “%s”', (one, other) => {
    expect(stemOf(one)).not.toBe(stemOf(other));
  });

  it('folds an adverb and a negative into their adjective', () => {
    expect(stemOf('nationally')).toBe(stemOf('national'));
    expect(stemOf('irresponsible')).not.toBe(stemOf('response'));
  });
});

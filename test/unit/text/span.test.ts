import { describe, expect, it } from 'vitest';
import { shiftSpan, spanContains, spansOverlap } from '../../../server/src/text/span.js';

const span = (start: number, end: number) => ({ start, end });

describe('spans', () => {
  it('overlap when they share a character, not when they only touch', () => {
    expect(spansOverlap(span(0, 3), span(2, 5))).toBe(true);
    expect(spansOverlap(span(2, 5), span(0, 3))).toBe(true);
    expect(spansOverlap(span(0, 3), span(3, 5))).toBe(false);
  });

  it('contain themselves and what lies inside', () => {
    expect(spanContains(span(0, 3), span(0, 3))).toBe(true);
    expect(spanContains(span(0, 3), span(1, 2))).toBe(true);
    expect(spanContains(span(0, 3), span(1, 4))).toBe(false);
  });

  it('move with all that they carry', () => {
    expect(shiftSpan({ start: 1, end: 2, term: 'a' }, 3)).toEqual({ start: 4, end: 5, term: 'a' });
  });
});

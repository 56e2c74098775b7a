import { describe, expect, it } from 'vitest';
import { passesFilter } from '../../../../client/src/views/filter.js';

describe('a filter', () => {
  it('asks for each of its words somewhere, in capitals or not, accents or not', () => {
    expect(passesFilter(' resume  UN ', 'Résumé of 2021', undefined, 'un document')).toBe(true);
    expect(passesFilter('résumé un', 'RESUME of 2021')).toBe(false);
  });

  it('lets everything through without words', () => {
    expect(passesFilter(' ', undefined)).toBe(true);
  });
});

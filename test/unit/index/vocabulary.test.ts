import { describe, expect, it } from 'vitest';
import { createVocabulary, openVocabulary, openVocabularyInSteps } from '../../../server/src/index/vocabulary.js';

/** Some 190,000 UTF-16 units of words. */
const TERMS = Array.from({ length: 20_000 }, (_, n) => `word${n.toString(36)}`);
const NONE: ReadonlySet<string> = new Set();

describe('a vocabulary', () => {
  const { vocabulary: data } = createVocabulary(TERMS, new Int32Array(TERMS.length).fill(1), NONE);

  it('has every term under its number, however long the list of terms is', () => {
    const { terms, numberOf } = openVocabulary(data);
    expect([...terms].sort()).toEqual([...TERMS].sort());
    for (const term of TERMS) expect(terms[numberOf(term) ?? -1]).toBe(term);
    expect(numberOf('word')).toBeUndefined();
  });

  it('is opened in steps of which none takes the whole list', () => {
    const steps = openVocabularyInSteps(data);
    let count = 0;
    while (steps.next().done !== true) count++;
    expect(count).toBeGreaterThan(4);
  });

  it('of no words at all is one', () => {
    const { terms, numberOf } = openVocabulary(createVocabulary([], new Int32Array(), NONE).vocabulary);
    expect(terms).toEqual([]);
    expect(numberOf('word')).toBeUndefined();
  });
});

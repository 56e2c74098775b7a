import { expect, test } from 'vitest';
import { excerptFor } from '../../../client/src/excerpt.js';

const TEXT = 'It is essential to emphasize here that at this stage there is no need to create any parallel structure.';

test('the excerpt begins at a word shortly before the first word found', () => {
  expect(excerptFor('parallel structure', TEXT)).toBe('…no need to create any parallel structure.');
});

test('a word near the beginning leaves the text whole', () => {
  expect(excerptFor('essential structure', TEXT)).toBe(TEXT);
});

test('without any of the words the text stays whole', () => {
  expect(excerptFor('attribution', TEXT)).toBe(TEXT);
  expect(excerptFor('', TEXT)).toBe(TEXT);
});

test('case does not matter, and letters outside ASCII are words', () => {
  expect(excerptFor('MÉMOIRE', `${'word '.repeat(20)}aide-mémoire`)).toMatch(/^….*aide-mémoire$/);
});

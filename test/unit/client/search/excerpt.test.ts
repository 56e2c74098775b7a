import { expect, test } from 'vitest';
import { excerptFrom } from '../../../../client/src/search/excerpt.js';

const TEXT = 'It is essential to emphasize here that at this stage there is no need to create any parallel structure.';

test('the excerpt begins at a word shortly before what was found', () => {
  expect(excerptFrom(TEXT, TEXT.indexOf('parallel'))).toBe('…no need to create any parallel structure.');
});

test('what stands near the beginning leaves the text whole, and so does nothing at all', () => {
  expect(excerptFrom(TEXT, TEXT.indexOf('essential'))).toBe(TEXT);
  expect(excerptFrom(TEXT, undefined)).toBe(TEXT);
});

test('no word is cut, however long', () => {
  const long = `${'word '.repeat(10)}${'x'.repeat(60)} found`;
  expect(excerptFrom(long, long.indexOf('found'))).toBe('…found');
  expect(excerptFrom('x'.repeat(60), 55)).toBe(`…${'x'.repeat(60)}`);
});

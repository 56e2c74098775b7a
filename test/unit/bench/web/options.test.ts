import { expect, it } from 'vitest';
import { readOptions } from '../../../bench/web/options.js';

it('measures 300 and 1,000 documents where nothing else is asked for', () => {
  expect(readOptions([])).toEqual({ documents: [300, 1000] });
  expect(readOptions(['--corpus', 'speeches', '--documents', '900,30'])).toEqual({
    corpus: 'speeches',
    documents: [30, 900],
  });
});

it.each([
  ['--documents', 'many'],
  ['--documents', '0'],
  ['--documents', '1,,2'],
  ['--size', '3'],
])('refuses %s %s, and says how it is called', (...args) => {
  expect(() => readOptions(args)).toThrow('npm run bench:web');
});

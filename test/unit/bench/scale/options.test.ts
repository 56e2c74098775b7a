import { expect, test } from 'vitest';
import { readOptions, SECTIONS } from '../../../bench/scale/options.js';

test('without arguments everything is measured at four sizes', () => {
  const options = readOptions([]);
  expect(options.parts).toEqual([1 / 8, 1 / 4, 1 / 2, 1]);
  expect([...options.sections]).toEqual([...SECTIONS]);
});

test('one size and some sections', () => {
  const options = readOptions(['--part', '1/16', '--only', 'peers,phrases', '--passages', '500']);
  expect(options).toMatchObject({ parts: [1 / 16], passages: 500 });
  expect([...options.sections]).toEqual(['peers', 'phrases']);
});

test.each([['--only', 'speed'], ['--part', 'half'], ['--rounds', '0'], ['--faster']])(
  '%s %s is refused with the usage',
  (...args) => {
    expect(() => readOptions(args)).toThrow(/npm run bench:scale/);
  },
);

import { expect, test } from 'vitest';
import { readOptions, SECTIONS } from '../../eval/options.js';

test('without arguments everything is evaluated and only counted', () => {
  const { sections, list } = readOptions([]);
  expect([...sections]).toEqual([...SECTIONS]);
  expect(list).toBe(false);
});

test('some sections, with their findings', () => {
  const { sections, list } = readOptions(['--only', 'seeds,un', '--list']);
  expect([...sections]).toEqual(['seeds', 'un']);
  expect(list).toBe(true);
});

test.each([[['--only', 'speed']], [['--faster']]])('%s is refused with the usage', (args) => {
  expect(() => readOptions(args)).toThrow(/npm run eval/);
});

import { expect, test } from 'vitest';
import { foldsOf } from '../../../client/src/folds.js';

const folds = (text: string) => foldsOf(text.split('\n')).map(({ first, last }) => [first, last]);

test('a section folds up to the next heading of its depth, without the blank lines before it', () => {
  expect(folds('# A\n\ntext\n\n## B\n\ntext\n\n# C\ntext')).toEqual([
    [0, 6],
    [4, 6],
    [8, 9],
  ]);
});

test('a heading without text below does not fold', () => {
  expect(folds('# A\n\n# B\n')).toEqual([]);
});

test('a hash inside a fenced block or a comment is no heading', () => {
  expect(folds('# A\n```\n# not\n```\n<!--\n# not\n-->\ntext')).toEqual([
    [0, 7],
    [1, 3],
    [4, 6],
  ]);
});

test('a comment keeps its last line and is marked as one', () => {
  expect(foldsOf(['<!-- one', 'two', '-->', ''])).toEqual([{ first: 0, last: 2, comment: true }]);
});

test('an unclosed fence folds nothing and swallows the headings after it', () => {
  expect(folds('```\n# A\ntext')).toEqual([]);
});

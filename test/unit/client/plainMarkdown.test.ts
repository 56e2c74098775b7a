import { expect, test } from 'vitest';
import { plainMarkdown } from '../../../client/src/plainMarkdown.js';

test('nothing in a text of the record is read as markup, a link or a command', () => {
  expect(plainMarkdown('[a](command:x) <b> **c** `d` $(trash) &amp; https://e.f')).toBe(
    '\\[a\\]\\(command\\:x\\) \\<b\\> \\*\\*c\\*\\* \\`d\\` \\$\\(trash\\) \\&amp\\; https\\:\\/\\/e\\.f',
  );
  expect(plainMarkdown('- a\n\n# b\u0007')).toBe('\\- a \\# b ');
  expect(plainMarkdown('a\u202eb')).toBe('a\ufffdb');
  expect(plainMarkdown('Déclaration “du 12 mars”')).toBe('Déclaration “du 12 mars”');
});

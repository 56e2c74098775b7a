import { expect, test } from 'vitest';
import { plainLabel, plainMessage } from '../../../client/src/plainLabel.js';

test('nothing in a text of the record is an icon of a picker', () => {
  expect(plainLabel('$(trash) costs $5')).toBe('\\$(trash) costs $5');
});

test('nothing in a text of the record is a link in a message', () => {
  expect(plainMessage('[read me](command:a.b).pdf')).toBe('[read me] (command:a.b).pdf');
});

test.each([plainLabel, plainMessage])('nothing turns the direction of what stands beside it', (plain) => {
  expect(plain('a\u202eb\u2066c دولة')).toBe('a\ufffdb\ufffdc دولة');
});

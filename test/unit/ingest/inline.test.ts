import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeLine, escapeProse, plainProse } from '../../../server/src/ingest/inline.js';
import { parseBlocks } from '../../../server/src/text/blocks.js';

it.each([
  ['**bold** and *plain*', 'bold and plain'],
  ['***both***, **a *nested* one**', 'both, a nested one'],
  ['_emphasis_ in __Markdown__', 'emphasis in Markdown'],
  ['snake_case_name and 5 * 3 * 2', 'snake_case_name and 5 * 3 * 2'],
  ['an escaped \\*star\\* and \\[bracket\\]', 'an escaped *star* and [bracket]'],
  ['  two\n lines\tof   text ', 'two lines of text'],
  ['[shall][should] stay', '[shall][should] stay'],
])('%s -> %s', (markdown, prose) => {
  expect(plainProse(markdown)).toBe(prose);
});

const prose = fc
  .array(
    fc.oneof(
      fc.constantFrom('*', '_', '\\', '#', '-', '12.', 'a)', '(iv)', '>', '```', '<!--', '•', ' '),
      fc.string({ maxLength: 4 }),
    ),
  )
  .map((parts) => plainProse(parts.join('')));

it('reads back what it has escaped', () => {
  fc.assert(fc.property(prose, (text) => plainProse(escapeProse(text)) === text));
});

it('keeps an escaped line a plain paragraph', () => {
  fc.assert(
    fc.property(prose, (text) => {
      fc.pre(text !== '');
      const line = escapeLine(text);
      expect(plainProse(line)).toBe(text);
      expect(parseBlocks(`- ${line}`)[0]?.marker).toBeUndefined();
      expect(parseBlocks(line)).toMatchObject([{ kind: 'paragraph', textStart: 0, end: line.length }]);
    }),
  );
});

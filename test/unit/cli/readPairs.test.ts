import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePairs } from '../../../server/src/cli/readPairs.js';
import { anyText } from '../../support/arbitraries.js';

it('reads pairs with other keys, empty lines and a byte order mark', () => {
  const text = '\uFEFF{"id":"a","prior":"x","draft":"y","label":1}\r\n\n{"id":7,"prior":"x","draft":"z"}\n';
  expect(parsePairs(text)).toEqual({
    pairs: [
      { id: 'a', prior: 'x', draft: 'y' },
      { id: 7, prior: 'x', draft: 'z' },
    ],
    bad: [],
  });
});

it.each([
  ['nonsense', /^not valid JSON/],
  ['[1]', /^not a JSON object/],
  ['null', /^not a JSON object/],
  ['{"prior":"x","draft":"y"}', /^"id"/],
  ['{"id":1,"prior":"","draft":"y"}', /^"prior"/],
  ['{"id":1,"prior":"x"}', /^"draft"/],
])('says of %s what is wrong and what to write', (line, message) => {
  const { pairs, bad } = parsePairs(`\n${line}\n`);
  expect(pairs).toEqual([]);
  expect(bad).toEqual([{ line: 2, message: expect.stringMatching(message) }]);
  expect(bad[0]?.message).toMatch(/Write \{"id": /);
});

it('gives back what was written, whatever it is', () => {
  const someText = anyText.filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(fc.array(fc.record({ id: fc.string(), prior: someText, draft: someText })), (pairs) => {
      expect(parsePairs(pairs.map((pair) => JSON.stringify(pair)).join('\n'))).toEqual({ pairs, bad: [] });
    }),
  );
});

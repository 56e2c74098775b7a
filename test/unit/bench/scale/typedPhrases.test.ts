import { expect, test } from 'vitest';
import { createRandom } from '../../../bench/scale/random.js';
import { sampleTyped, withSlip } from '../../../bench/scale/typedPhrases.js';

test('a slip changes one longer whole word by a letter', () => {
  const random = createRandom(1);
  const text = 'the peaceful settlement of disp';
  for (let i = 0; i < 50; i++) {
    const words = withSlip(text, random).split(' ');
    const changed = text.split(' ').filter((word, at) => word !== words[at]);
    expect(words).toHaveLength(5);
    expect(changed.length).toBeLessThanOrEqual(1);
    expect(['peaceful', 'settlement', undefined]).toContain(changed[0]);
  }
  expect(withSlip('of the use', random)).toBe('of the use');
});

test('queries are beginnings of long phrases, the same every time', () => {
  const phrases = [
    'a short one',
    'the peaceful settlement of international disputes',
    'the sovereign equality of all States',
  ];
  const queries = sampleTyped(phrases, 2, createRandom(1));
  expect(queries).toEqual(sampleTyped(phrases, 2, createRandom(1)));
  expect(queries.map(({ phrase }) => phrase)).toEqual(phrases.slice(1));
  expect(phrases[1]?.startsWith(queries[0]?.typed ?? '-')).toBe(true);
  expect(queries[1]?.mistyped).toBe(true);
});

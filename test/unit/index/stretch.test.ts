import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stretch } from '../../../server/src/index/corpusIndex.js';
import { makeIndex, testTokenize } from '../../support/corpus.js';

/** How near the words of the query stand in a passage of this text. */
function stretchIn(text: string, query: string): Stretch {
  const terms = testTokenize(query).map(({ term }) => term);
  return makeIndex([{ id: 'a', text }]).measureStretch(terms)({ document: 0, passage: 0 });
}

describe('measureStretch', () => {
  it.each<[string, string, Stretch]>([
    ['ban weapons', 'Weapons are many, but a ban on weapons is one.', { held: 2, words: 3 }],
    ['weapons banned', 'Banning of all such weapons is urgent.', { held: 2, words: 5 }],
    ['ban weapons', 'We propose a ban. Weapons kill.', { held: 2 }],
    ['ban weapons', 'A ban; weapons. A ban, it was said, is for weapons.', { held: 2, words: 7 }],
    ['ban weapons', 'Weapons kill.', { held: 1, words: 1 }],
    ['ban weapons', 'Boats float.', { held: 0 }],
  ])('%j in %j', (query, text, stretch) => expect(stretchIn(text, query)).toEqual(stretch));

  it('finds the shortest of all stretches', () => {
    const word = fc.constantFrom('alfa', 'bravo', 'charlie', 'delta', 'echo;');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 14 }),
        fc.uniqueArray(word, { maxLength: 4 }),
        (text, query) => {
          const bare = query.map((each) => each.replace(';', ''));
          const held = bare.filter((each) => text.some((other) => other.startsWith(each)));
          const lengths = text.flatMap((_, from) =>
            text.flatMap((__, to) => {
              const clause = text.slice(from, to + 1);
              const isOne = !clause.slice(0, -1).some((each) => each.endsWith(';'));
              const hasAll = held.every((each) => clause.some((other) => other.startsWith(each)));
              return isOne && hasAll && clause.length > 0 ? [clause.length] : [];
            }),
          );
          const words = held.length === 0 || lengths.length === 0 ? {} : { words: Math.min(...lengths) };
          expect(stretchIn(text.join(' '), bare.join(' '))).toEqual({ held: held.length, ...words });
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusIndex } from '../../../server/src/index/corpusIndex.js';
import { makeIndex, testTokenize } from '../../support/corpus.js';

const termsOf = (text: string): readonly string[] => testTokenize(text).map(({ term }) => term);

const word = fc.constantFrom('alfa', 'bravo', 'bravos', 'charlie', 'delta.', 'the');
const words = fc.array(word, { minLength: 1, maxLength: 14 });

/** An index whose passage 1 is the text, and what stands before and behind it. */
function indexOf(text: string): CorpusIndex {
  return makeIndex([{ id: 'a', text: `Zulu bravo alfa.\n\n${text}\n\nAlfa bravo charlie delta yankee.` }]);
}

describe('measureSpan', () => {
  const spanIn = (text: string, query: string): number | undefined =>
    indexOf(text).measureSpan(termsOf(query))({ document: 0, passage: 1 });

  it.each<[string, string, number | undefined]>([
    ['ban weapons', 'Weapons are many, but a ban on weapons is one.', 3],
    ['weapons banned', 'Banning of all such weapons is urgent.', 5],
    // Over clauses and sentences.
    ['ban weapons', 'We propose a ban. Weapons kill.', 2],
    ['ban weapons', 'Weapons kill, kill, kill. Hence a ban.', 7],
    // A form twice is one word.
    ['ban bans weapons', 'Bans on a weapon.', 4],
    ['ban', 'No ban here; but a ban.', 1],
    ['ban weapons', 'Weapons kill.', undefined],
    ['ban weapons', 'Boats float.', undefined],
    ['ban quorum', 'A ban.', undefined],
    // Words that stand next to it, in other passages, do not count.
    ['zulu ban', 'A ban.', undefined],
    ['ban yankee', 'A ban.', undefined],
    ['', 'A ban.', 0],
  ])('%j in %j', (query, text, span) => expect(spanIn(text, query)).toBe(span));

  it('takes no stop-word for a form of another word', () => {
    expect(spanIn('They had to be there.', 'beings')).toBeUndefined();
  });

  it('finds the shortest of all stretches', () => {
    fc.assert(
      fc.property(
        words,
        fc.uniqueArray(fc.constantFrom('alfa', 'bravo', 'charlie', 'delta'), { maxLength: 3 }),
        (text, query) => {
          const holds = (part: readonly string[], each: string): boolean =>
            part.some((other) => other.startsWith(each));
          const lengths = text.flatMap((_, from) =>
            text.flatMap((__, to) => {
              const part = text.slice(from, to + 1);
              return part.length > 0 && query.every((each) => holds(part, each)) ? [part.length] : [];
            }),
          );
          const expected = query.length === 0 ? 0 : lengths.length === 0 ? undefined : Math.min(...lengths);
          expect(spanIn(text.join(' '), query.join(' '))).toBe(expected);
        },
      ),
    );
  });

  it('measures one passage after the other', () => {
    const measure = indexOf('Bravo is not alfa.').measureSpan(['alfa', 'bravo']);
    expect([0, 1, 2, 1, 0].map((passage) => measure({ document: 0, passage }))).toEqual([2, 4, 2, 4, 2]);
  });
});

describe('findRun', () => {
  const isIn = (text: string, run: readonly string[]): boolean =>
    indexOf(text).findRun(run)({ document: 0, passage: 1 });

  it.each<[string, string, boolean]>([
    ['a ban', 'We want a ban.', true],
    ['a ban', 'A weapons ban.', false],
    ['ban a', 'A ban. A ban.', true],
    ['bans', 'A ban.', false],
    ['quorum', 'A ban.', false],
    // Words of the passage before it and of the one behind it are not its own.
    ['alfa a ban', 'A ban.', false],
    ['a ban alfa', 'A ban.', false],
    ['', 'A ban.', true],
  ])('%j in %j: %j', (run, text, expected) => expect(isIn(text, termsOf(run))).toBe(expected));

  it('finds what stands somewhere one after the other', () => {
    fc.assert(
      fc.property(words, fc.array(word, { maxLength: 4 }), (text, run) => {
        const [all, terms] = [text, run].map((each) => termsOf(each.join(' ')));
        expect(isIn(text.join(' '), terms ?? [])).toBe(
          run.length === 0 || ` ${all?.join(' ')} `.includes(` ${terms?.join(' ')} `),
        );
      }),
    );
  });
});

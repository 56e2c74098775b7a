import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepeats } from '../../../server/src/index/repeats.js';
import { BREAK, GAP, type WordStream } from '../../../server/src/index/wordStream.js';

const SHORTEST = 2;
const LONGEST = 4;
const LONGEST_PASSAGE = 12;

/** A stream of passages, one document each; a break of clause before each word that is marked so. */
function streamOf(passages: readonly (readonly { term: number; opens: boolean }[])[]): WordStream {
  const stream = passages.flatMap((words) => [...words.map(({ term }) => term), GAP]);
  const breaks = passages.flatMap((words) => [
    ...words.map(({ opens }, i) => (opens && i > 0 ? BREAK.clause : BREAK.none)),
    BREAK.none,
  ]);
  const starts = [0];
  for (const words of passages) starts.push((starts.at(-1) ?? 0) + words.length + 1);
  return {
    stream: Int32Array.from(stream),
    breaks: Uint8Array.from(breaks),
    passagePlaces: Int32Array.from(starts),
    documentPassages: Int32Array.from(starts.keys()),
  };
}

/** Every run of up to `longest` words by its words, with its places, found by looking at each place. */
function runsOf({ stream, breaks }: WordStream, longest = LONGEST): Map<string, number[]> {
  const runs = new Map<string, number[]>();
  for (let place = 0; place < stream.length; place++) {
    for (let length = 1; length <= longest; length++) {
      const last = place + length - 1;
      if ((stream[last] ?? GAP) === GAP || (length > 1 && breaks[last] === BREAK.clause)) break;
      const key = stream.subarray(place, place + length).join(' ');
      if (length >= SHORTEST) runs.set(key, [...(runs.get(key) ?? []), place]);
    }
  }
  return runs;
}

const word = fc.record({ term: fc.nat(3), opens: fc.boolean() });
const corpus = fc
  .array(fc.array(word, { minLength: 1, maxLength: LONGEST_PASSAGE }), { minLength: 1, maxLength: 6 })
  .map(streamOf);

describe('repeated runs', () => {
  it('are those that a look at every place finds, each at all its places', () => {
    fc.assert(
      fc.property(corpus, (words) => {
        const naive = runsOf(words);
        const passageOf = (place: number): number => words.passagePlaces.findLastIndex((start) => start <= place);
        const found = new Set<string>();
        findRepeats(words, SHORTEST, LONGEST).forEach((places, length) => {
          const first = places[0] ?? 0;
          const key = words.stream.subarray(first, first + length).join(' ');
          expect(Array.from(places).sort((a, b) => a - b)).toEqual(naive.get(key));
          expect(new Set(Array.from(places, passageOf)).size).toBeGreaterThan(1);
          found.add(key);
        });
        // Whatever stands in two passages is one of them, or part of one that stands wherever it does, or lies beyond the
        // first words of a run that is too long to be one.
        const tooLong = [...runsOf(words, LONGEST_PASSAGE)].filter(([key]) => key.split(' ').length > LONGEST);
        const covering = [...[...found].map((key) => [key, naive.get(key) ?? []] as const), ...tooLong];
        for (const [key, places] of naive) {
          if (new Set(places.map(passageOf)).size < 2 || found.has(key)) continue;
          const wider = covering.filter(([each]) => ` ${each} `.includes(` ${key} `));
          expect(wider.some(([, own]) => own.length >= places.length)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are looked up at any place', () => {
    fc.assert(
      fc.property(corpus, (words) => {
        const repeats = findRepeats(words, SHORTEST, LONGEST);
        for (const [key, places] of runsOf(words)) {
          const first = places[0] ?? 0;
          const length = key.split(' ').length;
          if (new Set(places.map((place) => words.passagePlaces.findLastIndex((start) => start <= place))).size < 2)
            continue;
          expect(Array.from(repeats.placesOf(first, length)).sort((a, b) => a - b)).toEqual(places);
        }
      }),
    );
  });
});

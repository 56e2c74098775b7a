import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSketchTable, shareSketches, sketchOf } from '../../../server/src/index/minHash.js';
import { makeIndex } from '../../support/corpus.js';

/** Hashes that look like those of runs: spread over 53 bits, the same for the same seed. */
function hashes(seed: number, length: number): number[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state * 0x200000 + (Math.imul(state, 0x9e3779b1) >>> 11);
  });
}

const shared = (a: Float64Array, b: Float64Array): number => a.filter((hash) => b.includes(hash)).length / a.length;

describe('sketches', () => {
  it('of a page hold mostly what the sketch of its paper holds, wherever the page stands', () => {
    const paper = hashes(1, 3000);
    const whole = sketchOf(Float64Array.from(paper));
    for (const from of [0, 137, 1234, 2700]) {
      expect(shared(sketchOf(Float64Array.from(paper.slice(from, from + 300))), whole)).toBeGreaterThan(0.6);
    }
  });

  it('of texts without common runs have nothing in common', () => {
    expect(shared(sketchOf(Float64Array.from(hashes(1, 2000))), sketchOf(Float64Array.from(hashes(2, 2000))))).toBe(0);
  });

  it('are a small part of the text', () => {
    expect(sketchOf(Float64Array.from(hashes(3, 4000))).length).toBeLessThan(1000);
    expect(sketchOf(new Float64Array(0))).toHaveLength(0);
  });
});

describe('the table of sketches', () => {
  it('names the texts that hold enough of a sketch, each once and in order', () => {
    const sketches = [[3, 4, 5], [7, 8, 9], [1, 2, 3], [2, 3, 6], []].map((hashes) => Float64Array.from(hashes));
    const table = createSketchTable(shareSketches(sketches));
    for (const text of [2, 0, 1]) table.add(text);
    expect(table.meeting(3, 0)).toEqual([0, 2]);
    expect(table.meeting(3, 0.5)).toEqual([2]);
    expect(table.meeting(3, 0.5)).toEqual([2]);
    expect(table.meeting(4, 0)).toEqual([]);
  });

  it('looks up every hash that two sketches hold, and few others', () => {
    const common = hashes(9, 50);
    const sketches = [1, 2, 3].map((seed) => Float64Array.from([...hashes(seed, 500), ...common]));
    const shared = shareSketches(sketches);
    for (const { shared: looked, sketchSize } of shared) {
      expect(sketchSize).toBe(550);
      expect(looked.length).toBeLessThan(250);
    }
    const inAll = [...(shared[0]?.shared ?? [])].filter((hash) => shared.every((each) => each.shared.includes(hash)));
    expect(new Set(inAll).size).toBe(common.length);
  });
});

describe('texts that meet', () => {
  it('are those whose sketches have hashes in common, as comparing them two by two finds', () => {
    // Few enough of each hash that no owner is passed over.
    const sketch = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (texts, share) => {
        // Apart by more than 32 bits.
        const sketches = texts.map((hashes) => Float64Array.from(hashes, (hash) => hash * 0x100000001));
        const table = createSketchTable(shareSketches(sketches));
        texts.forEach((hashes, text) => {
          const expected = texts.slice(0, text).flatMap((other, id) => {
            const common = other.filter((hash) => hashes.includes(hash)).length;
            return common > 0 && common >= share * hashes.length ? [id] : [];
          });
          expect(table.meeting(text, share)).toEqual(expected);
          table.add(text);
        });
      }),
    );
  });
});

describe('duplicates in a large corpus', () => {
  const word = (n: number): string => `w${n.toString(36)}`;
  const text = (seed: number, length: number): string[] => hashes(seed, length).map((hash) => word(hash % 5003));

  it('are found, each beside its original, in pages cut out and damaged', () => {
    const originals = Array.from({ length: 150 }, (_, n) => ({
      id: `paper-${n}`,
      text: text(n + 1, 400).join(' '),
    }));
    const copies = originals.slice(0, 40).map((original, n) => ({
      id: `copy-${n}`,
      holder: 'Unknown',
      text: original.text
        .split(' ')
        .slice(n * 4, n * 4 + 120)
        .map((each, i) => (i % 50 === 49 ? 'damaged' : each))
        .join(' '),
    }));
    const { duplicates } = makeIndex([...copies, ...originals]);
    expect(duplicates.map(({ document, of }) => [document.id, of])).toEqual(
      expect.arrayContaining(copies.map(({ id }, n) => [id, `paper-${n}`])),
    );
    expect(duplicates).toHaveLength(40);
  });

  it('leave the dated one of two copies that are nearly equally long', () => {
    const paper = text(1, 300).join(' ');
    const { duplicates } = makeIndex([
      { id: 'a-scan', text: `${paper} 25 01234` },
      { id: 'b-dated', date: '2020-03-01', text: paper },
    ]);
    expect(duplicates.map(({ document, of }) => [document.id, of])).toEqual([['a-scan', 'b-dated']]);
  });
});

import { describe, expect, it } from 'vitest';
import { createRandom } from '../../bench/scale/random.js';
import { draftWithoutEnd, markedWords, readProse } from '../../support/typist.js';

const DRAFT = Array.from({ length: 200 }, (_, n) => `${n + 1}. The parties shall meet in turn ${n}.`).join('\n\n');
const PROSE =
  'All States should be able to take part in such a meeting of the parties, whatever their size and their means.';

/** What comes of so many acts, and the kinds of them in order. */
function draftFor(acts: number, seed: number): { readonly text: string; readonly kinds: readonly string[] } {
  let text = DRAFT;
  const typist = draftWithoutEnd({ text: () => text, ...readProse(PROSE), random: createRandom(seed) });
  const kinds = Array.from({ length: acts }, () => {
    const act = typist.next().value;
    if ('edit' in act) text = text.slice(0, act.edit.start) + act.edit.text + text.slice(act.edit.end);
    return act.kind;
  });
  return { text, kinds };
}

describe('a typist', () => {
  it('does everything that somebody does, and the same for the same seed', () => {
    const { text, kinds } = draftFor(6_000, 1);
    expect(new Set(kinds)).toEqual(new Set(['type', 'paste', 'undo', 'delete', 'move', 'look', 'save']));
    expect(draftFor(6_000, 1)).toEqual({ text, kinds });
    expect(draftFor(6_000, 2).text).not.toBe(text);
  });

  it('lets the draft grow no further than by a tenth and what was written last', () => {
    for (const acts of [2_000, 6_000]) expect(draftFor(acts, 3).text.length).toBeLessThan(DRAFT.length * 1.1 + 1000);
  });

  it('writes what its model says, slips put right', () => {
    expect(draftFor(6_000, 4).text).toContain(PROSE);
  });

  it('leaves markers that are found again', () => {
    const { text } = draftFor(6_000, 5);
    const found = markedWords(text).map((offset) => text.slice(offset, offset + 'fulfillment'.length));
    expect(found.length).toBe(text.split('Marker ').length - 1);
    expect(new Set(found)).toEqual(new Set(['fulfillment']));
  });
});

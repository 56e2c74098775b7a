import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../server/src/positions/commitment.js';
import { packCommitments, unpackCommitments } from '../../../server/src/positions/packedCommitments.js';
import { loadBundledDocuments } from '../../support/bundled.js';
import { readCommitments } from '../../support/record.js';

/** Packed, written as JSON, and read again. */
function throughJson(commitments: readonly Commitment[]): readonly Commitment[] {
  return unpackCommitments(JSON.parse(JSON.stringify(packCommitments(commitments))), (key) => key);
}

describe('packed commitments', () => {
  it('are what they were, for every sentence of the bundled record', () => {
    const all = loadBundledDocuments().flatMap(({ passages, metadata }) =>
      passages.flatMap(({ text, sentences }) =>
        sentences.flatMap(({ start, end }) => readCommitments(text.slice(start, end), metadata.holder)),
      ),
    );
    expect(all.length).toBeGreaterThan(300);
    // Strictly: `undefined` where nothing is, and not absent.
    expect(throughJson(all)).toStrictEqual(all);
  });

  it('are what they were, whatever a term is like', () => {
    const flag = fc.boolean();
    const terms = fc.array(
      fc.record(
        {
          start: fc.nat(5000),
          end: fc.nat(5000),
          key: fc.string(),
          polarity: fc.constantFrom(1 as const, -1 as const),
          target: flag,
          actor: flag,
          act: flag,
          negated: flag,
          light: flag,
          matter: fc.constantFrom('topic' as const, 'body' as const, 'word' as const, undefined),
          mood: fc.constantFrom('normative' as const, 'factual' as const, 'either' as const),
          conjunct: fc.integer({ min: -1, max: 300 }),
        },
        { noNullPrototype: true },
      ),
    );
    const [bare] = readCommitments('We need a treaty.');
    if (bare === undefined) throw new Error('nothing read');
    fc.assert(
      fc.property(terms, (some) => {
        const commitments = [{ ...bare, terms: some }];
        expect(throughJson(commitments)).toStrictEqual(commitments);
      }),
    );
  });
});

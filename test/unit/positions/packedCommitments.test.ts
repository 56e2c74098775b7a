import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commitment } from '../../../server/src/positions/commitment.js';
import { createCommitmentPacker } from '../../../server/src/positions/packedCommitments.js';
import { loadBundledDocuments } from '../../support/bundled.js';
import { readCommitments } from '../../support/record.js';

/** Packed, and unpacked by another start. */
function packedAndUnpacked(commitments: readonly Commitment[]): readonly Commitment[] {
  const packer = createCommitmentPacker();
  const packed = packer.pack(commitments);
  return createCommitmentPacker(packer.strings).unpack(packed);
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
    expect(packedAndUnpacked(all)).toStrictEqual(all);
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
    const modal = fc.option(
      fc.record({ start: fc.nat(), end: fc.nat(), strength: fc.constantFrom(1, 4, 2.5) }, { noNullPrototype: true }),
      {
        nil: undefined,
      },
    );
    const [bare] = readCommitments('We need a treaty.');
    if (bare === undefined) throw new Error('nothing read');
    fc.assert(
      fc.property(terms, modal, (some, other) => {
        const commitments = [{ ...bare, terms: some, modal: other }, bare];
        expect(packedAndUnpacked(commitments)).toStrictEqual(commitments);
      }),
    );
  });
});

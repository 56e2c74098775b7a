import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCommitmentPacker } from '../../../server/src/positions/packedCommitments.js';
import { createSentencePacker, type SentenceReading } from '../../../server/src/service/sentenceReadings.js';
import { readCommitments } from '../../support/record.js';

const TEXTS = [
  'We need a treaty.',
  'Rivers carry boats, and trade needs ports.',
  'Well.',
  'No State must attack a port.',
];
const READ = TEXTS.map((text) => readCommitments(text));

const plain = ({ passage, sentence, commitments }: SentenceReading): SentenceReading => ({
  passage,
  sentence,
  commitments,
});

describe('readings of sentences', () => {
  it('are what they were, when they are added and when they are opened again', () => {
    const sentences = fc.array(
      fc.record({ passage: fc.nat(), start: fc.nat(), end: fc.nat(), text: fc.nat(TEXTS.length - 1) }),
    );
    fc.assert(
      fc.property(sentences, (some) => {
        const commitments = createCommitmentPacker();
        const packer = createSentencePacker(commitments);
        const readings = packer.open();
        const expected = some.map(({ passage, start, end, text }) => ({
          passage,
          sentence: { start, end },
          commitments: READ[text] ?? [],
        }));
        const added = expected.map(({ passage, sentence, commitments: own }) => readings.add(passage, sentence, own));
        expect(added.map(plain)).toStrictEqual(expected);
        expect(readings.length).toBe(expected.length);
        const again = createSentencePacker(createCommitmentPacker(packer.strings)).open(readings.packed);
        expect(Array.from(again, plain)).toStrictEqual(expected);
        // What was opened goes on.
        expect(plain(again.add(1, { start: 2, end: 3 }, READ[0] ?? [])).commitments).toStrictEqual(READ[0]);
        expect(again.length).toBe(expected.length + 1);
      }),
    );
  });
});

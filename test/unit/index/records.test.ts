import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRecords, positionsByUri, recordAt, recordCount, recordsOf } from '../../../server/src/index/records.js';
import type { DocumentRecord } from '../../../server/src/ingest/corpusDocument.js';

const text = fc.string({ unit: 'binary' });
const record: fc.Arbitrary<DocumentRecord> = fc.record({
  id: text,
  uri: text,
  metadata: fc.record(
    {
      title: text,
      holder: text,
      kind: fc.constantFrom('statement' as const, 'draft' as const),
      tier: fc.constantFrom('own' as const, 'other' as const),
      date: text,
      guessed: fc.array(text),
    },
    { requiredKeys: ['title', 'holder', 'kind', 'tier'] },
  ),
});

describe('packed records', () => {
  it('are read as they were packed, one by one and all', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const packed = packRecords(records);
        expect(recordCount(packed)).toBe(records.length);
        expect(recordsOf(packed)).toEqual(records);
        records.forEach((each, position) => {
          expect(recordAt(packed, position)).toEqual(each);
        });
      }),
    );
  });

  it('hold nothing of a document but what tells it from others', () => {
    const [first] = fc.sample(record, 1);
    if (first === undefined) throw new Error('no record');
    const packed = packRecords([{ ...first, passages: ['not told'] } as DocumentRecord]);
    expect(recordAt(packed, 0)).toEqual(first);
  });

  it('are found by their URIs', () => {
    fc.assert(
      fc.property(fc.uniqueArray(record, { selector: ({ uri }) => uri }), (records) => {
        const positions = positionsByUri(packRecords(records));
        expect(positions.size).toBe(records.length);
        records.forEach(({ uri }, position) => {
          expect(positions.get(uri)).toBe(position);
        });
      }),
    );
  });
});

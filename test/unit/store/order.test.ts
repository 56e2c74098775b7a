import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../server/src/ingest/corpusDocument.js';
import {
  compareByCodePoint,
  compareDocuments,
  comparePassages,
  type OrderedDocument,
} from '../../../server/src/store/order.js';

const NOTHING_KNOWN: DocumentMetadata = { title: '', holder: 'Pakistan', kind: 'statement', tier: 'own' };

function documentOf(id: string, known: Pick<DocumentMetadata, 'date' | 'between'> = {}): OrderedDocument {
  return { id, metadata: { ...NOTHING_KNOWN, ...known } };
}

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc
    .array(fc.constantFrom('a', 'B', '\u{e000}', '\u{ff21}', '\u{10437}', '\u{10428}'), { maxLength: 4 })
    .map((letters) => letters.join('')),
);
const documents = fc
  .tuple(words, fc.constantFrom(undefined, '2019', '2019-05', '2019-05-02', '2021'))
  .map(([id, date]) => documentOf(id, date === undefined ? {} : { date }));
const passages = fc.record({ document: documents, number: fc.nat(3) });

describe('compareByCodePoint', () => {
  it.each([
    ['', '', 0],
    ['', 'a', -1],
    ['a', 'ab', -1],
    ['Z', 'a', -1],
    ['a', 'é', -1],
    ['a b', 'ab', -1],
    // Beyond U+FFFF, by UTF-16 units before it.
    ['\u{ff21}', '\u{10437}', -1],
    ['x\u{e000}', 'x\u{10000}', -1],
    ['\u{10428}', '\u{10437}', -1],
    ['\u{d7ff}', '\u{10000}', -1],
  ])('of %j and %j', (a, b, expected) => {
    expect([Math.sign(compareByCodePoint(a, b)), Math.sign(compareByCodePoint(b, a))]).toEqual([
      expected,
      0 - expected,
    ]);
  });

  it('orders as the bytes of UTF-8 do', () => {
    fc.assert(
      fc.property(words, words, words, (start, a, b) => {
        const [first, second] = [start + a, start + b];
        expect(Math.sign(compareByCodePoint(first, second))).toBe(
          Buffer.compare(Buffer.from(first), Buffer.from(second)),
        );
      }),
    );
  });
});

describe('compareDocuments', () => {
  it('puts the newest first, what is less precise behind, what is undated last', () => {
    const inOrder = [
      documentOf('e', { date: '2021' }),
      documentOf('d', { date: '2019-05-02' }),
      documentOf('g', { between: ['2010', '2019-05-01'] }),
      documentOf('c', { date: '2019-05' }),
      documentOf('b', { date: '2019' }),
      documentOf('a'),
      documentOf('f'),
    ];
    expect(inOrder.toReversed().sort(compareDocuments)).toEqual(inOrder);
  });

  it('goes by a date before the bounds of one', () => {
    const dated = documentOf('z', { date: '2020', between: ['2000', '2001'] });
    expect(compareDocuments(dated, documentOf('a', { date: '2019' }))).toBeLessThan(0);
  });
});

describe('comparePassages', () => {
  it('goes by document, then by place', () => {
    const [newer, older] = [documentOf('b', { date: '2021' }), documentOf('a', { date: '2019' })];
    const inOrder = [
      { document: newer, number: 0 },
      { document: newer, number: 2 },
      { document: newer, number: 10 },
      { document: older, number: 1 },
    ];
    expect(inOrder.toReversed().sort(comparePassages)).toEqual(inOrder);
  });

  it('is an order, in which none but equals are equal', () => {
    fc.assert(
      fc.property(passages, passages, passages, (a, b, c) => {
        const [ab, bc, ac] = [comparePassages(a, b), comparePassages(b, c), comparePassages(a, c)].map(Math.sign);
        expect(Math.sign(comparePassages(b, a))).toBe(0 - (ab ?? 0));
        if (ab === bc) expect(ac).toBe(ab);
        const isSame =
          a.document.id === b.document.id &&
          a.document.metadata.date === b.document.metadata.date &&
          a.number === b.number;
        expect(ab === 0).toBe(isSame);
      }),
    );
  });
});

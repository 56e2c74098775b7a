import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compressDocument, joinTexts, openDocument, textsOf } from '../../../server/src/index/documentText.js';
import { createPassage } from '../../../server/src/ingest/passage.js';
import type { CorpusDocument, Passage } from '../../../server/src/ingest/corpusDocument.js';
import { NODE_COMPRESSION } from '../../../server/src/node/compression.js';
import { PORTABLE_COMPRESSION } from '../../../server/src/platform/compression.js';
import { makeDocument } from '../../support/corpus.js';

const { id, uri, metadata } = makeDocument({ id: 'a', text: 'Rivers carry boats.', date: '2020' });

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyPassage = fc
  .record(
    {
      citation: fc.string(),
      headings: fc.array(anyText, { maxLength: 2 }),
      text: anyText,
      span: fc.record({ start: fc.nat(), end: fc.nat() }, { noNullPrototype: true }),
      line: fc.nat(),
      page: fc.nat(),
      marker: fc.string(),
      depth: fc.nat(5),
      notes: fc.array(fc.record({ label: fc.string(), at: fc.nat(), text: anyText }, { noNullPrototype: true }), {
        maxLength: 2,
      }),
      note: fc.string(),
    },
    { requiredKeys: ['citation', 'headings', 'text', 'span', 'line'], noNullPrototype: true },
  )
  .map((fields): Passage => createPassage(fields));

function stored(document: CorpusDocument, compression = NODE_COMPRESSION): CorpusDocument {
  const packed = compressDocument(document, compression);
  return openDocument(document, { length: packed.length, read: () => packed }, compression);
}

describe('a stored document', () => {
  it('says what it said', () => {
    fc.assert(
      fc.property(
        fc.array(anyPassage, { maxLength: 5 }),
        fc.option(anyText, { nil: undefined }),
        (passages, converted) => {
          const document = { id, uri, metadata, passages, converted };
          for (const compression of [NODE_COMPRESSION, PORTABLE_COMPRESSION]) {
            const again = stored(document, compression);
            expect(again).toMatchObject({ id, uri, metadata });
            expect(again.passages).toEqual(passages);
            expect(again.converted).toBe(converted);
          }
        },
      ),
    );
  });

  it('is told from one that says something else', () => {
    const passages = (text: string): readonly Passage[] => [
      createPassage({ citation: '1st para.', headings: [], text, span: { start: 0, end: text.length }, line: 0 }),
    ];
    const of = (text: string): CorpusDocument => stored({ id, uri, metadata, passages: passages(text) });
    expect(of('Rivers carry boats.').fingerprint).toBe(of('Rivers carry boats.').fingerprint);
    expect(of('Rivers carry boats.').fingerprint).not.toBe(of('Rivers carry ships.').fingerprint);
  });

  it('keeps the places of letters that are no whole character', () => {
    const text = 'a\ud800b\n{"c":1}';
    const passage = createPassage({ citation: '', headings: [], text, span: { start: 0, end: 0 }, line: 0 });
    const texts = stored({ id, uri, metadata, passages: [passage, passage] }).passages.map((each) => each.text);
    expect(texts).toEqual(['a\ufffdb\n{"c":1}', 'a\ufffdb\n{"c":1}']);
  });
});

describe('texts that lie in a file', () => {
  it('are read to where they are joined, without a copy of each', () => {
    const file = Uint8Array.from({ length: 9 }, (_, n) => n + 1);
    const written = new Set<ArrayBufferLike>();
    const texts = {
      bytes: new Uint8Array(),
      offsets: Float64Array.of(0, 2, 5, 9),
      inPlace: { name: 'a', digest: 'b' },
    };
    const textOf = textsOf(texts, () => (from, to, into = new Uint8Array(to - from)) => {
      into.set(file.subarray(from, to));
      written.add(into.buffer);
      return into;
    });
    const { bytes, offsets } = joinTexts([2, 0, 1].map(textOf));
    expect([...bytes]).toEqual([6, 7, 8, 9, 1, 2, 3, 4, 5]);
    expect([...offsets]).toEqual([0, 4, 6, 9]);
    expect(written).toEqual(new Set([bytes.buffer]));
    expect([...textOf(1).read()]).toEqual([3, 4, 5]);
  });
});

import { describe, expect, it } from 'vitest';
import { createCollector } from '../../../server/src/index/collector.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { createTermScanner } from '../../../server/src/text/termScanner.js';
import { loadBundledDocuments } from '../../support/bundled.js';
import { TEST_SPELLING } from '../../support/corpus.js';

const sketchesOf = (documents: readonly CorpusDocument[]): readonly Float64Array[] => {
  const collector = createCollector(createTermScanner(TEST_SPELLING));
  for (const document of documents) collector.add(document);
  return collector.take().documents.map(({ sketch }) => sketch);
};

describe('what is collected of many documents', () => {
  const documents = loadBundledDocuments();

  it('has the sketch of each as if it were alone', () => {
    const together = sketchesOf(documents);
    expect(together).toEqual(documents.flatMap((document) => sketchesOf([document])));
    expect(together.every(({ length }) => length > 10)).toBe(true);
  });

  it('has all sketches in one memory that threads share', () => {
    const buffers = new Set(sketchesOf(documents).map(({ buffer }) => buffer));
    expect(buffers.size).toBe(1);
    expect([...buffers][0]).toBeInstanceOf(SharedArrayBuffer);
  });
});

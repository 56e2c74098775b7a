import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import { createIndexBuilder } from '../../../server/src/index/indexBuilder.js';
import type { IndexData } from '../../../server/src/index/indexData.js';
import { mineIndex } from '../../../server/src/index/mineIndex.js';
import { recordsOf } from '../../../server/src/index/records.js';
import { readSnapshot, snapshotMemory, writeSnapshot } from '../../../server/src/index/snapshot.js';
import { loadBundledDocuments } from '../../support/bundled.js';
import { TEST_SPELLING, testTokenize } from '../../support/corpus.js';

const options = { tokenize: testTokenize, spelling: TEST_SPELLING };
const stamp = { lexicon: 'abc', files: [{ uri: 'file:///a.md', digest: '12' }] };

function bundledData(): IndexData {
  const builder = createIndexBuilder(options);
  for (const document of loadBundledDocuments()) builder.add(document);
  const data = builder.build();
  return { ...data, mined: mineIndex(data) };
}

function fileOf(data: IndexData): Uint8Array {
  const parts = writeSnapshot(data, stamp);
  const file = snapshotMemory(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

describe('a snapshot', () => {
  const data = bundledData();
  const file = fileOf(data);

  it('gives back the index it was made of, and the stamp', () => {
    const read = readSnapshot(file);
    expect(read?.stamp).toEqual(stamp);
    expect(read?.data).toEqual(data);
  });

  it('answers as the index it was made of', () => {
    const read = readSnapshot(file);
    if (read === undefined) throw new Error('not read');
    const [fresh, warm] = [data, read.data].map((each) => openCorpusIndex(each, { ...options, revision: 1 }));
    const terms = ['legally', 'binding'];
    expect([...(warm?.findPhrase(terms) ?? [])]).toEqual([...(fresh?.findPhrase(terms) ?? [])]);
    expect(warm?.findPhrase(terms).length).toBeGreaterThan(3);
    expect(warm?.complete('open, secure, sta', 5).map(({ text }) => text)).toEqual(
      fresh?.complete('open, secure, sta', 5).map(({ text }) => text),
    );
    expect(warm?.documents.map(({ passages }) => passages)).toEqual(fresh?.documents.map(({ passages }) => passages));
  });

  it('is refused when it is cut short, of another format or something else', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), (length) => {
        expect(readSnapshot(file.slice(0, length))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
    const text = new TextDecoder('latin1').decode(file.slice(0, 200)).replace(/"format":\d+/, '"format":0');
    const other = file.slice();
    for (let i = 0; i < text.length; i++) other[i] = text.charCodeAt(i);
    expect(readSnapshot(other)).toBeUndefined();
    expect(readSnapshot(new TextEncoder().encode('# A document\n'))).toBeUndefined();
  });
});

describe('an index made from another', () => {
  it('is the same as one made from the documents', () => {
    const documents = loadBundledDocuments();
    const whole = bundledData();
    const builder = createIndexBuilder(options);
    const [changed, ...rest] = documents;
    if (changed === undefined) throw new Error('no documents');
    for (const { id } of rest) {
      const position = recordsOf(whole.documents).findIndex((record) => record.id === id);
      if (position >= 0) builder.addIndexed(whole, position, id);
    }
    builder.add(changed);
    const data = builder.build();
    expect({ ...data, mined: mineIndex(data) }).toEqual(whole);
  });
});

describe('a builder that has finished', () => {
  it('gave the index that it would have built, holds nothing any more, and can begin anew', () => {
    const documents = loadBundledDocuments();
    const builder = createIndexBuilder(options);
    const add = (): void => {
      for (const document of documents) builder.add(document);
    };
    add();
    const built = builder.build();
    expect(builder.finish()).toEqual(built);
    expect(builder.size).toBe(0);
    expect(recordsOf(builder.build().documents)).toEqual([]);
    add();
    expect(builder.build()).toEqual(built);
  });
});

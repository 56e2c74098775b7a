import { describe, expect, it } from 'vitest';
import { createCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import { digestOfCorpus } from '../../../server/src/service/corpusDigest.js';
import { makeDocument, TEST_SPELLING, type TestDocument, testTokenize } from '../../support/corpus.js';

/** The digest of a record; `elsewhere`: it lies in another folder, and was read in the other order, at another time. */
function digest(documents: readonly TestDocument[], elsewhere = false): Promise<string> {
  const made = documents.map((document) => makeDocument(document));
  const moved = made.toReversed().map((document) => ({ ...document, uri: `file:///D:/record/${document.id}.md` }));
  const options = { tokenize: testTokenize, spelling: TEST_SPELLING, revision: elsewhere ? 7 : 1 };
  return digestOfCorpus(createCorpusIndex(elsewhere ? moved : made, options));
}

const RECORD = [
  { id: 'a', text: 'Rivers carry boats.', date: '2020' },
  { id: 'b', text: 'Music moves people.' },
];

describe('the digest of a corpus', () => {
  it('is the same for the same documents, wherever they lie and whenever they are read', async () => {
    expect(await digest(RECORD)).toMatch(/^[0-9a-f]{12}$/);
    expect(await digest(RECORD, true)).toBe(await digest(RECORD));
  });

  it.each([
    ['a word', [{ id: 'a', text: 'Rivers carry ships.', date: '2020' }, RECORD[1]]],
    ['a date', [{ id: 'a', text: 'Rivers carry boats.', date: '2021' }, RECORD[1]]],
    ['a document', [RECORD[0]]],
    ['the name of one', [{ id: 'c', text: 'Rivers carry boats.', date: '2020' }, RECORD[1]]],
  ])('is another with %s changed', async (_, changed) => {
    expect(await digest(changed as readonly TestDocument[])).not.toBe(await digest(RECORD));
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPreparer, digestOf, MAKING } from '../../../server/src/postgres/prepare.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { loadBundledDocuments, loadBundledLexicon } from '../../support/bundled.js';
import { makeDocument } from '../../support/corpus.js';

/** What is made of the bundled documents, by how it is made. Whoever changes what is made adds a line, and raises `MAKING`. */
const MADE: Readonly<Record<number, string>> = {
  1: 'c981deac15b61ad4',
};

const lexicon = loadBundledLexicon();
const words = { lexicon, tokenize: createTokenizer(lexicon.spelling) };

describe('the rows of a document', () => {
  it('are made anew where they would come out otherwise', () => {
    const prepare = createPreparer(words);
    const hash = createHash('sha256');
    for (const document of loadBundledDocuments()) {
      const { passages, positions, stems } = prepare(document);
      hash.update(JSON.stringify([passages, positions, [...stems]]));
    }
    expect(hash.digest('hex').slice(0, 16)).toBe(MADE[MAKING]);
  });

  it('are known again by what they are made of, whatever the document is called', () => {
    const document = makeDocument({ id: 'one', text: 'One.\n\nTwo.' });
    const digest = digestOf(document);
    expect(digestOf({ ...document, id: 'two', uri: 'file:///two.md' })).toBe(digest);
    const { passages, metadata } = document;
    const [first = expect.fail(), ...others] = passages;
    for (const changed of [
      { ...document, passages: [{ ...first, text: 'One!' }, ...others] },
      { ...document, passages: [{ ...first, citation: 'para. 9' }, ...others] },
      { ...document, passages: [{ ...first, headings: ['Heading'] }, ...others] },
      { ...document, passages: others },
      { ...document, metadata: { ...metadata, handling: 'restricted' as const } },
      { ...document, metadata: { ...metadata, date: '2021-01-01' } },
    ])
      expect(digestOf(changed)).not.toBe(digest);
  });
});

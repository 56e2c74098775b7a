import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { parseText } from '../../../server/src/ingest/parseDocument.js';
import { writeDocument } from '../../../server/src/ingest/writeDocument.js';

const TEXT = `# Working paper by Peru

1. The report[^1] was adopted by consensus, as the group had asked.[^2] [^*-p3]

2. Nothing else was said of it in the room, except for one thing.

    a) The annex was taken note of by the group.[^2]

[^1]: A/75/816, annex,
  para. 12.

[^2]: See the statement of 6 March 2023.

[^*-p3]: Reissued for technical reasons.

[^9]: Nobody refers to this.
`;

function read(text: string): CorpusDocument {
  const { document } = parseText({ uri: 'file:///corpus/a.md', name: 'a.md' }, text);
  if (document === undefined) throw new Error('nothing read');
  return document;
}

const shown = ({ passages }: CorpusDocument): unknown[] =>
  passages.map(({ citation, text, notes }) => [citation, text, ...(notes === undefined ? [] : [notes])]);

describe('footnotes', () => {
  const document = read(TEXT);

  it('are passages of their own, cited by the paragraph that refers to them', () => {
    expect(shown(document)).toEqual([
      ['para. 1', 'The report was adopted by consensus, as the group had asked.', ['1', '2', '*-p3']],
      ['para. 2', 'Nothing else was said of it in the room, except for one thing.'],
      ['para. 2 (a)', 'The annex was taken note of by the group.', ['2']],
      ['para. 1, footnote 1', 'A/75/816, annex, para. 12.'],
      ['para. 1, footnote 2', 'See the statement of 6 March 2023.'],
      ['para. 1, footnote *', 'Reissued for technical reasons.'],
      ['footnote 9', 'Nobody refers to this.'],
    ]);
  });

  it('stay the same when written and read again, each on its line', () => {
    const written = writeDocument(document);
    const again = read(written);
    expect(shown(again)).toEqual(shown(document));
    const lines = written.split('\n');
    for (const { text, span, line } of again.passages) {
      expect(written.slice(span.start, span.end)).toBe(text);
      expect(lines[line]).toContain(text);
    }
  });

  it('are told from text that only looks like a reference', () => {
    const literal = read('# A\n\n1. The notation \\[^1] is that of the manual, and nothing is below it.\n');
    expect(shown(literal)).toEqual([['para. 1', 'The notation [^1] is that of the manual, and nothing is below it.']]);
    expect(shown(read(writeDocument(literal)))).toEqual(shown(literal));
  });

  it('are shown where they stand in the text as received', () => {
    const note = document.passages.find(({ citation }) => citation === 'para. 1, footnote 2');
    expect(TEXT.split('\n')[note?.line ?? -1]).toBe('[^2]: See the statement of 6 March 2023.');
  });
});

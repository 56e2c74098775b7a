import { describe, expect, it } from 'vitest';
import type { CorpusDocument, Passage } from '../../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../../server/src/ingest/parseDocument.js';
import { writeDocument } from '../../../server/src/ingest/writeDocument.js';

const read = (text: string): CorpusDocument => {
  const { document } = parseDocument({ uri: 'file:///corpus/a.md', name: 'a.md' }, new TextEncoder().encode(text));
  if (document === undefined) throw new Error('no document');
  return document;
};
const shown = ({ citation, text }: Passage): [string, string] => [citation, text];

describe('footnotes', () => {
  const PAPER = `## Norms

1. States recall resolution 73/27[^1] and its annex.[^2] More is needed.

2. The *Directory[^3]* is open [^1] to all.

## Law

3. Nothing is said here.

[^1]: A/RES/73/27.
[^2]: A/75/816, annex, and what was said
of it later.

[^3]: See [^1] above.
[^4]: Nobody refers to this.
`;

  it('are passages of their own, cited by the paragraph that refers to them first and under its headings', () => {
    const { passages } = read(PAPER);
    expect(passages.map(shown)).toEqual([
      ['para. 1', 'States recall resolution 73/27 and its annex. More is needed.'],
      ['para. 2', 'The Directory is open to all.'],
      ['para. 3', 'Nothing is said here.'],
      ['footnote 1 to para. 1', 'A/RES/73/27.'],
      ['footnote 2 to para. 1', 'A/75/816, annex, and what was said of it later.'],
      ['footnote 3 to para. 2', 'See above.'],
      ['footnote 4', 'Nobody refers to this.'],
    ]);
    expect(passages.map(({ note }) => note)).toEqual([undefined, undefined, undefined, '1', '2', '3', '4']);
    expect(passages.slice(3).map(({ headings }) => headings)).toEqual([['Norms'], ['Norms'], ['Norms'], []]);
  });

  it('come with the passage that refers to them, each at the word it stands behind', () => {
    const [first, second, third] = read(PAPER).passages;
    const noted = first?.notes?.map(({ label, at, text }) => [label, first.text.slice(0, at), text]);
    expect(noted).toEqual([
      ['1', 'States recall resolution 73/27', 'A/RES/73/27.'],
      ['2', 'States recall resolution 73/27 and its annex.', 'A/75/816, annex, and what was said of it later.'],
    ]);
    expect(second?.notes?.map(({ label, at }) => [label, second.text.slice(0, at)])).toEqual([
      ['3', 'The Directory'],
      ['1', 'The Directory is open'],
    ]);
    expect(third?.notes).toBeUndefined();
  });

  it('are written out and read again alike', () => {
    const document = read(PAPER);
    const again = read(writeDocument(document));
    const content = ({ passages }: CorpusDocument): unknown =>
      passages.map(({ citation, headings, text, notes, note }) => ({ citation, headings, text, notes, note }));
    expect(content(again)).toEqual(content(document));
  });

  it('that begin anew on every page pair with their marks in order', () => {
    const text = 'One is so.[^*]\n\nTwo is so.[^*]\n\n[^*]: First.\n\n[^*]: Second.\n';
    expect(read(text).passages.map(({ citation, notes }) => [citation, notes?.[0]?.text])).toEqual([
      ['1st para.', 'First.'],
      ['2nd para.', 'Second.'],
      ['footnote * to 1st para.', undefined],
      ['footnote * to 2nd para.', undefined],
    ]);
  });

  it('of one label are given to no paragraph when there are more of them than marks', () => {
    const text = 'One is so.[^2]\n\n[^2]: First.\n\n[^2]: Second.\n';
    expect(read(text).passages.map(({ citation, notes }) => [citation, notes])).toEqual([
      ['1st para.', undefined],
      ['footnote 2', undefined],
      ['footnote 2 (2nd of that number)', undefined],
    ]);
  });

  it('count for no number: neither a preamble nor a list is broken by them', () => {
    const text = [
      'The General Assembly,',
      'Recalling its resolution[^1] on it,',
      '[^1]: Resolution 73/27.',
      'Noting the report,',
      '1. Decides:',
      '(a) To act;',
      '[^2]: Nothing.',
      '(b) To report.',
    ].join('\n\n');
    expect(read(text).passages.map(({ citation }) => citation)).toEqual([
      'opening para.',
      '1st preambular para.',
      'footnote 1 to 1st preambular para.',
      '2nd preambular para.',
      'para. 1',
      'para. 1 (a)',
      'footnote 2',
      'para. 1 (b)',
    ]);
  });

  it('leave a bracket that is no mark of theirs as it stands', () => {
    expect(read('The pattern [^0-9] was agreed, and so was [^1].\n').passages[0]?.text).toBe(
      'The pattern [^0-9] was agreed, and so was [^1].',
    );
  });
});

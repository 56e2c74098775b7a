import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, it } from 'vitest';
import { createDraft, type Draft } from '../../../server/src/draft/draft.js';
import { placeOf, wordsIn } from '../../../server/src/service/placeInDraft.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { loadBundledLexicon } from '../../support/bundled.js';

const TEXT = `Before all.

# Introduction to *it*

1. One.

(a) Sub.

Plain \\*words\\*[^2].

[^2]: A note.
`;

const tokenize = createTokenizer(loadBundledLexicon().spelling);

function draftIn(file: string): Draft {
  return createDraft(TextDocument.create(`file:///drafts/${file}`, 'negotiation-draft', 1, TEXT), tokenize);
}

function placesIn(draft: Draft): string[] {
  return draft.blocks.filter(({ kind }) => kind === 'paragraph').map((block) => placeOf(block, draft));
}

it('cites a paragraph by its number, else by its line', () => {
  expect(placesIn(draftIn('a.md'))).toEqual(['line 1', 'para. 1', 'para. 1 (a)', 'line 9', 'line 11']);
});

it('cites what has no number by its heading where nobody sees lines, and a note by its mark', () => {
  expect(placesIn(draftIn('a.docx'))).toEqual([
    '1st para.',
    'para. 1',
    'para. 1 (a)',
    '“Introduction to *it*”, 3rd para.',
    'footnote 2',
  ]);
});

it('quotes words as the draft’s own file has them', () => {
  const span = { start: TEXT.indexOf('Plain'), end: TEXT.indexOf('[^2]: A') };
  expect(wordsIn(draftIn('a.md'), span)).toBe('Plain \\*words\\*[^2].');
  expect(wordsIn(draftIn('a.docx'), span)).toBe('Plain *words*.');
});

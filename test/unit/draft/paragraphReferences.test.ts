import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft } from '../../../server/src/draft/draft.js';
import { readReferences } from '../../../server/src/draft/paragraphReferences.js';
import { testTokenize } from '../../support/corpus.js';

/** The references of a draft of three paragraphs, the last of which is given: "2 (a)", "?" behind one that is not certain. */
function referencesIn(last: string): string[] {
  const text = `1. One.\n\n2. Two:\n\n(a) x;\n\n(b) y.\n\n3. ${last}\n`;
  const draft = createDraft(TextDocument.create('file:///d.md', 'markdown', 1, text), testTokenize);
  return readReferences(draft).map(
    ({ paragraph, isOwn }) => `${paragraph?.written.join(' ') ?? 'none'}${isOwn ? '' : '?'}`,
  );
}

it.each([
  ['as paragraph 2 above says', ['2']],
  ['see Paras. 1 and 2 (b)', ['1', '2 b']],
  ['in paragraphs 2 (a) and (b), and 1', ['2 a', '2 b', '1']],
  ['in paragraphs 1–3 and para 2(a)', ['1', '3', '2 a']],
  ['in paragraph\u00a01 of this paper', ['1']],
  ['paragraph 9 is not there', ['none']],
  ['resolution 73/27, in paragraph 1, says', ['1?']],
  ['the report of 2021 says so in paragraph 1 above', ['1']],
])('reads "%s"', (last, expected) => {
  expect(referencesIn(last)).toEqual(expected);
});

it.each([
  'paragraph 1 of resolution 73/27',
  'paragraphs 1 and 2 of its annex',
  'paragraph 2 in the 2021 report',
  'as said (Pakistan, working paper, undated, para. 2)',
  'preambular paragraph 2',
  '“see paragraph 2 above”',
  'a paragraph 12/2 long, parachute 2 and 2 paragraphs',
])('leaves "%s" alone', (last) => {
  expect(referencesIn(last)).toEqual([]);
});

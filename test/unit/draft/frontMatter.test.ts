import { expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft } from '../../../server/src/draft/draft.js';
import { testTokenize } from '../../support/corpus.js';

function forumIn(text: string): string | undefined {
  return createDraft(TextDocument.create('file:///a.draft.md', 'negotiation-draft', 1, text), testTokenize).forum;
}

it.each<[string, string | undefined]>([
  ['---\nforum: First Committee\n---\nText.', 'First Committee'],
  ['---\r\ntitle: A\r\nforum: "OEWG: second"  # as in the mandate\r\n---\r\nText.', 'OEWG: second'],
  ["---\nforum: 'OEWG'\n---\n", 'OEWG'],
  ['---\nforum: OEWG # the new one\n...\nText.', 'OEWG'],
  ['---\nforum:\n---\nText.', undefined],
  ['---\nforum: # none\n---\nText.', undefined],
  ['---\nforum: ""\n---\nText.', undefined],
  ['---\ntitle: A\n---\nforum: First Committee', undefined],
  ['forum: First Committee\n\nText.', undefined],
  ['', undefined],
])('the forum of %j is %j', (text, forum) => expect(forumIn(text)).toBe(forum));

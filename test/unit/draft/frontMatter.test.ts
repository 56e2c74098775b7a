import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft, type Draft } from '../../../server/src/draft/draft.js';
import { withFieldsAbove } from '../../../server/src/draft/frontMatter.js';
import { testTokenize } from '../../support/corpus.js';

function read(text: string): Draft {
  return createDraft(TextDocument.create('file:///a.draft.md', 'negotiation-draft', 1, text), testTokenize);
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
])('the forum of %j is %j', (text, forum) => expect(read(text).forum).toBe(forum));

it.each<[string, boolean]>([
  ['---\ncirculation: open\n---\nText.', true],
  ['---\r\ntitle: A\r\nCirculation: "Open" # to all\r\n---\r\nText.', true],
  ["---\n'circulation' : 'open'\n...\nText.", true],
  ['---\n  circulation:\n    open\n---\nText.', true],
  ['---\ncirculation: opne\n---\nText.', true],
  ['---\ncirculation: restricted\ncirculation: open\n---\nText.', true],
  ['---\ncirculation: open\n\nText that is not parted yet.', true],
  ['---\ncirculation: open', true],
  ['---\ncirculation: internal\n---\nText.', false],
  ['---\ncirculation: "Restricted" # for now\n---\nText.', false],
  ['---\ntitle: circulation, open\n---\nText.', false],
  ['---\n# circulation: open\n---\nText.', false],
  ['---\ntitle: A\n---\ncirculation: open', false],
  ['---\n\ncirculation: open', false],
  ['circulation: open\n\nText.', false],
  ['', false],
])('whether %j is for open circulation: %j', (text, isOpen) => expect(read(text).isOpen).toBe(isOpen));

describe('a draft that was read out of a file', () => {
  const readOut = (text: string): Draft => {
    const whole = withFieldsAbove(text);
    expect(whole.endsWith(text)).toBe(true);
    return read(whole);
  };

  it.each([
    'Circulation: open\n\nText.\n',
    '# Our paper\n\n## CIRCULATION:  open\n\nText.\n',
    `${'A line.\n\n'.repeat(9)}circulation: public\n`,
    'Our paper\nCirculation: open\nof today\n',
  ])('says in its first lines that it is for open circulation: %j', (text) => {
    expect(readOut(text).isOpen).toBe(true);
  });

  it.each([
    'Text.\n',
    'Circulation: restricted\n\nText.\n',
    'On circulation: open questions.\n',
    'Circulation:\n\nText.\n',
    `${'A line.\n\n'.repeat(10)}Circulation: open\n`,
  ])('does not say so elsewhere or otherwise: %j', (text) => {
    expect(readOut(text).isOpen).toBe(false);
  });

  it('names its forum there, and stays as it is where it says nothing', () => {
    expect(readOut('Title\n\nForum: OEWG\n').forum).toBe('OEWG');
    expect(withFieldsAbove('Title\n\nText.\n')).toBe('Title\n\nText.\n');
  });
});

import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CitationStyle } from '../../../server/src/api/settings.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import { type CitedPassage, citeInDraft, provideCitation } from '../../../server/src/service/cite.js';
import { createBundledContext } from '../../support/bundled.js';
import { makeDocument } from '../../support/corpus.js';

const FOLDER = 'file:///home/work';
const DRAFT = `${FOLDER}/drafts/paper.draft.md`;
const context = createBundledContext([
  makeDocument({ id: 'zeppelins', date: '2024', text: 'Zeppelins must land;\n\nThey may rise.' }),
]);

function styled(style: CitationStyle) {
  return { ...context, settings: { ...context.settings, citation: { style } } };
}

function draftOf(text: string, uri = DRAFT, language = 'markdown') {
  return createDraft(TextDocument.create(uri, language, 1, text), context.tokenize);
}

function linkOf(cited: Partial<CitedPassage>, uri = DRAFT): string | undefined {
  const passage = { quoted: '“Q.”', citation: 'C', uri: `${FOLDER}/papers/a%20b.md`, ...cited };
  const where = { places: [{ start: 0, end: 0 }], kind: 'citation' } as const;
  const [edit] = citeInDraft(draftOf('', uri), where, passage, styled('link'), FOLDER);
  return /\]\((.*)\)\)$/.exec(edit?.newText ?? '')?.[1];
}

describe('a link', () => {
  it('leads to the official address of what has a symbol', () => {
    expect(linkOf({ symbol: 'A/RES/73/27' })).toBe('https://undocs.org/en/A/RES/73/27');
    expect(linkOf({ symbol: 'S/RES/1514 (XV)' })).toBe('https://undocs.org/en/S/RES/1514%28XV%29');
    expect(linkOf({ symbol: 'X) [y](http://evil' })).toBe('https://undocs.org/en/X%29%5By%5D%28http://evil');
  });

  it('is relative within the workspace, else the file', () => {
    expect(linkOf({})).toBe('../papers/a%20b.md');
    expect(linkOf({ uri: `${FOLDER}/drafts/old%20(2).md` })).toBe('old%20%282%29.md');
    expect(linkOf({ uri: 'file:///elsewhere/a.md' })).toBe('file:///elsewhere/a.md');
    expect(linkOf({}, 'untitled:Untitled-1')).toBe(`${FOLDER}/papers/a%20b.md`);
  });
});

describe('a passage is cited', () => {
  const zeppelins = context.index.documents.find(({ id }) => id === 'zeppelins');
  const uri = zeppelins?.uri ?? '';
  const line = zeppelins?.passages.at(-1)?.line ?? 0;
  const start = { line: 0, character: 4 };
  const ask = (params: object, style: CitationStyle = 'text', draft = draftOf('See .')) => {
    const asked = { ranges: [{ start, end: start }], kind: 'quotation' as const, source: { uri, line }, ...params };
    return provideCitation(draft, asked, styled(style)).edits.map(({ newText }) => newText);
  };

  it('by the line it stands on or that follows it', () => {
    expect(ask({})).toEqual(['“They may rise.” (Pakistan, statement, 2024, para. 2)']);
    expect(ask({ source: { uri, line: line + 1 } })).toEqual(ask({}));
    expect(ask({ source: { uri, line: 0 } })).toEqual(['“Zeppelins must land” (Pakistan, statement, 2024, para. 1)']);
  });

  it('with the words that are given, or alone', () => {
    expect(ask({ words: 'rise “high”,' })).toEqual(['“rise ‘high’” (Pakistan, statement, 2024, para. 2)']);
    expect(ask({ kind: 'citation' })).toEqual(['(Pakistan, statement, 2024, para. 2)']);
  });

  it('in the style of the settings, but in plain text always written out', () => {
    expect(ask({ kind: 'citation' }, 'footnote')).toEqual(['[^1]', '\n\n[^1]: Pakistan, statement, 2024, para. 2.\n']);
    const plain = draftOf('See .', 'file:///a.txt', 'plaintext');
    expect(ask({ kind: 'citation' }, 'footnote', plain)).toEqual(['(Pakistan, statement, 2024, para. 2)']);
  });

  it('never when the record does not hold it', () => {
    expect(ask({ source: { uri: 'file:///gone.md', line: 0 } })).toEqual([]);
  });
});

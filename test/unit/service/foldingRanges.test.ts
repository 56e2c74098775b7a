import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft } from '../../../server/src/draft/draft.js';
import { provideFoldingRanges } from '../../../server/src/service/foldingRanges.js';
import { testTokenize } from '../../support/corpus.js';

function foldsOf(text: string, languageId = 'negotiation-draft') {
  const document = TextDocument.create('file:///draft.md', languageId, 1, text);
  return provideFoldingRanges(createDraft(document, testTokenize))?.map(({ startLine, endLine, kind }) =>
    kind === undefined ? [startLine, endLine] : [startLine, endLine, kind],
  );
}

const PARAGRAPHS = '1. States should:\n\n(a) report;\n\n(b) consult:\n\n(i) early;\n\n(ii) often.\n\n2. Short.';

describe('provideFoldingRanges', () => {
  it('folds a section up to the next heading of its depth, without the blank lines before it', () => {
    expect(foldsOf('# A\n\ntext\n\n## B\n\ntext\n\n# C\ntext')).toEqual([
      [0, 6],
      [4, 6],
      [8, 9],
    ]);
  });

  it('folds numbered paragraphs with what stands under them', () => {
    expect(foldsOf(PARAGRAPHS)).toEqual([
      [0, 8],
      [4, 8],
    ]);
  });

  it('folds front matter, comments and code, in which a hash is no heading', () => {
    expect(foldsOf('---\nforum: OEWG\n---\n# A\n```\n# not\n```\n<!--\n# not\n-->\ntext')).toEqual([
      [0, 2],
      [3, 10],
      [4, 6],
      [7, 9, 'comment'],
    ]);
  });

  it('leaves to a Markdown editor what it folds itself', () => {
    expect(foldsOf(`# A\n\n\`\`\`\ncode\n\`\`\`\n\n${PARAGRAPHS}`, 'markdown')).toEqual([
      [6, 14],
      [10, 14],
    ]);
  });

  it('says nothing of a text that has nothing to fold', () => {
    expect(foldsOf('# A\n\n# B\n')).toBeUndefined();
    expect(foldsOf('key:\n  value\n', 'plaintext')).toBeUndefined();
  });
});

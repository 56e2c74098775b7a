import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { NO_SPELLING } from '../../../server/src/text/spelling.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { createDraftCache } from '../../../server/src/workspace/drafts.js';

const URI = 'file:///draft.md';
const tokenize = createTokenizer(NO_SPELLING);

describe('createDraftCache', () => {
  it('makes one draft for each version', () => {
    const cache = createDraftCache();
    const document = TextDocument.create(URI, 'markdown', 1, 'First text.');
    const first = cache.draftOf(document, tokenize);
    expect(cache.draftOf(document, tokenize)).toBe(first);
    TextDocument.update(document, [{ text: 'Second text.' }], 2);
    expect(cache.draftOf(document, tokenize).document.getText()).toBe('Second text.');
  });

  it('keeps an older draft as it was while the document is edited', () => {
    const document = TextDocument.create(URI, 'markdown', 1, 'First text.');
    const draft = createDraftCache().draftOf(document, tokenize);
    TextDocument.update(document, [{ text: '' }], 2);
    expect(draft.document.getText()).toBe('First text.');
    expect(draft.document.version).toBe(1);
  });

  it('reads the draft again for another tokenizer and after it was forgotten', () => {
    const cache = createDraftCache();
    const document = TextDocument.create(URI, 'markdown', 1, 'First text.');
    const first = cache.draftOf(document, tokenize);
    const second = cache.draftOf(document, createTokenizer(NO_SPELLING));
    expect(second).not.toBe(first);
    cache.forget(URI);
    expect(cache.draftOf(document, tokenize)).not.toBe(second);
  });
});

import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft, type Draft } from '../draft/draft.js';
import type { Tokenizer } from '../text/tokens.js';

/** The models of open drafts, each made once per version. */
export interface DraftCache {
  /** The model of the document as it is now. */
  draftOf(document: TextDocument, tokenize: Tokenizer): Draft;
  /** Forgets a document that was closed. */
  forget(uri: string): void;
}

/** An empty cache. */
export function createDraftCache(): DraftCache {
  const drafts = new Map<string, { readonly draft: Draft; readonly tokenize: Tokenizer }>();
  return {
    draftOf(document, tokenize) {
      const known = drafts.get(document.uri);
      const before = known?.tokenize === tokenize ? known.draft : undefined;
      if (before?.document.version === document.version) return before;
      // An open document is edited in place; a draft must stay what it was.
      const { uri, languageId, version } = document;
      const draft = createDraft(TextDocument.create(uri, languageId, version, document.getText()), tokenize, before);
      drafts.set(uri, { draft, tokenize });
      return draft;
    },
    forget(uri) {
      drafts.delete(uri);
    },
  };
}

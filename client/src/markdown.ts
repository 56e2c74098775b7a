import { Disposable, FoldingRange, FoldingRangeKind, languages } from 'vscode';
import { foldsOf } from './folds.js';
import { registerLinks } from './links.js';
import { DRAFT_LANGUAGE } from './drafts.js';

/**
 * What VS Code's Markdown support gives to its own language ids only, for drafts. Grammar, snippets and preview come
 * through package.json, the outline from the server.
 */
export function registerMarkdownSupport(): Disposable {
  return Disposable.from(
    languages.registerFoldingRangeProvider(DRAFT_LANGUAGE, {
      provideFoldingRanges: (document) =>
        foldsOf(document.getText().split(/\r?\n/)).map(
          ({ first, last, comment }) =>
            new FoldingRange(first, last, comment ? FoldingRangeKind.Comment : FoldingRangeKind.Region),
        ),
    }),
    registerLinks(),
  );
}

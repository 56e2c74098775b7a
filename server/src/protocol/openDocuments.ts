import { type Range, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** What editors beside VS Code call plain text. */
const TEXT = 'text';

/**
 * The documents that the client has open; those of the language `text` are taken for LSP's `plaintext`. Each change makes a newer version, also where the client's own count stands still
 * or goes back: what is known of a text is kept by its version.
 */
export function createOpenDocuments(): TextDocuments<TextDocument> {
  return new TextDocuments({
    create: (uri, language, version, text) =>
      TextDocument.create(uri, language === TEXT ? 'plaintext' : language, version, text),
    update(document, changes, version) {
      for (const change of changes) {
        const within =
          'range' in change && change.range ? { ...change, range: withinText(change.range, document) } : change;
        TextDocument.update(document, [within], document.version);
      }
      return TextDocument.update(document, [], Math.max(version, document.version + 1));
    },
  });
}

/** Lines behind the last one would stay in the document's own list of lines. */
function withinText({ start, end }: Range, document: TextDocument): Range {
  return {
    start: document.positionAt(document.offsetAt(start)),
    end: document.positionAt(document.offsetAt(end)),
  };
}

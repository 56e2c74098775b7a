import type { SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import { formatCitation } from './citation.js';
import type { ServiceContext } from './context.js';
import { markupFor } from './markdown.js';
import { passageRange } from './precedents.js';
import { searchPassages } from './search.js';

const MOST_SYMBOLS = 50;
const LONGEST_NAME = 160;
// LSP's number for "String": the kind that editors show for text.
const STRING_KIND: SymbolKind = 15;

/**
 * Passages that answer a search of the corpus, best first, at most 50; none when the query is not understood. Each is named by its sentence that answers best,
 * because editors filter the list once more by the typed words.
 */
export function provideWorkspaceSymbols(query: string, context: ServiceContext): SymbolInformation[] {
  return searchPassages(query, MOST_SYMBOLS, context).found.map(({ document, passage, sentence }) => ({
    name: plain(shorten(passage.text.slice(sentence.start, sentence.end))),
    kind: STRING_KIND,
    containerName: plain(formatCitation(document, passage)),
    location: { uri: document.uri, range: passageRange(passage) },
  }));
}

function plain(text: string): string {
  return markupFor('plaintext').text(text);
}

function shorten(text: string): string {
  return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME).replace(/\s\S*$/, '')} …`;
}

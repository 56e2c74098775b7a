import type { TextEdit } from 'vscode-languageserver-types';
import type { CiteAnswer, CiteParams } from '../api/protocol.js';
import type { CitationStyle, Settings } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import { isInsideFolder, relativePath, uriKey } from '../util/fileUri.js';
import { formatCitation, formatQuoted } from './citation.js';
import type { ServiceContext } from './context.js';
import { officialAddress } from './documentLinks.js';
import { insertCited } from './insertion.js';

/** A passage of the record as a draft cites it. */
export interface CitedPassage {
  /** Its words in quotation marks. */
  readonly quoted: string;
  readonly citation: string;
  /** URI of the document's file. */
  readonly uri: string;
  /** The document's symbol; absent when it has none. */
  readonly symbol?: string;
}

/** Where the text goes, and whether the words come with their citation. */
export interface CitationPlaces {
  readonly places: readonly Span[];
  readonly kind: CiteParams['kind'];
}

/**
 * The edits that cite or quote a passage in place of each span of the draft, in the style of the settings; of a footnote the
 * last edit is its definition. `folder`: the workspace's, a file URI.
 */
export function citeInDraft(
  { document }: Pick<Draft, 'document'>,
  { places, kind }: CitationPlaces,
  { quoted, citation, uri, symbol }: CitedPassage,
  { settings }: Pick<ServiceContext, 'settings'>,
  folder?: string,
): TextEdit[] {
  const style = citationStyle(document, settings);
  const target = linkTarget(document.uri, uri, symbol, folder);
  const cited = { citation, target, ...(kind === 'quotation' && { quoted }) };
  return insertCited(document.getText(), places, cited, style).map(({ start, end, newText }) => ({
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    newText,
  }));
}

/** The style of the settings; in plain text, where footnotes and links would be read as they are written, always `text`. */
export function citationStyle({ languageId }: Draft['document'], { citation }: Settings): CitationStyle {
  return languageId === 'plaintext' ? 'text' : citation.style;
}

/** The edits that cite or quote the passage at a line of a document; none when the record does not hold it any more. */
export function provideCitation(
  draft: Draft,
  { ranges, source, kind, words }: Omit<CiteParams, 'textDocument'>,
  context: ServiceContext,
  folder?: string,
): CiteAnswer {
  const key = uriKey(source.uri);
  const held = context.index.documents.find(({ uri }) => uriKey(uri) === key);
  const passage = held?.passages.findLast(({ line }) => line <= source.line);
  if (held === undefined || passage === undefined) return { edits: [] };
  const places = ranges.map(({ start, end }) => ({
    start: draft.document.offsetAt(start),
    end: draft.document.offsetAt(end),
  }));
  const quoted = formatQuoted(words ?? passage.text);
  const cited = { quoted, citation: formatCitation(held, passage), ...sourceFile(held) };
  return { edits: citeInDraft(draft, { places, kind }, cited, context, folder) };
}

/** What of a document a link to it is made of. */
export function sourceFile({ uri, metadata: { symbol } }: CorpusDocument): Pick<CitedPassage, 'uri' | 'symbol'> {
  return { uri, ...(symbol !== undefined && { symbol }) };
}

/** Where a draft's link to a document leads: its official address, a path from the draft within one workspace, or its file. */
function linkTarget(draft: string, uri: string, symbol: string | undefined, folder: string | undefined): string {
  const inWorkspace = folder !== undefined && isInsideFolder(draft, folder) && isInsideFolder(uri, folder);
  const target = symbol !== undefined ? officialAddress(symbol) : inWorkspace ? relativePath(draft, uri) : uri;
  // A bracket would end the link.
  return target.replaceAll('(', '%28').replaceAll(')', '%29');
}

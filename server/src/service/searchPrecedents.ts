import type { SearchAnswer, SearchParams } from '../api/protocol.js';
import { tierFor } from '../ingest/corpusDocument.js';
import { formatDate, formatQuotation, tierLabel } from './citation.js';
import type { ServiceContext } from './context.js';
import { passageRange } from './precedents.js';
import { searchPassages } from './search.js';

/** The answer to a search, ready to show. */
export function searchPrecedents({ query, limit }: SearchParams, context: ServiceContext): SearchAnswer {
  const { delegation, groups } = context.settings;
  const { found, problems, remarks } = searchPassages(query, limit, context);
  const precedents = found.map(({ document, passage, marks, reasons }) => ({
    uri: document.uri,
    range: passageRange(passage),
    title: document.metadata.title,
    holder: document.metadata.holder,
    date: formatDate(document.metadata),
    tier: tierLabel(tierFor(document.metadata, delegation, groups)),
    citation: passage.citation,
    headings: passage.headings,
    text: passage.text,
    marks,
    reasons,
    quotation: formatQuotation(document, passage),
  }));
  return { precedents, problems, remarks };
}

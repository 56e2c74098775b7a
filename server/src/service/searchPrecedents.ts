import type { SearchAnswer, SearchParams } from '../api/protocol.js';
import { tierFor } from '../ingest/corpusDocument.js';
import { formatDate, formatPlace, formatQuotation, tierLabel } from './citation.js';
import type { ServiceContext } from './context.js';
import { remarkOnPart } from './part.js';
import { passageRange } from './precedents.js';
import { searchPassages } from './search.js';
import { latestVersion, nameVersion } from './versions.js';

/** The answer to a search, ready to show. */
export function searchPrecedents({ query, limit }: SearchParams, context: ServiceContext): SearchAnswer {
  const { delegation, groups } = context.settings;
  const { found, problems, remarks } = searchPassages(query, limit, context);
  const precedents = found.map(({ document, passage, marks, reasons }) => {
    const latest = latestVersion(document, context.index);
    return {
      uri: document.uri,
      range: passageRange(passage),
      title: document.metadata.title,
      holder: document.metadata.holder,
      date: formatDate(document.metadata),
      tier: tierLabel(tierFor(document.metadata, delegation, groups)),
      citation: formatPlace(passage),
      headings: passage.headings,
      text: passage.text,
      marks,
      reasons,
      quotation: formatQuotation(document, passage),
      ...(latest === undefined ? {} : { laterVersion: nameVersion(latest) }),
    };
  });
  const part = remarkOnPart(context);
  return { precedents, problems, remarks: part === undefined ? remarks : [...remarks, part] };
}

import type { PrecedentInfo, SearchParams } from '../api/protocol.js';
import { tierFor } from '../ingest/corpusDocument.js';
import { formatDate, formatPlace, formatQuotation, tierLabel } from './citation.js';
import type { ServiceContext } from './context.js';
import { passageRange } from './precedents.js';
import { findPassages } from './search.js';
import { latestVersion, nameVersion } from './versions.js';

/** Passages that answer a search, best first, ready to show. */
export function searchPrecedents(params: SearchParams, context: ServiceContext): readonly PrecedentInfo[] {
  const { delegation, groups } = context.settings;
  return findPassages(params.query, params.limit, context).map(({ document, passage }) => {
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
      quotation: formatQuotation(document, passage),
      ...(latest === undefined ? {} : { laterVersion: nameVersion(latest) }),
    };
  });
}

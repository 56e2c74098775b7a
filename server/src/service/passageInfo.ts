import type { PrecedentInfo } from '../api/protocol.js';
import { tierFor } from '../ingest/corpusDocument.js';
import { formatPlace } from './citation.js';
import { dateLabel, tierLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { passageRange } from './precedents.js';
import type { FoundPassage } from './search.js';
import { latestVersion, nameVersion } from './versions.js';

/** A passage of the record, ready to show. */
export function describePassage(
  { document, passage, marks, reasons }: Omit<FoundPassage, 'sentence'>,
  { index, settings }: ServiceContext,
): PrecedentInfo {
  const latest = latestVersion(document, index);
  return {
    uri: document.uri,
    range: passageRange(passage),
    title: document.metadata.title,
    holder: document.metadata.holder,
    date: dateLabel(document.metadata),
    tier: tierLabel(tierFor(document.metadata, settings.delegation, settings.groups)),
    citation: formatPlace(passage),
    headings: passage.headings,
    text: passage.text,
    marks,
    reasons,
    ...(latest === undefined ? {} : { laterVersion: nameVersion(latest) }),
  };
}

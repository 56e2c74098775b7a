import type { CorpusIndex } from '../index/corpusIndex.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { dateLabel } from './labels.js';

/** The newest version of the text of which the document is an earlier one; `undefined` when it is the newest or the only one. */
export function latestVersion(document: CorpusDocument, index: CorpusIndex): CorpusDocument | undefined {
  const latest = index.versions.find(({ documents }) => documents.includes(document.id))?.documents.at(-1);
  return latest === undefined || latest === document.id ? undefined : index.documents.find(({ id }) => id === latest);
}

/** What tells a version from the others: its date, else its symbol, the name of its file or its title. */
export function nameVersion({ metadata }: CorpusDocument): string {
  return metadata.date === undefined ? (metadata.symbol ?? metadata.source ?? metadata.title) : dateLabel(metadata);
}

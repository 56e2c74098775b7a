import { type DocumentMetadata, orderingDate } from '../ingest/corpusDocument.js';
import { compareByCodePoint } from './order.js';
import type { DocumentFilter } from './precedentStore.js';

/** Whether a document counts. */
export function passesFilter(
  metadata: DocumentMetadata,
  { holders, from, to, forum, language }: DocumentFilter = {},
): boolean {
  const date = orderingDate(metadata);
  if (holders !== undefined && !holders.includes(metadata.holder)) return false;
  if ((from !== undefined || to !== undefined) && date === '') return false;
  if (from !== undefined && compareByCodePoint(date, from) < 0) return false;
  if (to !== undefined && compareByCodePoint(date, to) > 0) return false;
  if (forum !== undefined && metadata.forum !== forum) return false;
  return language === undefined || metadata.language === language;
}

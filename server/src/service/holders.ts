import type { HolderInfo } from '../api/protocol.js';
import { UNKNOWN_HOLDER } from '../ingest/corpusDocument.js';
import type { ServiceContext } from './context.js';

/** Whose documents the record holds, as far as they say so: those with the most documents first, then by name. */
export function provideHolders({ index }: Pick<ServiceContext, 'index'>): readonly HolderInfo[] {
  const counts = new Map<string, number>();
  for (const { metadata } of index.documents) {
    if (metadata.holder === UNKNOWN_HOLDER) continue;
    counts.set(metadata.holder, (counts.get(metadata.holder) ?? 0) + 1);
  }
  return Array.from(counts, ([holder, documents]) => ({ holder, documents })).toSorted(
    (a, b) => b.documents - a.documents || (a.holder < b.holder ? -1 : 1),
  );
}

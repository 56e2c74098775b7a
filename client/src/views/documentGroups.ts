import type { CorpusDocumentInfo } from '../../../server/src/api/protocol.js';
import { passesFilter } from './filter.js';

/** What the record can be grouped by. */
export type Grouping = 'forum' | 'holder';

/** Documents that have something in common, in the order in which they were given. */
export interface DocumentGroup {
  /** What they have in common; `undefined` for those of which it is not known. */
  readonly name: string | undefined;
  readonly documents: readonly CorpusDocumentInfo[];
}

/** The documents that a filter lets through, by title, holder, symbol or name of the file. */
export function filterDocuments(
  documents: readonly CorpusDocumentInfo[],
  filter: string,
): readonly CorpusDocumentInfo[] {
  if (filter === '') return documents;
  return documents.filter(({ title, holder, symbol, source }) => passesFilter(filter, title, holder, symbol, source));
}

/** The documents by forum or session: the group of the first document first, those of which it is not known last. */
export function groupBy(
  documents: readonly CorpusDocumentInfo[],
  field: 'forum' | 'session',
): readonly DocumentGroup[] {
  const groups = collect(documents, field);
  return groups.sort((a, b) => Number(a.name === undefined) - Number(b.name === undefined));
}

/** The documents by holder: the delegation, its groups, then everyone else by name. */
export function groupByHolder(documents: readonly CorpusDocumentInfo[]): readonly DocumentGroup[] {
  const rank = ({ documents: [first] }: DocumentGroup): number =>
    first?.tier === 'own' ? 0 : first?.tier === 'group' ? 1 : 2;
  return collect(documents, 'holder').sort(
    (a, b) => rank(a) - rank(b) || (a.name ?? '').localeCompare(b.name ?? '', undefined, { sensitivity: 'base' }),
  );
}

/** "2018–2023", or one year; empty when no date is known. */
export function yearsOf(documents: readonly CorpusDocumentInfo[]): string {
  const years = documents
    .map(({ orderingDate }) => orderingDate.slice(0, 4))
    .filter((year) => year !== '')
    .sort();
  const [first = '', last = first] = [years[0], years.at(-1)];
  return first === last ? first : `${first}–${last}`;
}

function collect(documents: readonly CorpusDocumentInfo[], field: 'forum' | 'session' | 'holder'): DocumentGroup[] {
  const groups = new Map<string | undefined, CorpusDocumentInfo[]>();
  for (const document of documents) {
    const name = document[field];
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [document]);
    else group.push(document);
  }
  return Array.from(groups, ([name, own]) => ({ name, documents: own }));
}

import type { CorpusIndex, DocumentUse, Occurrences } from '../index/corpusIndex.js';
import { readWording } from '../index/wording.js';
import { BREAK, breakBetween } from '../index/wordStream.js';
import { type Handling, orderingDate } from '../ingest/corpusDocument.js';
import { isKey, UNSTATED } from './prepare.js';
import { storable } from './storable.js';

/** Uses in a document that are looked at for one within a clause; hardly ever more than one. */
const MOST_READ = 20;

/** A row of aide.phrase, without its collection. */
export interface PhraseRow {
  readonly terms: string;
  readonly handling: Handling;
  /** As the newest document of this handling writes it that does so within one clause, and the date of that one. */
  readonly text: string;
  /** '' where none does: then it is as the newest writes it, and what others write comes first. */
  readonly date: string;
  /** Documents of this handling that use it. */
  readonly documents: number;
}

/** A row whose wording is not read yet. */
interface UnreadRow extends Omit<PhraseRow, 'text' | 'date'> {
  readonly newest: DocumentUse;
  /** All uses, of whatever handling. */
  readonly occurrences: Occurrences;
}

/**
 * The recurring phrases of an index, a row for each handling of the documents that use them. In order of the documents whose
 * words they are: each text is unpacked once.
 */
export function* preparePhrases(index: CorpusIndex): Generator<PhraseRow> {
  const byDocument = new Map<number, UnreadRow[]>();
  const handlings = index.documents.map(({ metadata: { handling = UNSTATED } }) => handling);
  for (const { terms, occurrences } of index.phrases) {
    const run = terms.join(' ');
    if (!isKey(run)) continue;
    for (const [document, row] of rowsOf(run, occurrences, handlings)) {
      const rows = byDocument.get(document);
      if (rows === undefined) byDocument.set(document, [row]);
      else rows.push(row);
    }
  }
  for (const [, rows] of [...byDocument].sort(([a], [b]) => a - b)) {
    for (const { newest, occurrences, ...row } of rows) {
      const wording = wordingWithinClause(newest, index) ?? wordingOfOthers(newest, occurrences);
      yield storable({ ...row, ...(wording ?? { text: wordingsIn(newest, index).next().value ?? '', date: '' }) });
    }
  }

  /** As the newest of the older documents of the same handling writes it within one clause. */
  function wordingOfOthers(newest: DocumentUse, occurrences: Occurrences): Wording | undefined {
    for (const use of occurrences.documents()) {
      if (use.document <= newest.document || handlings[use.document] !== handlings[newest.document]) continue;
      const wording = wordingWithinClause(use, index);
      if (wording !== undefined) return wording;
    }
    return undefined;
  }
}

type Wording = Pick<PhraseRow, 'text' | 'date'>;

/** As a document writes it first within one clause, since that is what recurs. */
function wordingWithinClause(use: DocumentUse, index: CorpusIndex): Wording | undefined {
  const metadata = index.documents[use.document]?.metadata;
  if (metadata === undefined) return undefined;
  for (const text of wordingsIn(use, index)) {
    if (breakBetween(text, 0, text.length) !== BREAK.clause) return { text, date: orderingDate(metadata) };
  }
  return undefined;
}

/** As a document writes it, use by use. */
function* wordingsIn({ document, occurrences }: DocumentUse, index: CorpusIndex): Generator<string, undefined> {
  const passages = index.documents[document]?.passages ?? [];
  for (let i = 0; i < MOST_READ; i++) {
    const use = occurrences.at(i);
    const text = passages[use?.passage ?? -1]?.text;
    if (use === undefined || text === undefined) return;
    yield readWording(text, use);
  }
}

/** A phrase's rows, each with the newest document of its handling. Documents come newest first. */
function rowsOf(
  terms: string,
  occurrences: Occurrences,
  handlings: readonly Handling[],
): Iterable<readonly [document: number, row: UnreadRow]> {
  const rows = new Map<Handling, readonly [number, UnreadRow]>();
  for (const use of occurrences.documents()) {
    const handling = handlings[use.document];
    if (handling === undefined) continue;
    const [document, row] = rows.get(handling) ?? [
      use.document,
      { terms, handling, documents: 0, newest: use, occurrences },
    ];
    rows.set(handling, [document, { ...row, documents: row.documents + 1 }]);
  }
  return rows.values();
}

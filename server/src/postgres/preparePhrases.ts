import type { CorpusIndex, Occurrences } from '../index/corpusIndex.js';
import { readWording } from '../index/wording.js';
import { type Handling, orderingDate, type Passage } from '../ingest/corpusDocument.js';
import { isKey, UNSTATED } from './prepare.js';
import { storable } from './storable.js';

/** Between words: another clause begins. */
const CLAUSE_ENDS = /[;:]|[.?!]["”’)]*\s/;
/** Uses in a document that are looked at for one within a clause; hardly ever more than one. */
const MOST_READ = 20;

/** A row of aide.phrase, without its collection. */
export interface PhraseRow {
  readonly terms: string;
  readonly handling: Handling;
  /** As the newest document of this handling writes it, and the date of that one. */
  readonly text: string;
  readonly date: string;
  /** Documents of this handling that use it. */
  readonly documents: number;
}

/** A row whose wording is not read yet. */
interface UnreadRow extends Omit<PhraseRow, 'text'> {
  /** Where the newest document uses it. */
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
    for (const [document, row] of rowsOf(run, occurrences, handlings, index)) {
      const rows = byDocument.get(document);
      if (rows === undefined) byDocument.set(document, [row]);
      else rows.push(row);
    }
  }
  for (const [document, rows] of [...byDocument].sort(([a], [b]) => a - b)) {
    const passages = index.documents[document]?.passages ?? [];
    for (const { occurrences, ...row } of rows) {
      const text = wordingOf(occurrences, passages);
      if (text !== undefined) yield storable({ ...row, text });
    }
  }
}

/** The first of the uses that stands within one clause, since that is what recurs; else the first. Reads no more than it needs. */
function wordingOf(uses: Occurrences, passages: readonly Passage[]): string | undefined {
  let first: string | undefined;
  for (let i = 0; i < MOST_READ; i++) {
    const use = uses.at(i);
    const text = passages[use?.passage ?? -1]?.text;
    if (use === undefined || text === undefined) break;
    const wording = readWording(text, use);
    if (!CLAUSE_ENDS.test(wording)) return wording;
    first ??= wording;
  }
  return first;
}

/** A phrase's rows, each with the newest document of its handling. Documents come newest first. */
function rowsOf(
  terms: string,
  occurrences: Occurrences,
  handlings: readonly Handling[],
  index: CorpusIndex,
): Iterable<readonly [document: number, row: UnreadRow]> {
  const rows = new Map<Handling, readonly [number, UnreadRow]>();
  for (const use of occurrences.documents()) {
    const handling = handlings[use.document];
    const metadata = index.documents[use.document]?.metadata;
    if (handling === undefined || metadata === undefined) continue;
    const [document, row] = rows.get(handling) ?? [
      use.document,
      { terms, handling, date: orderingDate(metadata), documents: 0, occurrences: use.occurrences },
    ];
    rows.set(handling, [document, { ...row, documents: row.documents + 1 }]);
  }
  return rows.values();
}

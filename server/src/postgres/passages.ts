import { createForms, formsOf } from '../store/forms.js';
import { MOST_RANKED, rankFound, readWanted } from '../store/found.js';
import { type FormCounts, formsToCompare, MOST_COMPARED, rankAlike, weighText } from '../store/likeness.js';
import type { OrderedPassage } from '../store/order.js';
import { pageOf } from '../store/page.js';
import type {
  DocumentFilter,
  FoundPassage,
  Page,
  PassageQuery,
  PhraseUses,
  SearchQuery,
  SimilarFound,
  StoredPassage,
  TermRun,
} from '../store/precedentStore.js';
import { windowAround } from '../store/runWindow.js';
import { type CandidateRow, filterAt, filterValues, type PassageShown, toCandidate, toPassage } from './rows.js';
import type { Ask } from './schema.js';

/** Answers `PrecedentStore.phrase`. */
export async function findPhraseUses(
  ask: Ask,
  terms: readonly string[],
  { filter, limit }: PassageQuery,
): Promise<PhraseUses> {
  if (terms.length === 0) return { documents: 0, passages: 0, uses: [] };
  type Row = { [Column in keyof PassageShown]: PassageShown[Column] | null } & { documents: string; passages: string };
  const rows = await ask<Row>(`SELECT * FROM aide.phrase_uses($1, ${filterAt(3)}, $2)`, [
    terms.join(' '),
    Math.max(0, Math.floor(limit)),
    ...filterValues(filter),
  ]);
  const [first] = rows;
  // Of a wording that nobody uses, or of which none are wanted, there is one row that counts.
  const shown = rows.filter((row): row is Row & PassageShown => row.id !== null);
  return {
    documents: Number(first?.documents ?? 0),
    passages: Number(first?.passages ?? 0),
    uses: shown.map(toPassage),
  };
}

/** Answers `PrecedentStore.longestPhrase`. */
export async function findLongestRun(ask: Ask, terms: readonly string[], at: number): Promise<TermRun | undefined> {
  if (terms[at] === undefined) return undefined;
  const { from, to } = windowAround(terms, at);
  const [run] = await ask<{ first: number; last: number }>('SELECT * FROM aide.longest_run($1, $2)', [
    terms.slice(from, to),
    at - from + 1,
  ]);
  return run && { from: run.first - 1 + from, to: run.last + from };
}

/** Answers `PrecedentStore.search`. */
export async function searchPassages(
  ask: Ask,
  query: SearchQuery,
  stopWords: ReadonlySet<string>,
): Promise<Page<FoundPassage>> {
  const wanted = readWanted(query, stopWords);
  if (wanted === undefined) return { items: [] };
  const { forms, phrases, without } = wanted;
  const lists = { all: forms, runs: phrases, without };
  const candidates = await findCandidates(ask, lists, query.filter, MOST_RANKED);
  const { items, ...rest } = pageOf(rankFound(candidates, wanted, query.asker, stopWords), query.limit, query.after);
  const shown = await showPassages(
    ask,
    items.map(({ candidate }) => candidate),
  );
  const found = items.flatMap(({ exact }, at) => {
    const passage = shown[at];
    return passage === undefined ? [] : [{ ...passage, exact }];
  });
  return { ...rest, items: found };
}

/** Answers `PrecedentStore.similar`. */
export async function findSimilar(
  ask: Ask,
  terms: readonly string[],
  { filter, limit }: PassageQuery,
  stopWords: ReadonlySet<string>,
): Promise<readonly SimilarFound[]> {
  const counts = await countForms(ask, formsOf(terms, createForms(stopWords)));
  const text = weighText(terms, counts, stopWords);
  if (text === undefined || limit < 1) return [];
  const any = formsToCompare(terms, counts, stopWords);
  const alike = rankAlike(await findCandidates(ask, { any }, filter, MOST_COMPARED), text, limit);
  const shown = await showPassages(
    ask,
    alike.map(({ candidate }) => candidate),
  );
  return alike.flatMap(({ likeness }, at) => {
    const passage = shown[at];
    return passage === undefined ? [] : [{ ...passage, likeness }];
  });
}

/** How many passages hold each of these forms, and how many there are. */
async function countForms(ask: Ask, forms: readonly string[]): Promise<FormCounts> {
  const rows = await ask<{ stem: string; passages: string }>('SELECT * FROM aide.count_stems($1)', [['', ...forms]]);
  const holding = new Map(rows.map(({ stem, passages }) => [stem, Number(passages)]));
  const passages = holding.get('') ?? 0;
  holding.delete('');
  return { passages, holding };
}

/** What passages must hold; what is absent is not asked for. */
interface Lists {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly runs?: readonly (readonly string[])[];
  readonly without?: readonly (readonly string[])[];
}

async function findCandidates(
  ask: Ask,
  { all = [], any = [], runs = [], without = [] }: Lists,
  filter: DocumentFilter | undefined,
  most: number,
): Promise<readonly ReturnType<typeof toCandidate>[]> {
  if (all.length + any.length + runs.length === 0) return [];
  const [wanted, unwanted] = [runs, without].map((lists) => lists.map((run) => run.join(' ')));
  const rows = await ask<CandidateRow>(`SELECT * FROM aide.candidates($1, $2, $3, $4, ${filterAt(6)}, $5)`, [
    all,
    any,
    wanted,
    unwanted,
    most,
    ...filterValues(filter),
  ]);
  return rows.map(toCandidate);
}

/** The passages at these places, in their order; `undefined` of one that was taken out since. */
async function showPassages(
  ask: Ask,
  places: readonly OrderedPassage[],
): Promise<readonly (StoredPassage | undefined)[]> {
  if (places.length === 0) return [];
  const rows = await ask<PassageShown>('SELECT * FROM aide.show_passages($1, $2)', [
    places.map(({ document }) => document.id),
    places.map(({ number }) => number),
  ]);
  const keyOf = (id: string, number: number): string => `${number} ${id}`;
  const shown = new Map(rows.map((row) => [keyOf(row.id, row.number), toPassage(row)]));
  return places.map(({ document, number }) => shown.get(keyOf(document.id, number)));
}

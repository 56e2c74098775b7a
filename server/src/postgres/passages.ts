import { createForms, type FormOf, formsOf } from '../store/forms.js';
import { MOST_RANKED, rankFound, readWanted, standClose } from '../store/found.js';
import {
  type FormCounts,
  formsToCompare,
  LIKE,
  MOST_COMPARED,
  rankAlike,
  type WeighedText,
  weighText,
} from '../store/likeness.js';
import type { OrderedPassage } from '../store/order.js';
import { pageOf } from '../store/page.js';
import type {
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
import {
  type ComparedRow,
  filterAt,
  filterValues,
  type PassageShown,
  readPlaces,
  type SearchedRow,
  toPassage,
  toPlace,
} from './rows.js';
import type { Ask } from './schema.js';

/** What sums of the same weights in another order may differ by, as a share of them, and more. */
const ROUNDING = 1e-6;

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
  const { row, forms, phrases, without } = wanted;
  const rows = await ask<SearchedRow>(`SELECT * FROM aide.search_candidates($1, $2, $3, $4, ${filterAt(6)}, $5)`, [
    forms,
    phrases.map(joined),
    without.map(joined),
    joined(row),
    MOST_RANKED,
    ...filterValues(query.filter),
  ]);
  const found = rows.map((each) => ({
    ...toPlace(each),
    exact: each.exact,
    close: each.places === null || standClose(readPlaces(each.places), row.length),
  }));
  const { items, ...rest } = pageOf(rankFound(found, query.asker, stopWords), query.limit, query.after);
  const candidates = items.map(({ candidate }) => candidate);
  const shown = await showPassages(ask, candidates);
  return {
    ...rest,
    items: candidates.flatMap(({ exact }, at) => {
      const passage = shown[at];
      return passage === undefined ? [] : [{ ...passage, exact }];
    }),
  };
}

/** Answers `PrecedentStore.similar`. */
export async function findSimilar(
  ask: Ask,
  terms: readonly string[],
  { filter, limit }: PassageQuery,
  stopWords: ReadonlySet<string>,
): Promise<readonly SimilarFound[]> {
  const formOf = createForms(stopWords);
  const counts = await countForms(ask, formsOf(terms, formOf));
  const text = weighText(terms, counts, stopWords);
  if (text === undefined || limit < 1) return [];
  const compared = formsToCompare(terms, counts, stopWords);
  const weights = weighForms(text, formOf);
  const weigh = (form: string): number => weights.get(form) ?? 0;
  const rest = [...weights.keys()].filter((form) => !compared.includes(form) && counts.holding.has(form));
  const rows = await ask<ComparedRow>(`SELECT * FROM aide.similar_candidates($1, $2, $3, $4, ${filterAt(6)}, $5)`, [
    compared,
    compared.map(weigh),
    rest.reduce((sum, form) => sum + weigh(form), 0),
    (LIKE - ROUNDING) * text.whole,
    MOST_COMPARED,
    ...filterValues(filter),
  ]);
  const candidates = rows.map((row) => ({ ...toPlace(row), terms: row.terms.split(' ') }));
  const alike = rankAlike(candidates, text, limit);
  const shown = await showPassages(
    ask,
    alike.map(({ candidate }) => candidate),
  );
  return alike.flatMap(({ likeness }, at) => {
    const passage = shown[at];
    return passage === undefined ? [] : [{ ...passage, likeness }];
  });
}

/** What all the terms of a form weigh together, each as often as it stands in the text. */
function weighForms({ terms, weights }: WeighedText, formOf: FormOf): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const term of terms) {
    const form = formOf(term);
    if (form !== undefined) sums.set(form, (sums.get(form) ?? 0) + (weights.get(term) ?? 0));
  }
  return sums;
}

function joined(run: readonly string[]): string {
  return run.join(' ');
}

/** How many passages hold each of these forms, and how many there are. */
async function countForms(ask: Ask, forms: readonly string[]): Promise<FormCounts> {
  const rows = await ask<{ stem: string; passages: string }>('SELECT * FROM aide.count_stems($1)', [['', ...forms]]);
  const holding = new Map(rows.map(({ stem, passages }) => [stem, Number(passages)]));
  const passages = holding.get('') ?? 0;
  holding.delete('');
  return { passages, holding };
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

import type { Commitment, Term } from './commitment.js';
import { type TermWeight, weightIn } from './objects.js';

/** The last term of each key of a commitment. Worked out once for whoever is compared with many. */
export function termsByKey(commitment: Commitment): ReadonlyMap<string, Term> {
  const known = byKey.get(commitment);
  if (known !== undefined) return known;
  const made = new Map(commitment.terms.map((term) => [term.key, term]));
  byKey.set(commitment, made);
  return made;
}

const byKey = new WeakMap<Commitment, ReadonlyMap<string, Term>>();

/** The shares of the weight of a prior commitment and of a draft's that the other one holds too, each 0 to 1; as `covered` of all terms. */
export function sharesOf(prior: Commitment, draft: Commitment, weight: TermWeight): SharesOfWeight {
  const own = termsByKey(draft);
  const [there, here] = [weigh(prior, weight), weigh(draft, weight)];
  const shared = new Set<string>();
  let ofPrior = 0;
  for (const term of there.terms) {
    if (!own.has(term.key)) continue;
    shared.add(term.key);
    ofPrior += weightIn(term, weight);
  }
  let ofDraft = 0;
  for (const term of here.terms) if (shared.has(term.key)) ofDraft += weightIn(term, weight);
  return {
    ofPrior: there.total === 0 ? 0 : ofPrior / there.total,
    ofDraft: here.total === 0 ? 0 : ofDraft / here.total,
  };
}

interface SharesOfWeight {
  readonly ofPrior: number;
  readonly ofDraft: number;
}

/** The terms of a commitment, each key once, and what they weigh together. */
interface Weighed {
  readonly terms: readonly Term[];
  readonly total: number;
}

const weighed = new WeakMap<TermWeight, WeakMap<Commitment, Weighed>>();

/** Worked out once: a statement of the record is compared with clause after clause. */
function weigh(commitment: Commitment, weight: TermWeight): Weighed {
  const byCommitment = weighed.get(weight) ?? new WeakMap<Commitment, Weighed>();
  weighed.set(weight, byCommitment);
  const known = byCommitment.get(commitment);
  if (known !== undefined) return known;
  const once = new Map(commitment.terms.map((term) => [term.key, term]));
  // Few clauses repeat a word: the others' own list serves.
  const terms = once.size === commitment.terms.length ? commitment.terms : [...once.values()];
  const made = { terms, total: terms.reduce((sum, term) => sum + weightIn(term, weight), 0) };
  byCommitment.set(commitment, made);
  return made;
}

import type { Span } from '../text/span.js';
import type { Commitment, Modal, Qualifier } from './commitment.js';

/** The part of a clause that commits to less than another clause does. UTF-16 offsets into the weaker clause's sentence. */
export interface WeakerPart extends Span {
  /** The stronger clause's modal; `undefined` when the weaker one is so by what it adds. */
  readonly modal: Modal | undefined;
}

/** What makes `weak` commit to less than `strong`: a weaker modal or a softener; `undefined` when nothing does. */
export function weakerPart(weak: Commitment, strong: Commitment): WeakerPart | undefined {
  if (weak.modal !== undefined && strong.modal !== undefined && weak.modal.strength < strong.modal.strength) {
    return { start: weak.modal.start, end: weak.modal.end, modal: strong.modal };
  }
  if (weak.softener === undefined || strong.softener !== undefined) return undefined;
  return { ...weak.softener, modal: undefined };
}

/** Qualifiers of one group in which two clauses differ; a side that has none leaves them out. */
export interface QualifierChange {
  readonly draft: readonly Qualifier[];
  readonly prior: readonly Qualifier[];
}

/** The groups of qualifiers in which two clauses differ, the draft's first. */
export function changedQualifiers(draft: Commitment, prior: Commitment): readonly QualifierChange[] {
  const groups = new Set([...draft.qualifiers, ...prior.qualifiers].map(({ group }) => group));
  return [...groups]
    .map((group) => ({ draft: ofGroup(draft, group), prior: ofGroup(prior, group) }))
    .filter((change) => valuesOf(change.draft) !== valuesOf(change.prior));
}

function ofGroup({ qualifiers }: Commitment, group: string): readonly Qualifier[] {
  return qualifiers.filter((qualifier) => qualifier.group === group);
}

function valuesOf(qualifiers: readonly Qualifier[]): string {
  return [...new Set(qualifiers.map(({ value }) => value))].toSorted().join(', ');
}

import { type Tier, tierFor } from '../ingest/corpusDocument.js';
import { createForms, formsOf } from './forms.js';
import { comparePassages, type OrderedPassage } from './order.js';
import type { Asker, SearchQuery } from './precedentStore.js';
import { createForumCheck } from './sameForum.js';

/** Passages that are ranked: of more that hold all that is asked for, the newest. */
export const MOST_RANKED = 1000;

/** Words stand close together within so many times the number of words that were typed. */
const CLOSE = 2;

/** Adopted and chair's texts bind everyone; then what the delegation itself said weighs more than what its group did. */
export const AUTHORITY: readonly Tier[] = ['adopted', 'chair', 'own', 'group', 'other'];

/** What a passage must hold, and what it must not. */
export interface Wanted {
  /** The words in the order typed, stop-words among them. */
  readonly row: readonly string[];
  /** Form of each of the words, stop-words aside, once. */
  readonly forms: readonly string[];
  /** Runs that must stand in it; none is empty. */
  readonly phrases: readonly (readonly string[])[];
  /** Runs that must not; none is empty. */
  readonly without: readonly (readonly string[])[];
}

/** A passage that holds all that is wanted. */
export interface Candidate extends OrderedPassage {
  /** See `FoundPassage.exact`. */
  readonly exact: boolean;
  /** Whether a form of each word stands within twice as many words as were typed. */
  readonly close: boolean;
}

/** A candidate, and what else decides where it stands in the answer. */
export interface Found<T extends Candidate = Candidate> {
  readonly candidate: T;
  /** As the asker sees it. */
  readonly tier: Tier;
  readonly sameForum: boolean;
}

/** What a search wants; `undefined` when it names nothing that could be looked for: no phrase, and no word but stop-words. */
export function readWanted(
  { words, phrases, without }: Pick<SearchQuery, 'words' | 'phrases' | 'without'>,
  stopWords: ReadonlySet<string>,
): Wanted | undefined {
  const runs = phrases.filter(({ length }) => length > 0);
  const forms = formsOf(words, createForms(stopWords));
  if (runs.length === 0 && forms.length === 0) return undefined;
  return { row: words, forms, phrases: runs, without: without.filter(({ length }) => length > 0) };
}

/** The candidates as the asker sees them, in the order of `compareFound`. */
export function rankFound<T extends Candidate>(
  candidates: readonly T[],
  { delegation, groups, forum }: Asker,
  stopWords: ReadonlySet<string>,
): readonly Found<T>[] {
  const isSameForum = createForumCheck(forum, stopWords);
  return candidates
    .map((candidate) => {
      const { metadata } = candidate.document;
      return { candidate, tier: tierFor(metadata, delegation, groups), sameForum: isSameForum(metadata.forum) };
    })
    .sort(compareFound);
}

/**
 * The order of answers to a search, each key deciding among equals of the one before: the words in a row as they were typed;
 * close together; authority (adopted, chair's, own, group's, others'); the forum that is written for; newest first; by id of
 * the document; by place. Total, so that every store gives the same answer.
 */
export function compareFound(a: Found, b: Found): number {
  return (
    Number(b.candidate.exact) - Number(a.candidate.exact) ||
    Number(b.candidate.close) - Number(a.candidate.close) ||
    AUTHORITY.indexOf(a.tier) - AUTHORITY.indexOf(b.tier) ||
    Number(b.sameForum) - Number(a.sameForum) ||
    comparePassages(a.candidate, b.candidate)
  );
}

/** Whether words stand close together: `span` is the length of the shortest stretch that holds a form of each, `typed` how many were typed. */
export function isClose(span: number, typed: number): boolean {
  return span <= CLOSE * typed;
}

/**
 * Whether one place of each form is to be had within twice as many words as were typed. `places`: where each form stands, in
 * order; none of a form that stands nowhere.
 */
export function standClose(places: readonly (readonly number[])[], typed: number): boolean {
  const inOrder = places.flatMap((each, form) => each.map((at) => ({ at, form }))).sort((a, b) => a.at - b.at);
  const last = new Map<number, number>();
  return inOrder.some(({ at, form }) => {
    last.set(form, at);
    return last.size === places.length && isClose(at - Math.min(...last.values()) + 1, typed);
  });
}

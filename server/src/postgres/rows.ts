import type { DocumentMetadata } from '../ingest/corpusDocument.js';
import type { OrderedPassage } from '../store/order.js';
import type { DocumentFilter, StoredPassage } from '../store/precedentStore.js';

/** aide.shown_passage. */
export interface PassageShown {
  readonly id: string;
  readonly number: number;
  readonly metadata: DocumentMetadata;
  readonly citation: string;
  readonly headings: readonly string[];
  readonly text: string;
}

/** aide.candidate. */
export interface CandidateRow {
  readonly id: string;
  readonly ordering_date: string;
  readonly holder: string;
  readonly tier: DocumentMetadata['tier'];
  readonly forum: string | null;
  readonly number: number;
}

/** A row of aide.search_candidates. */
export interface SearchedRow extends CandidateRow {
  readonly exact: boolean;
  readonly places: string | null;
}

/** A row of aide.similar_candidates. */
export interface ComparedRow extends CandidateRow {
  readonly terms: string;
}

/** aide.document_filter, as SQL that takes five values from the given one on. */
export function filterAt(first: number): string {
  const [holders, earliest, latest, forum, language] = Array.from({ length: 5 }, (_, at) => `$${first + at}`);
  return `ROW(${holders}::text[], ${earliest}::text, ${latest}::text, ${forum}::text, ${language}::text)::aide.document_filter`;
}

/** Those five values. */
export function filterValues({ holders, from, to, forum, language }: DocumentFilter = {}): readonly unknown[] {
  return [holders, from, to, forum, language].map((value) => value ?? null);
}

/** The passage as a store gives it. */
export function toPassage({ id, number, metadata, citation, headings, text }: PassageShown): StoredPassage {
  return { document: id, number, metadata, citation, headings, text };
}

/** A passage that is to be ranked: of its document no more is known than ranking asks for. */
export function toPlace({ id, ordering_date, holder, tier, forum, number }: CandidateRow): OrderedPassage {
  const facts = { title: '', kind: 'other', holder, tier, date: ordering_date } as const;
  const metadata: DocumentMetadata = forum === null ? facts : { ...facts, forum };
  return { document: { id, metadata }, number };
}

/** `aide.candidate.places`: for each stem the places where it stands, in order. */
export function readPlaces(places: string): readonly (readonly number[])[] {
  return places.split(';').map((list) => (list === '' ? [] : list.split(',').map(Number)));
}

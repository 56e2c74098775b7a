import type { DocumentMetadata } from '../ingest/corpusDocument.js';
import type { Candidate } from '../store/found.js';
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

/** A row of aide.candidates. */
export interface CandidateRow {
  readonly id: string;
  readonly ordering_date: string;
  readonly holder: string;
  readonly tier: DocumentMetadata['tier'];
  readonly forum: string | null;
  readonly number: number;
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
export function toCandidate({ id, ordering_date, holder, tier, forum, number, terms }: CandidateRow): Candidate {
  const facts = { title: '', kind: 'other', holder, tier, date: ordering_date } as const;
  const metadata: DocumentMetadata = forum === null ? facts : { ...facts, forum };
  return { document: { id, metadata }, number, terms: terms === '' ? [] : terms.split(' ') };
}

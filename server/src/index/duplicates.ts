import { type DocumentMetadata, UNKNOWN_HOLDER } from '../ingest/corpusDocument.js';
import type { Duplicate } from './corpusIndex.js';
import { createSketchTable } from './minHash.js';
import { commonRuns, type DocumentRuns } from './runs.js';

const HELD_SHARE = 0.8;
/** Of two drafts, one word less may be the whole difference between two versions. */
const HELD_SHARE_OF_DRAFT = 0.99;
/** A copy's sketch meets its original's in two thirds and more; a short one, cut out of the middle, in less. */
const MET_SHARE = 0.1;

/** The documents worth serving, in the order given, and those left out because another one holds their text. */
export interface Deduplicated {
  readonly kept: readonly DocumentRuns[];
  readonly duplicates: readonly Duplicate[];
}

/**
 * Leaves out every document that a better one of the same holder holds to four fifths, counted in five-word runs. A
 * document whose holder nobody knows is compared with all. Two documents with different dates or symbols are two acts and
 * stay, and so do two drafts unless one holds the other whole. Better is the attributed, then the longer, then the dated
 * one. Documents are compared only where their sketches meet, so the time does not grow with the square of their number.
 */
export function leaveOutDuplicates(documents: readonly DocumentRuns[]): Deduplicated {
  const candidates = [...documents].sort(bestFirst);
  const table = createSketchTable(candidates);
  const left = new Set<DocumentRuns>();
  const duplicates: Duplicate[] = [];
  candidates.forEach((candidate, n) => {
    const originals = table.meeting(n, MET_SHARE).flatMap((id) => candidates[id] ?? []);
    const duplicate = findOriginal(candidate, originals);
    if (duplicate === undefined) {
      table.add(n);
    } else {
      left.add(candidate);
      duplicates.push(duplicate);
    }
  });
  return { kept: documents.filter((document) => !left.has(document)), duplicates };
}

function bestFirst(a: DocumentRuns, b: DocumentRuns): number {
  const [metadataA, metadataB] = [a.document.metadata, b.document.metadata];
  return (
    Number(isUnknownHolder(metadataA)) - Number(isUnknownHolder(metadataB)) ||
    magnitude(b) - magnitude(a) ||
    Number(metadataA.date === undefined) - Number(metadataB.date === undefined) ||
    b.size - a.size ||
    (a.document.id < b.document.id ? -1 : 1)
  );
}

/** Lengths a tenth apart count as equal: a page number more is not a better text. */
function magnitude({ size }: DocumentRuns): number {
  return Math.round(Math.log(size + 1) / Math.log(1.1));
}

function findOriginal(candidate: DocumentRuns, originals: readonly DocumentRuns[]): Duplicate | undefined {
  const possible = originals.filter(
    (original) =>
      candidate.size <= original.size * 2 && mayBeCopy(candidate.document.metadata, original.document.metadata),
  );
  const runs = possible.length > 0 ? candidate.runs() : new Float64Array();
  for (const original of possible) {
    const share = commonRuns(runs, original.runs()) / runs.length;
    if (share >= enoughFor(candidate.document.metadata, original.document.metadata))
      return { document: candidate.document, of: original.document.id, share };
  }
  return undefined;
}

function enoughFor(copy: DocumentMetadata, original: DocumentMetadata): number {
  return copy.kind === 'draft' && original.kind === 'draft' ? HELD_SHARE_OF_DRAFT : HELD_SHARE;
}

function mayBeCopy(copy: DocumentMetadata, original: DocumentMetadata): boolean {
  // A restricted document does not stand in for one that others may see.
  if (original.handling === 'restricted' && copy.handling !== 'restricted') return false;
  if (copy.symbol !== undefined && original.symbol !== undefined && copy.symbol !== original.symbol) return false;
  if (copy.holder !== original.holder && !isUnknownHolder(copy)) return false;
  if (copy.date === undefined || original.date === undefined) return true;
  return copy.date.startsWith(original.date) || original.date.startsWith(copy.date);
}

/** Whether nobody knows whose document it is. */
export function isUnknownHolder(metadata: DocumentMetadata): boolean {
  return metadata.holder === UNKNOWN_HOLDER || metadata.holder === '';
}

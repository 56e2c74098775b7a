import { type DocumentMetadata, type DocumentRecord, orderingDate } from '../ingest/corpusDocument.js';
import { monthNumber } from '../text/months.js';
import type { VersionChain } from './corpusIndex.js';
import { isUnknownHolder } from './duplicates.js';
import { createSketchTable } from './minHash.js';
import { commonRuns, type DocumentRuns } from './runs.js';

/** Shares of the five-word runs of the shorter document that the longer one holds too. */
const SHARED = 0.45;
const SHARED_UNDER_ONE_TITLE = 0.25;
/** Share of all five-word runs of both. From here on it is the same text again, said or filed twice. */
const SAME_TEXT = 0.98;
const MET_SHARE = 0.1;
/** Words that tell drafts of one text apart, or say nothing of their subject. */
const TITLE_NOISE =
  /^(?:\d.*|[ivxl]+|a|an|and|by|for|in|of|on|the|to|draft|drafts|revised|revision|rev|version|zero|first|second|third|final|advance|updated|clean|text|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/;

/**
 * Which of the documents are successive states of one text, each group oldest to newest (by date, then by name), groups
 * in the order of the documents. Two documents belong together when the longer one holds nearly half of the shorter one's
 * five-word runs, or a quarter under one title, they are not the same text twice, and something tells them apart: the date
 * or the name. Drafts and resolutions pass through hands; all other kinds must be of one holder. Two resolutions, or two
 * statements, of different dates are two acts however much of one returns in the other.
 */
export function findVersions(documents: readonly DocumentRuns[]): readonly VersionChain[] {
  const chains = new Map<DocumentRuns, DocumentRuns[]>();
  const longestFirst = [...documents].sort((a, b) => b.size - a.size);
  const table = createSketchTable(longestFirst);
  longestFirst.forEach((shorter, n) => {
    for (const id of table.meeting(n, MET_SHARE)) {
      const longer = longestFirst[id];
      if (longer !== undefined && areVersions(longer, shorter)) join(chains, longer, shorter);
    }
    table.add(n);
  });
  return [...new Set(documents.flatMap((document) => chains.get(document) ?? []).map((one) => chains.get(one)))]
    .filter((chain) => chain !== undefined)
    .map((chain) => ({
      documents: chain
        .map(({ document }) => document)
        .sort(oldestFirst)
        .map(({ id }) => id),
    }));
}

function join(chains: Map<DocumentRuns, DocumentRuns[]>, a: DocumentRuns, b: DocumentRuns): void {
  const [chainA, chainB] = [chains.get(a) ?? [a], chains.get(b) ?? [b]];
  if (chainA === chainB) return;
  const joined = [...chainA, ...chainB];
  for (const document of joined) chains.set(document, joined);
}

function areVersions(a: DocumentRuns, b: DocumentRuns): boolean {
  const [metadataA, metadataB] = [a.document.metadata, b.document.metadata];
  if (!mayPassOn(metadataA, metadataB)) return false;
  const sameDay = orderingDate(metadataA) === orderingDate(metadataB);
  if (sameDay ? nameOf(a.document) === nameOf(b.document) : areTwoActs(metadataA, metadataB)) return false;
  const [runsA, runsB] = [a.runs(), b.runs()];
  const common = commonRuns(runsA, runsB);
  if (common >= SAME_TEXT * (runsA.length + runsB.length - common)) return false;
  const share = common / Math.min(runsA.length, runsB.length);
  return share >= (haveOneTitle(metadataA, metadataB) ? SHARED_UNDER_ONE_TITLE : SHARED);
}

function areTwoActs(a: DocumentMetadata, b: DocumentMetadata): boolean {
  return a.kind === b.kind && (a.kind === 'resolution' || a.kind === 'statement');
}

function mayPassOn(a: DocumentMetadata, b: DocumentMetadata): boolean {
  const travels = (metadata: DocumentMetadata): boolean =>
    metadata.kind === 'draft' || metadata.kind === 'resolution' || isUnknownHolder(metadata);
  return a.holder === b.holder || (travels(a) && travels(b));
}

function nameOf({ metadata, id }: DocumentRecord): string {
  return metadata.symbol ?? metadata.source ?? id;
}

function haveOneTitle(a: DocumentMetadata, b: DocumentMetadata): boolean {
  const [wordsA, wordsB] = [titleWords(a.title), titleWords(b.title)];
  return wordsA.length > 0 && wordsA.join(' ') === wordsB.join(' ');
}

function titleWords(title: string): readonly string[] {
  const words = title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.filter((word) => !TITLE_NOISE.test(word) && monthNumber(word) === 0))].sort();
}

const NATURAL = new Intl.Collator('en', { numeric: true });

function oldestFirst(a: DocumentRecord, b: DocumentRecord): number {
  const [dateA, dateB] = [orderingDate(a.metadata), orderingDate(b.metadata)];
  return dateA === dateB ? NATURAL.compare(nameOf(a), nameOf(b)) : dateA < dateB ? -1 : 1;
}

import type { Location, Range } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import { blockAt } from '../draft/draft.js';
import type { CorpusIndex, Occurrences, PassagePlace } from '../index/corpusIndex.js';
import { passageOf } from '../index/corpusIndex.js';
import { type CorpusDocument, type Passage, tierFor } from '../ingest/corpusDocument.js';
import type { Span } from '../text/span.js';
import { tokenAt } from '../text/tokens.js';
import { countOf, take } from '../util/iterables.js';
import { t, tCount } from '../util/l10n.js';
import { dateLabel } from './labels.js';
import type { ServiceContext } from './context.js';

const COMMON_SHARE = 0.1;
const FEW_PASSAGES = 3;
const SHORTEST_WORD = 4;
const LONGEST_PART = 12;
const SHORTEST_PART = 3;
/** Places that an editor lists. */
const MOST_LOCATIONS = 500;

/** Wording of a draft that stands in the corpus. The span is in UTF-16 offsets into the draft. */
export interface PhraseInDraft extends Span {
  readonly terms: readonly string[];
  readonly occurrences: Occurrences;
  /** A shorter part around the same word that more documents use; `undefined` when there is none. */
  readonly wider?: PhraseInDraft;
}

/**
 * The longest wording around `offset` that stands in the corpus, without stop-words at its ends. `undefined` on a
 * stop-word, outside the writer's own prose, and for a lone word that says nothing: a short one, or one that more than
 * a tenth of all passages use, since a list of them would be no evidence.
 */
export function phraseAt(draft: Draft, offset: number, context: ServiceContext): PhraseInDraft | undefined {
  const block = blockAt(draft, offset);
  if (block === undefined || isInsideCode(draft, block.textStart, offset)) return undefined;
  const { stopWords } = context.lexicon.spelling;
  const at = tokenAt(block.tokens, offset);
  const word = at === undefined ? undefined : block.tokens[at];
  if (at === undefined || word === undefined || stopWords.has(word.term)) return undefined;
  const terms = block.tokens.map((token) => token.term);
  const match = context.index.longestPhrase(terms, at);
  if (match === undefined) return undefined;
  let { from, to } = match;
  while (from < at && stopWords.has(terms[from] ?? '')) from++;
  while (to > at + 1 && stopWords.has(terms[to - 1] ?? '')) to--;
  if (to - from === 1 && !isDistinctive(word.term, context.index)) return undefined;
  const readRun = (start: number, end: number): PhraseInDraft => {
    const run = terms.slice(start, end);
    return {
      start: block.tokens[start]?.start ?? word.start,
      end: block.tokens[end - 1]?.end ?? word.end,
      terms: run,
      occurrences: context.index.findPhrase(run),
    };
  };
  const longest = readRun(from, to);
  const documents = countOf(longest.occurrences.documents());
  for (let length = Math.min(to - from - 1, LONGEST_PART); length >= SHORTEST_PART; length--) {
    for (let start = Math.max(from, at - length + 1); start <= at && start + length <= to; start++) {
      if (stopWords.has(terms[start] ?? '') || stopWords.has(terms[start + length - 1] ?? '')) continue;
      const part = readRun(start, start + length);
      if (take(part.occurrences.documents(), documents + 1).length > documents) return { ...longest, wider: part };
    }
  }
  return longest;
}

function isDistinctive(term: string, index: CorpusIndex): boolean {
  const passages = index.passageFrequency(term);
  return term.length >= SHORTEST_WORD && passages <= Math.max(FEW_PASSAGES, index.passageCount * COMMON_SHARE);
}

/** Whether `offset` is in inline code or in a comment that opens inside the block starting at `start`. */
export function isInsideCode(draft: Draft, start: number, offset: number): boolean {
  const before = draft.document.getText().slice(start, offset);
  if ((before.match(/`/g) ?? []).length % 2 === 1) return true;
  return before.lastIndexOf('<!--') > before.lastIndexOf('-->');
}

/** "used by 3 documents in 5 passages". Says nothing of agreement: recurring is not being agreed. */
export function countUses(occurrences: Occurrences, documents = countOf(occurrences.documents())): string {
  const passages = countOf(occurrences.passages());
  return t(
    'used by {0} in {1}',
    tCount(documents, '{0} document', '{0} documents'),
    tCount(passages, '{0} passage', '{0} passages'),
  );
}

/** "1 document", "2 documents". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "Pakistan, 13 December 2021". */
export function nameSource(document: CorpusDocument): string {
  return `${document.metadata.holder}, ${dateLabel(document.metadata)}`;
}

const offers = new WeakMap<ServiceContext, readonly boolean[]>();

/** As `mayOffer`, for a document of the index by its position; decided once for each revision. */
export function offeredDocuments(context: ServiceContext): (document: number) => boolean {
  const offered = offers.get(context) ?? context.index.documents.map((document) => mayOffer(document, context));
  offers.set(context, offered);
  return (document) => offered[document] === true;
}

/** The documents of the index that bind the delegation or may be quoted as its own, each with its position. */
export function* bindingDocuments(context: ServiceContext): Generator<[number: number, document: CorpusDocument]> {
  const isBinding = offeredDocuments(context);
  for (const entry of context.index.documents.entries()) if (isBinding(entry[0])) yield entry;
}

/** Whether the workspace puts the passage before all others. */
export function isPinned(place: PassagePlace, { pinned = [] }: Pick<ServiceContext, 'pinned'>): boolean {
  return pinned.some(({ document, passage }) => document === place.document && passage === place.passage);
}

/** Whether the wording of a document may be offered for insertion: adopted, chair's, the groups' and the delegation's own. */
export function mayOffer(document: CorpusDocument, { settings }: ServiceContext): boolean {
  return tierFor(document.metadata, settings.delegation, settings.groups) !== 'other';
}

/** The passage's line in its file, whole, enumerator included; the first line of a passage that has several. */
export function passageRange(passage: Passage): Range {
  return { start: { line: passage.line, character: 0 }, end: { line: passage.line + 1, character: 0 } };
}

/** Where each passage that holds one of the places stands, each passage once; the newest ones of very many. */
export function passageLocations(index: CorpusIndex, occurrences: Occurrences): Location[] {
  return take(occurrences.passages(), MOST_LOCATIONS).map((place) => {
    const { document, passage } = passageOf(index, place);
    return { uri: document.uri, range: passageRange(passage) };
  });
}

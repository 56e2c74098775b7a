import type { PrecedentInfo } from '../api/protocol.js';
import { type DocumentUse, passageOf, type PassagePlace } from '../index/corpusIndex.js';
import { type CorpusDocument, orderingDate, type Passage } from '../ingest/corpusDocument.js';
import type { Commitment } from '../positions/commitment.js';
import { compareCommitments } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { SentenceContext } from '../positions/leadIns.js';
import type { PositionRegister } from '../positions/register.js';
import { stemOf } from '../positions/stems.js';
import type { Span } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { describePassage } from './passageInfo.js';
import { offeredDocuments } from './precedents.js';
import { rarityOf } from './rarity.js';
import { bindingRecord, LEAST_CONFIDENCE } from './record.js';
import { contextsIn } from './statements.js';

/** Passages of others that are read: those that share the rarest words. */
const READ = 60;
/** Documents of others of which a hover reads a sentence: it must be quick. */
const READ_IN_HOVER = 3;
/** Passages of each opponent that are read for what it said later: those that share the rarest words. */
const READ_LATER = 20;
/** Sentences of these that are read: a passage may be a whole speech. */
const READ_SENTENCES = 60;
/** Sorts behind every ISO date. */
const BEYOND_ALL_DATES = '9999';

/**
 * Statements of holders who are neither the delegation nor one of its groups that contradict the wording, newest first,
 * one a passage, at most `limit`; none whose holder took the wording's line later. Wording that states nothing by itself,
 * such as a noun phrase, counts as supported.
 */
export function findOpponents(wording: string, limit: number, context: ServiceContext): readonly PrecedentInfo[] {
  const { index, tokenize } = context;
  const isBinding = offeredDocuments(context);
  const sideOf = createWeighing(wording, bindingRecord.of(context), context);
  if (sideOf === undefined) return [];
  const terms = tokenize(wording).map(({ term }) => term);
  const statements = index
    .rank(terms, READ, { accepts: ({ document }) => !isBinding(document) })
    .toSorted((a, b) => a.document - b.document)
    .flatMap((place) => statementsIn(place, context).find((each) => sideOf(each) === 'against') ?? []);
  return stillHeld(statements, wording, sideOf, context)
    .slice(0, Math.max(0, limit))
    .map(({ document, passage, sentence }) =>
      describePassage({ document, passage, marks: [sentence], reasons: [] }, context),
    );
}

/** A sentence of the record. */
export interface Statement {
  readonly document: CorpusDocument;
  readonly passage: Passage;
  /** UTF-16 offsets into the passage's text. */
  readonly sentence: Span;
  /** What must be known besides to read it. */
  readonly read: SentenceContext;
}

function statementsIn(place: PassagePlace, { index }: ServiceContext): readonly Statement[] {
  const { document, passage } = passageOf(index, place);
  const contexts = contextsIn(document, place.passage);
  return passage.sentences.map((sentence, n) => ({ document, passage, sentence, read: contexts[n] ?? {} }));
}

/**
 * Sentences that contradict the wording among those of others that use these very words, one of each of the newest three
 * documents, newest first; none whose holder took the wording's line later, in whatever words. `undefined` as long as the
 * binding record is not read: without it nothing can be weighed.
 */
export function opponentsAmong(
  wording: string,
  uses: Iterable<DocumentUse>,
  context: ServiceContext,
): readonly Statement[] | undefined {
  const record = bindingRecord.ready(context);
  if (record === undefined) return undefined;
  const sideOf = createWeighing(wording, record, context);
  if (sideOf === undefined) return [];
  const isBinding = offeredDocuments(context);
  const found: Statement[] = [];
  let read = 0;
  for (const { document: number, occurrences } of uses) {
    if (isBinding(number)) continue;
    if (read++ === READ_IN_HOVER) break;
    const first = occurrences.at(0);
    if (first === undefined) continue;
    const statement = statementsIn(first, context).find(
      ({ sentence: { start, end } }) => start <= first.start && first.start < end,
    );
    if (statement !== undefined && sideOf(statement) === 'against') found.push(statement);
  }
  return stillHeld(found, wording, sideOf, context);
}

/** The statements without those whose holder took the wording's line on the same day or later. */
function stillHeld(
  statements: readonly Statement[],
  wording: string,
  sideOf: Weighing,
  context: ServiceContext,
): readonly Statement[] {
  const { index, tokenize } = context;
  if (statements.length === 0) return [];
  const since = new Map<string, string>();
  for (const { document } of statements) {
    const { holder, date } = saidBy(document);
    const oldest = since.get(holder);
    if (oldest === undefined || date < oldest) since.set(holder, date);
  }
  const isLater = index.documents.map((document) => {
    const { holder, date } = saidBy(document);
    return date >= (since.get(holder) ?? BEYOND_ALL_DATES);
  });
  const terms = tokenize(wording).map(({ term }) => term);
  const ranked = index.rank(terms, READ_LATER * since.size, { documents: (document) => isLater[document] === true });
  const takenOn = new Map<string, string>();
  const isReplaced = (document: CorpusDocument): boolean => {
    const { holder, date } = saidBy(document);
    const taken = takenOn.get(holder);
    return taken !== undefined && date <= taken;
  };
  const later = ranked.flatMap((place) => statementsIn(place, context));
  for (const statement of nearestTo(terms, later, context)) {
    if (isReplaced(statement.document) || sideOf(statement) !== 'for') continue;
    const { holder, date } = saidBy(statement.document);
    takenOn.set(holder, date);
  }
  return statements.filter(({ document }) => !isReplaced(document));
}

/** The statements that share the most of the terms, in any form, each weighing as much as it is rare; none that shares nothing. */
function nearestTo(
  terms: readonly string[],
  statements: readonly Statement[],
  context: ServiceContext,
): readonly Statement[] {
  const { tokenize, lexicon } = context;
  const words = terms.filter((term) => !lexicon.spelling.stopWords.has(term));
  // In a small record every passage may hold a word, and it counts nonetheless.
  const weights = new Map(words.map((term) => [stemOf(term), rarityOf(term, context) + 1]));
  return statements
    .map((statement) => {
      const { passage, sentence, read } = statement;
      const text = `${read.leadIn ?? ''} ${passage.text.slice(sentence.start, sentence.end)}`;
      const stems = new Set(tokenize(text).map(({ term }) => stemOf(term)));
      return { statement, shared: [...stems].reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0) };
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, READ_SENTENCES)
    .map(({ statement }) => statement);
}

function saidBy({ metadata }: CorpusDocument): { readonly holder: string; readonly date: string } {
  return { holder: metadata.holder, date: orderingDate(metadata) };
}

/** Tells on which side of some wording a sentence stands; `undefined` when on none. */
type Weighing = (statement: Statement) => 'for' | 'against' | undefined;

/** Weighs sentences against the wording as `position-conflict` would; `undefined` when the wording has nothing to contradict. */
function createWeighing(
  wording: string,
  record: Pick<PositionRegister<unknown>, 'weight'>,
  context: ServiceContext,
): Weighing | undefined {
  const { delegation } = context.settings;
  const stated = commitmentsIn(wording, delegation, {}, context);
  const own = stated.length > 0 ? stated : commitmentsIn(`We support ${wording}.`, delegation, {}, context);
  if (own.length === 0) return undefined;
  // In a small record every word of the wording may be in every commitment, and none would count.
  const weight = (key: string): number => record.weight(key) + 1;
  return ({ document, passage, sentence: { start, end }, read }) => {
    const relations = commitmentsIn(passage.text.slice(start, end), document.metadata.holder, read, context).flatMap(
      (commitment) =>
        own.flatMap((each) => {
          const comparison = compareCommitments(commitment, each, weight);
          const isPlain = comparison.relation !== 'unrelated' && comparison.confidence >= LEAST_CONFIDENCE;
          return isPlain ? [comparison.relation] : [];
        }),
    );
    if (relations.includes('conflict')) return 'against';
    return relations.includes('agrees') ? 'for' : undefined;
  };
}

function commitmentsIn(
  text: string,
  holder: string,
  read: SentenceContext,
  { lexicon, tokenize }: ServiceContext,
): readonly Commitment[] {
  return extractCommitments(text, { lexicon, tokenize, holder }, read).filter(({ mode }) => mode === 'asserted');
}

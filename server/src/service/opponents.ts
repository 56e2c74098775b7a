import type { PrecedentInfo } from '../api/protocol.js';
import { type DocumentUse, passageOf, type PassagePlace } from '../index/corpusIndex.js';
import type { CorpusDocument, Passage } from '../ingest/corpusDocument.js';
import type { Commitment } from '../positions/commitment.js';
import { compareCommitments } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { SentenceContext } from '../positions/leadIns.js';
import type { PositionRegister } from '../positions/register.js';
import type { Span } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { describePassage } from './passageInfo.js';
import { offeredDocuments } from './precedents.js';
import { bindingRecord, LEAST_CONFIDENCE } from './record.js';
import { contextsIn } from './statements.js';

/** Passages of others that are read: those that share the rarest words. */
const READ = 60;
/** Documents of others of which a hover reads a sentence: it must be quick. */
const READ_IN_HOVER = 3;

/**
 * Statements of holders who are neither the delegation nor one of its groups that contradict the wording, newest first,
 * one a passage, at most `limit`. Wording that states nothing by itself, such as a noun phrase, counts as supported.
 */
export function findOpponents(wording: string, limit: number, context: ServiceContext): readonly PrecedentInfo[] {
  const { index, tokenize } = context;
  const isBinding = offeredDocuments(context);
  const contradicts = createOpposition(wording, bindingRecord.of(context), context);
  if (contradicts === undefined) return [];
  const terms = tokenize(wording).map(({ term }) => term);
  return index
    .rank(terms, READ, { accepts: ({ document }) => !isBinding(document) })
    .toSorted((a, b) => a.document - b.document)
    .flatMap((place) => statementsIn(place, context).find(contradicts) ?? [])
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
 * documents, newest first. `undefined` as long as the binding record is not read: without it nothing can be weighed.
 */
export function opponentsAmong(
  wording: string,
  uses: Iterable<DocumentUse>,
  context: ServiceContext,
): readonly Statement[] | undefined {
  const record = bindingRecord.ready(context);
  if (record === undefined) return undefined;
  const contradicts = createOpposition(wording, record, context);
  if (contradicts === undefined) return [];
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
    if (statement !== undefined && contradicts(statement)) found.push(statement);
  }
  return found;
}

/** Tells whether a sentence contradicts the wording as `position-conflict` would; `undefined` when the wording has nothing to contradict. */
function createOpposition(
  wording: string,
  record: Pick<PositionRegister<unknown>, 'weight'>,
  context: ServiceContext,
): ((statement: Statement) => boolean) | undefined {
  const { delegation } = context.settings;
  const stated = commitmentsIn(wording, delegation, {}, context);
  const own = stated.length > 0 ? stated : commitmentsIn(`We support ${wording}.`, delegation, {}, context);
  if (own.length === 0) return undefined;
  // In a small record every word of the wording may be in every commitment, and none would count.
  const weight = (key: string): number => record.weight(key) + 1;
  return ({ document, passage, sentence: { start, end }, read }) =>
    commitmentsIn(passage.text.slice(start, end), document.metadata.holder, read, context).some((commitment) =>
      own.some((each) => {
        const comparison = compareCommitments(commitment, each, weight);
        return comparison.relation === 'conflict' && comparison.confidence >= LEAST_CONFIDENCE;
      }),
    );
}

function commitmentsIn(
  text: string,
  holder: string,
  read: SentenceContext,
  { lexicon, tokenize }: ServiceContext,
): readonly Commitment[] {
  return extractCommitments(text, { lexicon, tokenize, holder }, read).filter(({ mode }) => mode === 'asserted');
}

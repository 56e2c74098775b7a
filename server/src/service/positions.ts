import type { Position as DraftPosition } from 'vscode-languageserver-types';
import type { ChangedWords, PositionInfo, PositionsAnswer, PositionStepInfo, TimelineAnswer } from '../api/protocol.js';
import type { Draft } from '../draft/draft.js';
import { passageOf } from '../index/corpusIndex.js';
import type { CorpusDocument, DocumentMetadata } from '../ingest/corpusDocument.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { type Position, type PositionStep, readPositions, type Statement } from '../positions/timeline.js';
import { topicLabel, topicNamed, topicsOf } from '../positions/topics.js';
import { t } from '../util/l10n.js';
import { finishSteps, type Steps } from '../util/steps.js';
import { dateLabel, dayLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { sentenceAt } from './findings.js';
import { createDerived, type Derived } from './derived.js';
import { remarksOnPart } from './part.js';
import { parsePartialDate } from './partialDate.js';
import { evidenceAt, groundsOf, sourceOf } from './places.js';
import { bindingRecord } from './record.js';
import { compareWords } from './similar.js';
import { mergedLexicon, recordedStatements, type SentencePlace } from './statements.js';
import { writeTimelines } from './timelineText.js';

/** The positions of the delegation and its groups, by holder and topic. */
export const positionsHeld: Derived<readonly Position<SentencePlace>[]> = createDerived((context) => {
  const { tokenize } = context;
  return readPositions(heldStatements(context), {
    lexicon: mergedLexicon(context),
    tokenize,
    weight: (key) => bindingRecord.of(context).weight(key),
  });
});

function* heldStatements(context: ServiceContext): Generator<Statement<SentencePlace>> {
  const { delegation, groups } = context.settings;
  for (const statement of recordedStatements(context)) {
    const { holder } = statement.sentence;
    if (holder === delegation || groups.includes(holder)) yield statement;
  }
}

/** What positions are asked for. */
export interface PositionQuery {
  /** In anybody's words: "treaty" asks for what is held on legally binding instruments. */
  readonly topic?: string;
  readonly holder?: string;
}

/** The positions that a query asks for; all of them when it asks for nothing in particular. */
export function providePositions(query: PositionQuery, context: ServiceContext): PositionsAnswer {
  return finishSteps(listPositions(query, context));
}

/** As `providePositions`, one position a step of the work: a large record holds many. */
export function listPositions({ topic, holder }: PositionQuery, context: ServiceContext): Steps<PositionsAnswer> {
  const asked = topic === undefined ? undefined : topicNamed(topic, context.tokenize, mergedLexicon(context));
  return answerWith(
    (position) =>
      (asked === undefined || position.topic === asked) &&
      (holder === undefined || position.holder.toLowerCase() === holder.toLowerCase()),
    context,
  );
}

/** The answer with its positions as a text to show. */
export function withText(answer: PositionsAnswer): TimelineAnswer {
  return { ...answer, markdown: writeTimelines(answer.positions) };
}

/** The positions on the topics of the clause at a place of the draft; of its sentence, when the clause has none. */
export function provideTimeline(draft: Draft, position: DraftPosition, context: ServiceContext): TimelineAnswer {
  const topics = topicsAt(draft, draft.document.offsetAt(position), context);
  return withText(finishSteps(answerWith(({ topic }) => topics.includes(topic), context)));
}

/** The topics of the clause at a UTF-16 offset of the draft; of its sentence, when the clause has none. */
export function topicsAt(draft: Draft, offset: number, context: ServiceContext): readonly string[] {
  const sentence = sentenceAt(draft, offset)?.sentence;
  if (sentence === undefined) return [];
  const { tokenize, settings } = context;
  const lexicon = mergedLexicon(context);
  const clauses = extractCommitments(sentence.text, { lexicon, tokenize, holder: settings.delegation }, sentence);
  const at = offset - sentence.start;
  const here = clauses.filter(({ start, end }) => start <= at && at <= end);
  const topicsIn = (some: typeof clauses): string[] => some.flatMap((clause) => topicsOf(clause, lexicon));
  const found = topicsIn(here);
  return [...new Set(found.length > 0 ? found : topicsIn(clauses))];
}

function* answerWith(
  accepts: (position: Position<SentencePlace>) => boolean,
  context: ServiceContext,
): Steps<PositionsAnswer> {
  const isOwn = ({ holder }: Position<SentencePlace>): number => Number(holder === context.settings.delegation);
  const positions: PositionInfo[] = [];
  for (const position of positionsHeld
    .of(context)
    .filter(accepts)
    .sort((a, b) => isOwn(b) - isOwn(a))) {
    yield;
    positions.push(describePosition(position, context));
  }
  return { positions, remarks: remarksOnPart(context) };
}

function describePosition({ holder, topic, steps }: Position<SentencePlace>, context: ServiceContext): PositionInfo {
  const pillar = pillarOf(topic, steps, context);
  return {
    holder,
    topic: topicLabel(topic),
    ...(pillar === undefined ? {} : { pillar }),
    steps: steps.map((step) => describeStep(step, steps, context)),
  };
}

/** Name of the pillar under which most of a position's statements were made, the newest deciding between equals; else that of the topic. */
export function pillarOf(
  topic: string,
  steps: readonly PositionStep<SentencePlace>[],
  { index, lexicon }: ServiceContext,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { sentence } of steps.toReversed()) {
    if (!('passage' in sentence.place)) continue;
    const { document, passage } = passageOf(index, sentence.place);
    const pillar = lexicon.pillars.of([...passage.headings, ...labelsOf(document, sentence.place.passage)], []);
    if (pillar !== undefined) counts.set(pillar.name, (counts.get(pillar.name) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? lexicon.pillars.of([], [topic])?.name;
}

/** What stands like a heading before a paragraph, or before the one whose list it is in: "Capacity building: ...". */
export function labelsOf({ passages }: CorpusDocument, passage: number): readonly string[] {
  const labels: string[] = [];
  let depth = Number.POSITIVE_INFINITY;
  for (let at = passage; at >= 0 && depth > 0; at--) {
    const above = passages[at];
    if (above === undefined || (above.depth ?? 0) >= depth) continue;
    depth = above.depth ?? 0;
    const label = /^\p{Lu}[^:.;\d]{0,60}(?=:)/u.exec(above.text)?.[0];
    if (label !== undefined) labels.unshift(label);
  }
  return labels;
}

function describeStep(
  { sentence, status, by, after, strength, polarity }: PositionStep<SentencePlace>,
  steps: readonly PositionStep<SentencePlace>[],
  context: ServiceContext,
): PositionStepInfo {
  const { place, text } = sentence;
  const { uri, range, citation } = sourceOf(evidenceAt(place, text), context);
  const before = after === undefined ? undefined : steps[after]?.sentence.text;
  const days = daysOf(sentence, context);
  return {
    status,
    text,
    date: dateOf(sentence, context),
    ...(days === undefined ? {} : { days }),
    strength,
    ...(polarity === undefined ? {} : { side: polarity === 1 ? 'for' : 'against' }),
    citation,
    uri,
    range,
    grounds: place.decision === undefined ? [] : groundsOf(place.decision),
    ...(place.decision === undefined ? {} : { decided: 'passage' in place ? 'read' : 'own' }),
    ...(by === undefined ? {} : { by }),
    ...(after === undefined || before === undefined
      ? {}
      : { changed: { since: after, words: changedWords(before, text, context) } }),
  };
}

type PlacedSentence = PositionStep<SentencePlace>['sentence'];

function dateOf(sentence: PlacedSentence, context: ServiceContext): string {
  const metadata = datingOf(sentence, context);
  if (metadata !== undefined) return dateLabel(metadata);
  return sentence.date === '' ? t('undated') : dayLabel(sentence.date);
}

/** The first and the last day on which the statement may have been made; `undefined` when nothing tells. */
function daysOf(sentence: PlacedSentence, context: ServiceContext): PositionStepInfo['days'] {
  const { date = sentence.date, between: [from, to] = [date, date] } = datingOf(sentence, context) ?? {};
  const [first, last] = [parsePartialDate(from), parsePartialDate(to)];
  return first === undefined || last === undefined ? undefined : { from: first.earliest, to: last.latest };
}

/** What its document says of when it was made; `undefined` where a decision dates it. */
function datingOf({ place, date }: PlacedSentence, { index }: ServiceContext): DocumentMetadata | undefined {
  const isDecided = place.decision?.date !== undefined && place.decision.date === date;
  return isDecided || !('passage' in place) ? undefined : passageOf(index, place).document.metadata;
}

const KINDS = { both: 'both', draft: 'earlier', record: 'later' } as const;

function changedWords(earlier: string, later: string, { tokenize }: ServiceContext): readonly ChangedWords[] {
  return compareWords(earlier, later, tokenize).map(({ kind, words }) => ({ kind: KINDS[kind], words }));
}

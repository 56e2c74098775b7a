import { type CorpusDocument, orderingDate } from '../ingest/corpusDocument.js';
import {
  type AddedPosition,
  type ConfirmedStatement,
  NO_DECISIONS,
  type RetiredStatement,
} from '../ingest/positionsFile.js';
import { contextsOf, createLeadIns, type SentenceContext } from '../positions/leadIns.js';
import type { Lexicon } from '../positions/lexicon.js';
import type { RecordedSentence } from '../positions/register.js';
import { sentencesIn } from '../positions/sentencesIn.js';
import type { Statement } from '../positions/timeline.js';
import { topicNamed } from '../positions/topics.js';
import type { Span } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { bindingDocuments } from './precedents.js';

/** A sentence of a passage: positions in the index revision, and its span in the passage's text. */
export interface PassageSentence {
  readonly document: number;
  readonly passage: number;
  readonly sentence: Span;
  /** What the workspace has decided about it; absent when nothing. */
  readonly decision?: ConfirmedStatement | RetiredStatement;
}

/** A statement that stands in the workspace's own file of positions. */
export interface RegisteredSentence {
  readonly decision: ConfirmedStatement | AddedPosition;
}

/** Where a recorded sentence stands. */
export type SentencePlace = PassageSentence | RegisteredSentence;

/** The sentences of a document, which is given with its position in the index revision. */
export type SentencesOf = (
  entry: readonly [number: number, document: CorpusDocument],
) => Iterable<RecordedSentence<PassageSentence>>;

/** The sentences as they are written. */
export function* writtenSentences([number, document]: Parameters<SentencesOf>[0]): Generator<
  RecordedSentence<PassageSentence>
> {
  const { holder } = document.metadata;
  const date = orderingDate(document.metadata);
  for (const { passage, sentence, text, context } of sentencesIn(document.passages)) {
    yield { holder, date, text, place: { document: number, passage, sentence }, ...context };
  }
}

/**
 * Every sentence of the documents that bind the delegation, then what its own file of positions states besides. A statement
 * that is confirmed in other words is retired, and those words stand for it.
 */
export function* recordedStatements(
  context: ServiceContext,
  sentencesOf: SentencesOf = writtenSentences,
): Generator<Statement<SentencePlace>> {
  const decide = createDecider(context);
  const dates = new Map<unknown, string>();
  for (const entry of bindingDocuments(context)) {
    const decisionOn = decide(entry[1]);
    for (const sentence of sentencesOf(entry)) {
      const decision = decisionOn(sentence);
      if (decision === undefined) {
        yield { sentence };
        continue;
      }
      const { date, text, commitments } = sentence;
      dates.set(decision, [dates.get(decision) ?? '', date].toSorted().at(-1) ?? date);
      const ruling = isConfirmed(decision, context) && decision.wording === undefined ? 'confirmed' : 'retired';
      yield {
        sentence: {
          ...sentence,
          // A spread leaves out what is only looked up.
          text,
          ...(commitments === undefined ? {} : { commitments }),
          date: ruling === 'confirmed' ? (decision.date ?? date) : date,
          place: { ...sentence.place, decision },
        },
        ruling,
        ...topicOf(decision, context),
      };
    }
  }
  const { confirmed, added } = context.decisions ?? NO_DECISIONS;
  for (const decision of [...confirmed, ...added]) {
    const { wording, date = dates.get(decision) ?? '', holder = context.settings.delegation } = decision;
    if (wording === undefined) continue;
    yield {
      sentence: { holder, date, text: wording, place: { decision } },
      ruling: 'confirmed',
      ...topicOf(decision, context),
    };
  }
}

/** What must be known besides to read each sentence of a document's passage, by the passage's place among all. Linear in the passages before it. */
export function contextsIn({ passages }: CorpusDocument, number: number): readonly SentenceContext[] {
  const leadIns = createLeadIns();
  let leadIn: string | undefined;
  for (const { text, marker, depth = 0 } of passages.slice(0, number + 1))
    leadIn = leadIns.next({ text, marker, depth });
  const { text = '', sentences = [] } = passages[number] ?? {};
  return contextsOf(
    sentences.map(({ start, end }) => text.slice(start, end)),
    leadIn,
  );
}

/** The lexicon with the topics made one that the workspace has merged. */
export function mergedLexicon({ lexicon, tokenize, decisions = NO_DECISIONS }: ServiceContext): Lexicon {
  if (decisions.merged.length === 0) return lexicon;
  const merged = new Map(
    decisions.merged.flatMap(({ topics, into }) =>
      topics.map((topic): [string, string] => [
        topicNamed(topic, tokenize, lexicon),
        topicNamed(into, tokenize, lexicon),
      ]),
    ),
  );
  const lines = Array.from(lexicon.lines, ([concept, line]): [string, string] => [concept, merged.get(line) ?? line]);
  return { ...lexicon, lines: new Map([...merged, ...lines]) };
}

/** Gives for a document, and then for a sentence of it, the first decision that means it; `undefined` when none does. */
function createDecider({
  tokenize,
  settings,
  decisions = NO_DECISIONS,
}: ServiceContext): (
  document: CorpusDocument,
) => (sentence: Pick<RecordedSentence<unknown>, 'text'>) => PassageSentence['decision'] {
  const runOf = (text: string): string =>
    ` ${tokenize(text)
      .map(({ term }) => term)
      .join(' ')} `;
  const all = [...decisions.confirmed, ...decisions.retired].map((decision) => ({
    decision,
    run: runOf(decision.words),
  }));
  return ({ id, uri, metadata }) => {
    const own = all.filter(
      ({ decision: { document, holder = settings.delegation } }) =>
        metadata.holder === holder &&
        (document === undefined || document === id || decodeURIComponent(uri).endsWith(`/${document}`)),
    );
    if (own.length === 0) return () => undefined;
    return ({ text }) => {
      const run = runOf(text);
      return own.find((each) => run.includes(each.run))?.decision;
    };
  };
}

function isConfirmed(
  decision: ConfirmedStatement | RetiredStatement,
  { decisions = NO_DECISIONS }: ServiceContext,
): decision is ConfirmedStatement {
  return decisions.confirmed.some((each) => each === decision);
}

function topicOf(
  decision: RegisteredSentence['decision'] | RetiredStatement,
  context: ServiceContext,
): Pick<Statement<SentencePlace>, 'topic'> {
  const written = 'topic' in decision ? decision.topic : undefined;
  return written === undefined ? {} : { topic: topicNamed(written, context.tokenize, mergedLexicon(context)) };
}

import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft } from '../draft/draft.js';
import { compareCommitments, type Difference, nearness } from '../positions/compare.js';
import type { EntailmentJudge, JudgedPair } from '../platform/entailmentJudge.js';
import type { TermWeight } from '../positions/objects.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { Lexicon } from '../positions/lexicon.js';
import { readRegister, type RecordedCommitment, type RecordedSentence } from '../positions/register.js';
import { changedQualifiers, weakerPart } from '../positions/shifts.js';
import { type Span, shiftSpan } from '../text/span.js';
import type { Tokenizer } from '../text/tokens.js';
import { NEVER_CANCELLED } from '../util/cancellation.js';
import { finishSteps } from '../util/steps.js';
import { sentencesToCheck } from './findings.js';
import { isFound, isVetoed } from './judging.js';
import { nearestOf, weighPriors } from './record.js';

/** What a later text is to an earlier one of the same holder. */
export type PairVerdict = 'conflict' | 'shift' | 'consistent' | 'unrelated';

/** Where two texts differ. Spans are UTF-16 offsets into the whole text of each side. */
export interface PairDifference {
  /** Opposite sign or pole; the draft commits to less or to more; a qualifier is dropped, added or exchanged. */
  readonly kind: Difference['kind'] | 'weaker' | 'stronger' | 'qualifier';
  readonly draft: Span;
  readonly prior: Span;
}

/** What comparing two texts finds. */
export interface PairAnswer {
  readonly verdict: PairVerdict;
  /** In the verdict, 0 to 1: of the strongest conflict; how nearly the two say the same; for `unrelated`, how little. */
  readonly confidence: number;
  /** In the order of the draft; none for `consistent` and `unrelated`. */
  readonly differences: readonly PairDifference[];
}

/** With which words and for whom two texts are read. */
export interface PairReader {
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  /** Whose texts both are: a clause that names somebody else as its speaker commits to nothing. */
  readonly holder: string;
}

/** A commitment with the start of its sentence in the text it was read from. */
type Placed = RecordedCommitment<number>;

/** There is no record to count in, so every word weighs the same, and one that every speech uses as much as this. */
const COMMON_WEIGHT = 0.25;

/**
 * Compares two bare texts, each of one sentence or more, as a draft is compared with the record: the same reading, the
 * same candidates, the same thresholds. Pure; never throws.
 */
export function comparePair(prior: string, draft: string, reader: PairReader): PairAnswer {
  const { lexicon, tokenize, holder } = reader;
  const register = finishSteps(readRegister(sentencesOf(prior, reader), lexicon, tokenize));
  const weight: TermWeight = (key) => (lexicon.commonStems.has(key) ? COMMON_WEIGHT : 1);
  const drafts = sentencesOf(draft, reader).flatMap((sentence) =>
    extractCommitments(sentence.text, reader, sentence).map((commitment): Placed => ({ sentence, commitment })),
  );
  const met = drafts.map((here) => ({ here, priors: register.candidates(here.commitment, [holder]) }));

  const conflicts = met.flatMap(({ here, priors }) => {
    const { conflict } = weighPriors(here.commitment, priors, weight);
    if (conflict === undefined) return [];
    const { confidence, difference } = conflict.comparison;
    return [
      { confidence, differences: [placed(difference.kind, here, difference.draft, conflict.prior, difference.prior)] },
    ];
  });
  if (conflicts.length > 0) return answer('conflict', conflicts);

  const shifts = met.flatMap(({ here, priors }) => {
    const nearest = nearestOf(here.commitment, priors, weight);
    if (nearest === undefined) return [];
    const differences = shiftsBetween(here, nearest.prior);
    return differences.length === 0 ? [] : [{ confidence: nearest.near, differences }];
  });
  if (shifts.length > 0) return answer('shift', shifts);

  const likeness = met.flatMap(({ here, priors }) => priors.map((there) => likenessOf(there, here, weight)));
  const agreements = likeness.filter(({ agrees }) => agrees).map(({ confidence }) => ({ confidence, differences: [] }));
  if (agreements.length > 0) return answer('consistent', agreements);
  const most = Math.max(0, ...likeness.map(({ confidence }) => confidence));
  return { verdict: 'unrelated', confidence: 1 - most, differences: [] };
}

/** Sentence pairs of two texts that a judge is shown. */
const MOST_JUDGED = 5;

/** As `comparePair`, with a judge heard on the sentences of the two that share the most words. */
export async function comparePairWith(
  judge: EntailmentJudge,
  prior: string,
  draft: string,
  reader: PairReader,
): Promise<PairAnswer> {
  const answered = comparePair(prior, draft, reader);
  const said = await judge.judge(likestPairs(prior, draft, reader), NEVER_CANCELLED);
  const chance = Math.max(...said.map((each) => each ?? Number.NEGATIVE_INFINITY));
  if (chance === Number.NEGATIVE_INFINITY) return answered;
  if (answered.verdict !== 'conflict' && isFound(chance)) {
    return { verdict: 'conflict', confidence: chance, differences: [] };
  }
  if (answered.verdict === 'conflict' && isVetoed(chance)) {
    return { verdict: 'unrelated', confidence: 1 - chance, differences: [] };
  }
  return answered;
}

/** The sentences of two texts that share the most words, at most five pairs: what a judge is shown of them. */
export function likestPairs(prior: string, draft: string, reader: PairReader): readonly JudgedPair[] {
  const { tokenize, lexicon } = reader;
  const readTerms = ({ text }: { readonly text: string }): { readonly text: string; readonly terms: Set<string> } => {
    const terms = tokenize(text).map(({ term }) => term);
    return { text, terms: new Set(terms.filter((term) => !lexicon.spelling.stopWords.has(term))) };
  };
  const priors = sentencesOf(prior, reader).map(readTerms);
  const pairs = sentencesOf(draft, reader)
    .map(readTerms)
    .flatMap((here) =>
      priors.map((there) => {
        const shared = [...here.terms].filter((term) => there.terms.has(term)).length;
        return { pair: { prior: there.text, draft: here.text }, shared };
      }),
    );
  return pairs
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MOST_JUDGED)
    .map(({ pair }) => pair);
}

/** The sentences that would be checked if the text were a draft. */
function sentencesOf(text: string, { holder, tokenize }: PairReader): readonly RecordedSentence<number>[] {
  const { blocks } = createDraft(TextDocument.create('', '', 0, text), tokenize);
  return [...sentencesToCheck(blocks)].flatMap(({ sentences }) =>
    sentences.map((sentence) => ({ ...sentence, holder, date: '', place: sentence.start })),
  );
}

function answer(verdict: PairVerdict, found: readonly Omit<PairAnswer, 'verdict'>[]): PairAnswer {
  return {
    verdict,
    confidence: Math.max(...found.map(({ confidence }) => confidence)),
    differences: found.flatMap(({ differences }) => differences),
  };
}

/** How a clause of the draft commits to less or more than its nearest prior, or to something narrower or wider. */
function shiftsBetween(here: Placed, there: Placed): readonly PairDifference[] {
  const [draft, prior] = [here.commitment, there.commitment];
  const weaker = weakerPart(draft, prior);
  const stronger = weakerPart(prior, draft);
  return [
    ...(weaker === undefined ? [] : [placed('weaker', here, weaker, there, weaker.modal ?? prior)]),
    ...(stronger === undefined ? [] : [placed('stronger', here, stronger.modal ?? draft, there, stronger)]),
    ...changedQualifiers(draft, prior).map((change) =>
      placed('qualifier', here, change.draft[0] ?? draft, there, change.prior[0] ?? prior),
    ),
  ];
}

function likenessOf(
  there: Placed,
  here: Placed,
  weight: TermWeight,
): { readonly agrees: boolean; readonly confidence: number } {
  const comparison = compareCommitments(there.commitment, here.commitment, weight);
  if (comparison.relation === 'agrees') return { agrees: true, confidence: comparison.confidence };
  return { agrees: false, confidence: nearness(there.commitment, here.commitment, weight) };
}

function placed(kind: PairDifference['kind'], here: Placed, draft: Span, there: Placed, prior: Span): PairDifference {
  return { kind, draft: inText(here, draft), prior: inText(there, prior) };
}

function inText({ sentence }: Placed, { start, end }: Span): Span {
  return shiftSpan({ start, end }, sentence.place);
}

import type { RuleId, RuleSeverity, Settings } from '../api/settings.js';
import type { Draft, DraftBlock, DraftSentence } from '../draft/draft.js';
import { type Suppression, suppressionOf } from '../draft/suppressions.js';
import type { CorpusIndex } from '../index/corpusIndex.js';
import type { Departure } from '../ingest/departuresFile.js';
import { NO_DECISIONS, type PositionDecisions } from '../ingest/positionsFile.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { contextsOf, createLeadIns, type SentenceContext } from '../positions/leadIns.js';
import { readingsOf } from '../text/brackets.js';
import { shiftSpan, type Span } from '../text/span.js';
import type { Cancellation } from '../util/cancellation.js';
import { t } from '../util/l10n.js';
import { isOfRestricted, wholeOf } from './circulation.js';
import { createRecent, type Recent } from '../util/recent.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { recordedDeparture } from './departures.js';
import { type Derived, prepareDerived } from './derived.js';
import { shownOf } from './judgedFindings.js';
import { RULES } from './rules/registry.js';
import type { Finding } from './rules/rule.js';

/** Told of a rule that failed on a sentence. */
export type OnRuleError = (rule: RuleId, error: unknown) => void;

/** A sentence with what must be known besides to read it. */
export interface LedSentence extends DraftSentence, SentenceContext {}

/** A finding with its place in a draft and what the drafter has decided about it. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly sentence: LedSentence;
  readonly block: DraftBlock;
  /** UTF-16 offsets into the draft. */
  readonly span: Span;
  readonly severity: Exclude<RuleSeverity, 'off'>;
  /** The departure as which it is recorded. */
  readonly departure?: Departure;
  /** The comment of the draft that silences it. */
  readonly suppression?: Suppression;
}

/** Sentences whose findings are remembered at least: those of a long draft, however much is typed into it. */
const FEWEST_SENTENCES = 5000;
/** What was found in each sentence. */
type Checked = Recent<string, readonly Finding[]>;
/** By what findings follow from; departures only tell of findings. */
const checked = new WeakMap<CorpusIndex, WeakMap<PositionDecisions, WeakMap<Settings, Checked>>>();

/** Nobody is told. */
export const IGNORE_RULE_ERRORS: OnRuleError = () => {
  // A host without a log loses only the reason why a rule was skipped.
};

/**
 * The findings of a draft in order of the text, those that the drafter silenced or decided to stand by included. None as
 * long as the record is still being read: what it holds further on may take the draft's line.
 */
export function* findingsIn(
  { blocks, suppressions }: Pick<Draft, 'blocks' | 'suppressions'>,
  context: ServiceContext,
  onRuleError: OnRuleError = IGNORE_RULE_ERRORS,
): Generator<PlacedFinding> {
  if (context.part !== undefined) return;
  const whole = checkWhole(blocks, context, onRuleError);
  let number = 0;
  for (const { block, sentences } of sentencesToCheck(blocks)) {
    for (const sentence of sentences) {
      const findings = [...checkSentence(sentence, context, onRuleError), ...(whole.get(number++) ?? [])];
      yield* placeFindings(findings, sentence, block, suppressions, context);
    }
  }
}

/** Checks a draft's sentences ahead of `findingsIn`, a sentence a step: what was found in them is remembered. */
export function* checkSentences(
  { blocks }: Pick<Draft, 'blocks'>,
  context: ServiceContext,
  onRuleError: OnRuleError = IGNORE_RULE_ERRORS,
): Steps<void> {
  if (context.part !== undefined) return;
  for (const { sentences } of sentencesToCheck(blocks)) {
    for (const sentence of sentences) {
      for (const seen of comparedContexts(context)) checkSentence(sentence, seen, onRuleError);
      yield;
    }
  }
}

/** The sentences that are checked, block by block. */
export function* sentencesToCheck(
  blocks: readonly DraftBlock[],
): Generator<{ readonly block: DraftBlock; readonly sentences: readonly LedSentence[] }> {
  const leadIns = createLeadIns();
  for (const block of blocks) {
    const { kind, sentences, level, start, textStart } = block;
    const marker = kind === 'paragraph' && textStart > start ? (block.marker ?? '-') : undefined;
    const leadIn = leadIns.next({ text: sentences.at(-1)?.text ?? '', marker, depth: level });
    if (kind !== 'paragraph') continue;
    const contexts = contextsOf(
      sentences.map(({ text }) => text),
      leadIn,
    );
    yield { block, sentences: sentences.map((sentence, n) => ({ ...sentence, ...contexts[n] })) };
  }
}

/** The sentence of a paragraph that an offset stands in or touches, with its block; `undefined` elsewhere. */
export function sentenceAt(
  { blocks }: Pick<Draft, 'blocks'>,
  offset: number,
): { readonly block: DraftBlock; readonly sentence: LedSentence } | undefined {
  for (const { block, sentences } of sentencesToCheck(blocks)) {
    const sentence = sentences.find(({ start, end }) => start <= offset && offset <= end);
    if (sentence !== undefined) return { block, sentence };
  }
  return undefined;
}

function* placeFindings(
  findings: readonly Finding[],
  sentence: LedSentence,
  block: DraftBlock,
  suppressions: readonly Suppression[],
  context: ServiceContext,
): Generator<PlacedFinding> {
  const shown = shownOf({ key: sentenceKey(sentence), text: sentence.text, findings }, context);
  for (const finding of [...shown, ...withheldFindings(sentence, shown, context)]) {
    const severity = severityOf(finding, context.settings);
    if (severity === 'off') continue;
    const span = shiftSpan(finding.span, sentence.start);
    const suppression = suppressionOf(suppressions, finding.rule, span);
    const departure = recordedDeparture(finding, sentence.text, context);
    yield {
      finding,
      sentence,
      block,
      span,
      severity,
      ...(departure === undefined ? {} : { departure }),
      ...(suppression === undefined ? {} : { suppression }),
    };
  }
}

/**
 * That restricted documents, which the context hides, say otherwise, where what it shows does not: neither what they say nor
 * whose they are. Nothing where it is decided to depart from them.
 */
function withheldFindings(
  sentence: LedSentence,
  shown: readonly Finding[],
  context: ServiceContext,
): readonly Finding[] {
  const whole = wholeOf(context);
  if (whole === undefined) return [];
  const { text } = sentence;
  const all = shownOf({ key: sentenceKey(sentence), text, findings: checkSentence(sentence, whole) }, whole);
  return all
    .filter(({ evidence }) => evidence.some((each) => isOfRestricted(each, whole, context)))
    .filter(({ rule }) => !shown.some((finding) => finding.rule === rule))
    .filter((finding) => recordedDeparture(finding, text, whole) === undefined)
    .map(({ rule, span, judged }) => ({
      rule,
      span,
      ...(judged === undefined ? {} : { judged }),
      message: t('A restricted document says otherwise. Ask somebody who may see it before you go on.'),
      evidence: [],
      replacements: [],
    }));
}

/** As the settings have it; what only a judge has read is shown as no more than information. */
function severityOf({ rule, judged }: Finding, { rules }: Settings): RuleSeverity {
  const severity = rules[rule];
  return judged !== undefined && (severity === 'error' || severity === 'warning') ? 'information' : severity;
}

/**
 * The findings that are marked at a UTF-16 offset of the draft, those of its sentence alone. None until the sentence has
 * been checked or what the rules go by is made: nobody who only points at a word waits for that.
 */
export function findingsAt(draft: Draft, offset: number, context: ServiceContext): readonly PlacedFinding[] {
  const at = sentenceAt(draft, offset);
  if (context.part !== undefined || at === undefined) return [];
  const isKnown = (seen: ServiceContext): boolean =>
    checkedIn(seen).known(sentenceKey(at.sentence)) !== undefined ||
    knowledgeNeeded(seen).every((each) => each.ready(seen) !== undefined);
  if (!comparedContexts(context).every(isKnown)) return [];
  const findings = checkSentence(at.sentence, context);
  return [...placeFindings(findings, at.sentence, at.block, draft.suppressions, context)].filter(
    ({ span, suppression }) => suppression === undefined && span.start <= offset && offset <= span.end,
  );
}

/**
 * What the rules find in a sentence; where words in brackets are not settled, what they find whichever is chosen. One already
 * seen in this context is not compared again. A rule that fails is skipped for the sentence; the others still answer.
 */
export function checkSentence(
  led: Omit<LedSentence, keyof Span>,
  context: ServiceContext,
  onRuleError: OnRuleError = IGNORE_RULE_ERRORS,
): readonly Finding[] {
  return checkedIn(context).of(sentenceKey(led), () => {
    const [first = [], ...others] = readingsOf(led.text).map((text) =>
      checkReading({ ...led, text }, context, onRuleError),
    );
    // A message that quotes what only one reading says is another.
    return first.filter(({ rule, message }) =>
      others.every((found) => found.some((other) => other.rule === rule && other.message === message)),
    );
  });
}

function checkReading(
  led: Omit<LedSentence, keyof Span>,
  context: ServiceContext,
  onRuleError: OnRuleError,
): readonly Finding[] {
  const { text } = led;
  const { lexicon, tokenize, settings } = context;
  const commitments = extractCommitments(text, { lexicon, tokenize, holder: settings.delegation }, led);
  const sentence = { text, tokens: tokenize(text), commitments };
  return RULES.flatMap((rule) => {
    if (settings.rules[rule.id] === 'off') return [];
    try {
      return rule.check(sentence, context);
    } catch (error) {
      onRuleError(rule.id, error);
      return [];
    }
  });
}

/** The findings of the sentences seen with this index, these decisions and these settings. */
function checkedIn({ index, decisions = NO_DECISIONS, settings }: ServiceContext): Checked {
  const byDecisions = checked.get(index) ?? new WeakMap<PositionDecisions, WeakMap<Settings, Checked>>();
  checked.set(index, byDecisions);
  const bySettings = byDecisions.get(decisions) ?? new WeakMap<Settings, Checked>();
  byDecisions.set(decisions, bySettings);
  const seen: Checked = bySettings.get(settings) ?? createRecent(FEWEST_SENTENCES);
  bySettings.set(settings, seen);
  return seen;
}

/** What tells a sentence from others in its context. It holds no line break itself. */
export function sentenceKey({ text, leadIn = '', before = '' }: Omit<LedSentence, keyof Span>): string {
  return `${leadIn}\n${before}\n${text}`;
}

/** What shows only in the whole draft, by the number of the sentence where it is marked. */
function checkWhole(
  blocks: readonly DraftBlock[],
  context: ServiceContext,
  onRuleError: OnRuleError,
): ReadonlyMap<number, readonly Finding[]> {
  const textsOf = (wanted: DraftBlock['kind']): string[] =>
    blocks.flatMap(({ kind, sentences }) => (kind === wanted ? sentences.map(({ text }) => text) : []));
  const findings = new Map<number, Finding[]>();
  for (const rule of RULES) {
    if (rule.checkWhole === undefined || context.settings.rules[rule.id] === 'off') continue;
    try {
      for (const { sentence, finding } of rule.checkWhole(textsOf('paragraph'), textsOf('heading'), context)) {
        findings.set(sentence, [...(findings.get(sentence) ?? []), finding]);
      }
    } catch (error) {
      onRuleError(rule.id, error);
    }
  }
  return findings;
}

/** All that a draft is compared with: what it is told of, and that of which it is told only that it is there. */
export function comparedContexts(context: ServiceContext): readonly ServiceContext[] {
  const whole = wholeOf(context);
  return whole === undefined ? [context] : [context, whole];
}

/** Makes what the rules that are on have to know, as `prepareDerived` does. */
export async function prepareRules(
  context: ServiceContext,
  pause: () => Promise<void>,
  cancellation?: Cancellation,
): Promise<boolean> {
  for (const seen of comparedContexts(context)) {
    if (!(await prepareDerived(knowledgeNeeded(seen), seen, pause, cancellation))) return false;
  }
  return true;
}

/** What the rules that are on have to know beforehand. */
function knowledgeNeeded({ settings }: ServiceContext): readonly Derived<unknown>[] {
  return RULES.flatMap((rule) => (settings.rules[rule.id] === 'off' ? [] : (rule.needs?.() ?? [])));
}

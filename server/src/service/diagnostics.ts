import type { Diagnostic, DiagnosticRelatedInformation, Range } from 'vscode-languageserver-types';
import type { RuleId, RuleSeverity } from '../api/settings.js';
import type { Draft, DraftBlock, DraftSentence } from '../draft/draft.js';
import { isSuppressed } from '../draft/suppressions.js';
import { passageOf } from '../index/corpusIndex.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { createLeadIns } from '../positions/leadIns.js';
import { type Span, shiftSpan } from '../text/span.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import { formatCitation, formatQuotation } from './citation.js';
import type { ServiceContext } from './context.js';
import { consultJudge, doubtfulPair, isShown } from './judging.js';
import { passageRange } from './precedents.js';
import { RULES } from './rules/registry.js';
import type { Finding } from './rules/rule.js';

/** What a quick fix needs, carried by the diagnostic so that nothing is computed twice. JSON. */
export interface FindingData {
  readonly rule: RuleId;
  readonly replacements: readonly { readonly title: string; readonly range: Range; readonly newText: string }[];
  /** End of the sentence: where a quotation or a citation goes. */
  readonly sentenceEnd: Range['start'];
  /** First line of the block: where an ignore comment goes. */
  readonly blockLine: number;
  readonly quotation?: string;
  readonly citation?: string;
}

/** `source` of every diagnostic. */
export const DIAGNOSTIC_SOURCE = 'aide-memoire';

// LSP's DiagnosticSeverity; written out because the runtime half of the protocol package is not needed here.
const SEVERITIES: Readonly<Record<Exclude<RuleSeverity, 'off'>, 1 | 2 | 3 | 4>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};

/** Told of a rule that failed on a sentence. */
export type OnRuleError = (rule: RuleId, error: unknown) => void;

const LONGEST_SLICE_MS = 8;
const MOST_SENTENCES = 5000;
const checked = new WeakMap<ServiceContext, Map<string, readonly Finding[]>>();

/**
 * The findings of a draft as LSP diagnostics, in order of the text. Sentences already seen in this context are not
 * compared again. A rule that fails is skipped for the sentence; the others still answer. None as long as the record is
 * still being read: what it holds further on may take the draft's line.
 */
export function provideDiagnostics(
  draft: Draft,
  context: ServiceContext,
  onRuleError: OnRuleError = ignore,
): Diagnostic[] {
  if (context.part !== undefined) return [];
  const diagnostics: Diagnostic[] = [];
  for (const { block, sentences } of sentencesToCheck(draft)) {
    for (const sentence of sentences) {
      for (const finding of checkSentence(sentence, context, onRuleError)) {
        if (!isShown(finding, sentence.text, context)) continue;
        const severity = context.settings.rules[finding.rule];
        const span = shiftSpan(finding.span, sentence.start);
        if (severity === 'off' || isSuppressed(draft.suppressions, finding.rule, span)) continue;
        diagnostics.push(diagnosticOf(draft, finding, sentence, block, SEVERITIES[severity], context));
      }
    }
  }
  return diagnostics;
}

/**
 * Checks a draft's sentences ahead of `provideDiagnostics`, letting others go first every 8 milliseconds (`pause`), so
 * that a long draft never holds up a hover. Stops early once cancelled.
 */
export async function prepareDiagnostics(
  draft: Draft,
  context: ServiceContext,
  pause: () => Promise<void>,
  onRuleError: OnRuleError = ignore,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<void> {
  if (context.part !== undefined) return;
  let sliceBegan = performance.now();
  for (const derived of RULES.flatMap((rule) =>
    context.settings.rules[rule.id] === 'off' ? [] : (rule.needs?.() ?? []),
  )) {
    while (!derived.advance(context)) {
      if (performance.now() - sliceBegan < LONGEST_SLICE_MS) continue;
      await pause();
      if (cancellation.isCancellationRequested) return;
      sliceBegan = performance.now();
    }
  }
  for (const { sentences } of sentencesToCheck(draft)) {
    for (const sentence of sentences) {
      checkSentence(sentence, context, onRuleError);
      if (performance.now() - sliceBegan < LONGEST_SLICE_MS) continue;
      await pause();
      if (cancellation.isCancellationRequested) return;
      sliceBegan = performance.now();
    }
  }
}

/** A sentence of a draft with the one above the list that it opens an item of. */
interface LedSentence extends DraftSentence {
  readonly leadIn: string | undefined;
}

/** The sentences that are checked, block by block. */
function* sentencesToCheck(
  draft: Draft,
): Generator<{ readonly block: DraftBlock; readonly sentences: readonly LedSentence[] }> {
  const leadIns = createLeadIns();
  const text = draft.document.getText();
  for (const block of draft.blocks) {
    const { kind, sentences, level, start, textStart, end } = block;
    const marker = kind === 'paragraph' && textStart > start ? (block.marker ?? '-') : undefined;
    const leadIn = leadIns.next({ text: text.slice(textStart, end).trimEnd(), marker, depth: level });
    if (kind !== 'paragraph') continue;
    yield { block, sentences: sentences.map((sentence, n) => ({ ...sentence, leadIn: n === 0 ? leadIn : undefined })) };
  }
}

/**
 * Puts the findings of a draft that their rules are in doubt of before the context's judge, if there is one. `true` when
 * `provideDiagnostics` may give other findings than before. Rejects when the judge does.
 */
export async function judgeDiagnostics(
  draft: Draft,
  context: ServiceContext,
  onRuleError: OnRuleError = ignore,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<boolean> {
  if (context.judge === undefined || context.part !== undefined) return false;
  const sentences = [...sentencesToCheck(draft)].flatMap((each) => each.sentences);
  const pairs = sentences.flatMap((sentence) =>
    checkSentence(sentence, context, onRuleError).flatMap(
      (finding) => doubtfulPair(finding, sentence.text, context) ?? [],
    ),
  );
  return consultJudge(pairs, context.judge, cancellation);
}

function ignore(): void {
  // A host without a log loses only the reason why a rule was skipped.
}

function checkSentence(
  { text, leadIn }: LedSentence,
  context: ServiceContext,
  onRuleError: OnRuleError,
): readonly Finding[] {
  let cache = checked.get(context);
  if (cache === undefined) checked.set(context, (cache = new Map()));
  const key = leadIn === undefined ? text : `${leadIn}\n${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { lexicon, tokenize, settings } = context;
  const commitments = extractCommitments(text, { lexicon, tokenize, holder: settings.delegation }, leadIn);
  const sentence = { text, tokens: tokenize(text), commitments };
  const findings = RULES.flatMap((rule) => {
    if (settings.rules[rule.id] === 'off') return [];
    try {
      return rule.check(sentence, context);
    } catch (error) {
      onRuleError(rule.id, error);
      return [];
    }
  });
  if (cache.size >= MOST_SENTENCES) cache.clear();
  cache.set(key, findings);
  return findings;
}

function diagnosticOf(
  draft: Draft,
  finding: Finding,
  sentence: Span,
  block: Span,
  severity: 1 | 2 | 3 | 4,
  context: ServiceContext,
): Diagnostic {
  const { document } = draft;
  const rangeOf = (span: Span): Range => ({
    start: document.positionAt(sentence.start + span.start),
    end: document.positionAt(sentence.start + span.end),
  });
  const [first] = finding.evidence.map((evidence) => passageOf(context.index, evidence));
  const data: FindingData = {
    rule: finding.rule,
    replacements: finding.replacements.map(({ title, newText, ...span }) => ({ title, newText, range: rangeOf(span) })),
    sentenceEnd: document.positionAt(sentence.end),
    blockLine: document.positionAt(block.start).line,
    ...(first === undefined
      ? {}
      : {
          quotation: formatQuotation(first.document, first.passage),
          citation: `(${formatCitation(first.document, first.passage)})`,
        }),
  };
  return {
    range: rangeOf(finding.span),
    severity,
    source: DIAGNOSTIC_SOURCE,
    code: finding.rule,
    message: finding.message,
    relatedInformation: finding.evidence.map((evidence) => relatedInformation(finding, evidence, context)),
    data,
  };
}

/** A way to the source. It quotes only what the message does not quote already: editors show both. */
function relatedInformation(
  { message }: Finding,
  evidence: Finding['evidence'][number],
  context: ServiceContext,
): DiagnosticRelatedInformation {
  const { document, passage } = passageOf(context.index, evidence);
  const quote = passage.text.slice(evidence.quote.start, evidence.quote.end);
  const citation = formatCitation(document, passage);
  return {
    location: { uri: document.uri, range: passageRange(passage) },
    message: message.includes(quote) ? citation : `${citation}: “${quote}”`,
  };
}

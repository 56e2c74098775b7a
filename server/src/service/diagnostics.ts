import type { Diagnostic, DiagnosticRelatedInformation, Range } from 'vscode-languageserver-types';
import type { RuleId, RuleSeverity } from '../api/settings.js';
import type { Draft, DraftBlock, DraftSentence } from '../draft/draft.js';
import { isSuppressed } from '../draft/suppressions.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { createLeadIns } from '../positions/leadIns.js';
import { type Span, shiftSpan } from '../text/span.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import type { ServiceContext } from './context.js';
import { prepareDerived } from './derived.js';
import { consultJudge, doubtfulPair, isShown } from './judging.js';
import { type Source, sourceOf } from './places.js';
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
  const whole = checkWhole(draft, context, onRuleError);
  let number = 0;
  for (const { block, sentences } of sentencesToCheck(draft)) {
    for (const sentence of sentences) {
      const findings = [...checkSentence(sentence, context, onRuleError), ...(whole.get(number++) ?? [])];
      for (const finding of findings) {
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

/** What shows only in the whole draft, by the number of the sentence where it is marked. */
function checkWhole(
  { blocks }: Draft,
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
  const needed = RULES.flatMap((rule) => (context.settings.rules[rule.id] === 'off' ? [] : (rule.needs?.() ?? [])));
  if (!(await prepareDerived(needed, context, pause, cancellation))) return;
  let sliceBegan = performance.now();
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
export interface LedSentence extends DraftSentence {
  readonly leadIn: string | undefined;
}

/** The sentence of a paragraph that an offset stands in or touches; `undefined` elsewhere. */
export function sentenceAt(draft: Draft, offset: number): LedSentence | undefined {
  for (const { sentences } of sentencesToCheck(draft)) {
    const found = sentences.find(({ start, end }) => start <= offset && offset <= end);
    if (found !== undefined) return found;
  }
  return undefined;
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

/** The findings of a sentence that was checked before in this context; `undefined` when it was not. Costs nothing. */
export function knownFindings(sentence: LedSentence, context: ServiceContext): readonly Finding[] | undefined {
  return checked.get(context)?.get(keyOf(sentence));
}

function keyOf({ text, leadIn }: LedSentence): string {
  return leadIn === undefined ? text : `${leadIn}\n${text}`;
}

function checkSentence(led: LedSentence, context: ServiceContext, onRuleError: OnRuleError): readonly Finding[] {
  const { text, leadIn } = led;
  let cache = checked.get(context);
  if (cache === undefined) checked.set(context, (cache = new Map()));
  const key = keyOf(led);
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
  const sources = finding.evidence.map((evidence) => sourceOf(evidence, context));
  const [first] = sources;
  const data: FindingData = {
    rule: finding.rule,
    replacements: finding.replacements.map(({ title, newText, ...span }) => ({ title, newText, range: rangeOf(span) })),
    sentenceEnd: document.positionAt(sentence.end),
    blockLine: document.positionAt(block.start).line,
    ...(first?.quotation === undefined ? {} : { quotation: first.quotation, citation: `(${first.citation})` }),
  };
  return {
    range: rangeOf(finding.span),
    severity,
    source: DIAGNOSTIC_SOURCE,
    code: finding.rule,
    message: finding.message,
    relatedInformation: sources.map((source) => relatedInformation(finding, source)),
    data,
  };
}

/** A way to the source. It quotes only what the message does not quote already: editors show both. */
function relatedInformation({ message }: Finding, source: Source): DiagnosticRelatedInformation {
  const { uri, range, citation, quote } = source;
  return {
    location: { uri, range },
    message: message.includes(quote) ? citation : `${citation}: “${quote}”`,
  };
}

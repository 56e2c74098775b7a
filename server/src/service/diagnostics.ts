import type { Diagnostic, DiagnosticRelatedInformation, Range } from 'vscode-languageserver-types';
import type { RuleId, RuleSeverity } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import type { DepartureSubject } from '../ingest/departuresFile.js';
import type { Span } from '../text/span.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import type { CitedPassage } from './cite.js';
import type { ServiceContext } from './context.js';
import { departureSubjectOf, describeDeparture } from './departures.js';
import {
  checkSentence,
  checkSentences,
  comparedContexts,
  findingsIn,
  sentenceKey,
  sentencesToCheck,
  IGNORE_RULE_ERRORS,
  type OnRuleError,
  type PlacedFinding,
  prepareRules,
} from './findings.js';
import { hearJudgeOn } from './judgedFindings.js';
import { type Source, sourceOf } from './places.js';

/** What quick fixes are made of, carried by the diagnostic; whether each leaves no new finding is seen when it is asked for. JSON. */
export interface FindingData {
  readonly rule: RuleId;
  /** Each takes the finding away. */
  readonly replacements: readonly { readonly title: string; readonly range: Range; readonly newText: string }[];
  /** End of the sentence: where a quotation goes. */
  readonly sentenceEnd: Range['start'];
  /** Where a citation alone goes, unless it is a footnote. */
  readonly citationAt: Range['start'];
  /** First line of the block: where an ignore comment goes. */
  readonly blockLine: number;
  /** The precedent as the draft would quote it. */
  readonly cited?: CitedPassage;
  /** What would be recorded as a deliberate departure; absent where nothing can be, or is already. */
  readonly departure?: DepartureSubject;
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

const LONGEST_SLICE_MS = 8;

/**
 * The findings of a draft as LSP diagnostics, in order of the text; a departure that was decided is a hint that says so.
 * Sentences already seen in this context are not compared again. A rule that fails is skipped for the sentence; the others
 * still answer. None as long as the record is still being read. `brief`: the messages leave out the priors' words, which
 * the hover quotes.
 */
export function provideDiagnostics(
  draft: Draft,
  context: ServiceContext,
  onRuleError?: OnRuleError,
  brief = false,
): Diagnostic[] {
  return provideSourcedDiagnostics(draft, context, onRuleError, brief).map(({ diagnostic }) => diagnostic);
}

/** A finding as an editor is told it, with what it rests on. */
export interface SourcedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** What `relatedInformation` leads to, in its order. */
  readonly sources: readonly Source[];
}

/** As `provideDiagnostics`, for those who quote the sources themselves. */
export function provideSourcedDiagnostics(
  draft: Draft,
  context: ServiceContext,
  onRuleError?: OnRuleError,
  brief = false,
): SourcedDiagnostic[] {
  const diagnostics: SourcedDiagnostic[] = [];
  for (const placed of findingsIn(draft, context, onRuleError)) {
    if (placed.suppression !== undefined) continue;
    const sources = placed.finding.evidence.map((evidence) => sourceOf(evidence, context));
    diagnostics.push({ diagnostic: diagnosticOf(draft, placed, sources, context, brief), sources });
  }
  return diagnostics;
}

/**
 * Checks a draft's sentences ahead of `provideDiagnostics`, letting others go first every 8 milliseconds
 * (`pause`), so that a long draft never holds up a hover. Stops early once cancelled.
 */
export async function prepareDiagnostics(
  draft: Draft,
  context: ServiceContext,
  pause: () => Promise<void>,
  onRuleError: OnRuleError = IGNORE_RULE_ERRORS,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<void> {
  if (context.part !== undefined) return;
  if (!(await prepareRules(context, pause, cancellation))) return;
  let sliceBegan = performance.now();
  for (const _ of checkSentences(draft, context, onRuleError)) {
    if (performance.now() - sliceBegan < LONGEST_SLICE_MS) continue;
    await pause();
    if (cancellation.isCancellationRequested) return;
    sliceBegan = performance.now();
  }
}

/**
 * Puts what may contradict the record in a draft before the context's judge, if there is one; what is not checked yet is
 * checked first, as `prepareDiagnostics` does. `true` when `provideDiagnostics` may give other findings than before. Rejects
 * when the judge does.
 */
export async function judgeDiagnostics(
  draft: Draft,
  context: ServiceContext,
  pause: () => Promise<void> = async () => undefined,
  onRuleError: OnRuleError = IGNORE_RULE_ERRORS,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<boolean> {
  if (context.judge === undefined || context.part !== undefined) return false;
  await prepareDiagnostics(draft, context, pause, onRuleError, cancellation);
  if (cancellation.isCancellationRequested) return false;
  const sentences = [...sentencesToCheck(draft.blocks)].flatMap((each) => each.sentences);
  let isDecided = false;
  for (const seen of comparedContexts(context)) {
    const heard = sentences.map((sentence) => ({
      key: sentenceKey(sentence),
      text: sentence.text,
      findings: checkSentence(sentence, seen, onRuleError),
    }));
    isDecided = (await hearJudgeOn(heard, seen, pause, cancellation)) || isDecided;
  }
  return isDecided;
}

function diagnosticOf(
  draft: Draft,
  placed: PlacedFinding,
  sources: readonly Source[],
  context: ServiceContext,
  brief: boolean,
): Diagnostic {
  const { finding, sentence, block, severity, departure } = placed;
  const { document } = draft;
  const rangeOf = (span: Span): Range => ({
    start: document.positionAt(sentence.start + span.start),
    end: document.positionAt(sentence.start + span.end),
  });
  const cited = sources[0]?.cited;
  const subject = departure === undefined ? departureSubjectOf(finding, sentence.text, context) : undefined;
  const data: FindingData = {
    rule: finding.rule,
    replacements: finding.replacements.map(({ title, newText, ...span }) => ({ title, newText, range: rangeOf(span) })),
    sentenceEnd: document.positionAt(sentence.end),
    citationAt: document.positionAt(sentence.start + beforeFullStop(sentence.text)),
    blockLine: document.positionAt(block.start).line,
    ...(cited === undefined ? {} : { cited }),
    ...(subject === undefined ? {} : { departure: subject }),
  };
  const message = departure === undefined ? finding.message : describeDeparture(departure);
  return {
    range: rangeOf(finding.span),
    severity: SEVERITIES[departure === undefined ? severity : 'hint'],
    source: DIAGNOSTIC_SOURCE,
    code: finding.rule,
    message: brief ? withoutQuotes(message, sources) : message,
    relatedInformation: sources.map((source) => relatedInformation(message, source)),
    data,
  };
}

/** Where in a sentence a citation goes: before its full stop, else at its end. */
function beforeFullStop(text: string): number {
  return /[.!?]$/.test(text) ? text.length - 1 : text.length;
}

/** A message without the words it quotes behind a colon: what is said, and where it stands. */
function withoutQuotes(message: string, sources: readonly Source[]): string {
  return sources.reduce((shortened, { quote }) => shortened.replace(`: “${quote}”`, ''), message);
}

/** A way to the source. It quotes only what the message does not quote already: editors show both. */
function relatedInformation(message: string, source: Source): DiagnosticRelatedInformation {
  const { uri, range, citation, quote } = source;
  return {
    location: { uri, range },
    message: message.includes(quote) ? citation : `${citation}: “${quote}”`,
  };
}

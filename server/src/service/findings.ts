import type { RuleId, RuleSeverity } from '../api/settings.js';
import type { Draft, DraftBlock, DraftSentence } from '../draft/draft.js';
import { type Suppression, suppressionOf } from '../draft/suppressions.js';
import type { Departure } from '../ingest/departuresFile.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { shiftSpan, type Span } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { recordedDeparture } from './departures.js';
import type { Derived } from './derived.js';
import { RULES } from './rules/registry.js';
import type { Finding } from './rules/rule.js';

/** Told of a rule that failed on a sentence. */
export type OnRuleError = (rule: RuleId, error: unknown) => void;

/** A finding with its place in a draft and what the drafter has decided about it. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly sentence: DraftSentence;
  readonly block: DraftBlock;
  /** UTF-16 offsets into the draft. */
  readonly span: Span;
  readonly severity: Exclude<RuleSeverity, 'off'>;
  /** The departure as which it is recorded. */
  readonly departure?: Departure;
  /** The comment of the draft that silences it. */
  readonly suppression?: Suppression;
}

const MOST_SENTENCES = 5000;
const checked = new WeakMap<ServiceContext, Map<string, readonly Finding[]>>();

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
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    for (const sentence of block.sentences) {
      for (const finding of checkSentence(sentence.text, context, onRuleError)) {
        const severity = context.settings.rules[finding.rule];
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
  }
}

/**
 * What the rules find in a sentence. One already seen in this context is not compared again. A rule that fails is skipped
 * for the sentence; the others still answer.
 */
export function checkSentence(text: string, context: ServiceContext, onRuleError: OnRuleError): readonly Finding[] {
  let cache = checked.get(context);
  if (cache === undefined) checked.set(context, (cache = new Map()));
  const known = cache.get(text);
  if (known !== undefined) return known;
  const { lexicon, tokenize, settings } = context;
  const commitments = extractCommitments(text, { lexicon, tokenize, holder: settings.delegation });
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
  cache.set(text, findings);
  return findings;
}

/** What the rules that are on have to know beforehand. */
export function knowledgeNeeded({ settings }: ServiceContext): readonly Derived<unknown>[] {
  return RULES.flatMap((rule) => (settings.rules[rule.id] === 'off' ? [] : (rule.needs?.() ?? [])));
}

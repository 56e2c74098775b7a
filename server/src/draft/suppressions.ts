import { RULE_IDS, type RuleId } from '../api/settings.js';
import type { Block } from '../text/blocks.js';
import { type Span, spanContains, spansOverlap } from '../text/span.js';

/** A stretch of a draft in which a rule is silent, by a comment of the drafter's. */
export interface Suppression {
  readonly rule: RuleId;
  readonly span: Span;
  /** Why, in the drafter's words; '' when none is given. */
  readonly reason: string;
}

const COMMENT = /<!--\s*aide-memoire-(ignore|off)\s+([a-z-]+)\s*(?::\s*([\s\S]*?))?\s*-->/g;

/**
 * What a draft's own comments switch off. `<!-- aide-memoire-ignore RULE: reason -->` silences the rule in the block it
 * stands in, or, on lines of its own, in the next one; `<!-- aide-memoire-off RULE -->` in the whole draft.
 */
export function parseSuppressions(text: string, blocks: readonly Block[]): Suppression[] {
  return [...text.matchAll(COMMENT)].flatMap((match) => {
    const rule = RULE_IDS.find((id) => id === match[2]);
    if (rule === undefined) return [];
    const reason = match[3] ?? '';
    if (match[1] === 'off') return [{ rule, reason, span: { start: 0, end: text.length } }];
    const comment = { start: match.index, end: match.index + match[0].length };
    const at = blocks.findIndex((block) => spanContains(block, comment));
    const block = blocks[at]?.kind === 'comment' ? blocks.slice(at).find(({ kind }) => kind !== 'comment') : blocks[at];
    return block === undefined ? [] : [{ rule, reason, span: { start: block.start, end: block.end } }];
  });
}

/** The comment of the drafter's that silences `rule` at `span`; `undefined` when none does. */
export function suppressionOf(suppressions: readonly Suppression[], rule: RuleId, span: Span): Suppression | undefined {
  return suppressions.find((suppression) => suppression.rule === rule && spansOverlap(suppression.span, span));
}

import type { RuleId } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import { topicLabel } from '../positions/topics.js';
import type { Span } from '../text/span.js';
import { t, tCount } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import { readOn } from './derived.js';
import { findingsAt } from './findings.js';
import { positionsHeld, topicsAt } from './positions.js';
import { bindingRecord } from './record.js';

/** Rules whose findings are about what is held. */
const ABOUT_POSITIONS: readonly RuleId[] = [
  'position-conflict',
  'position-shift',
  'group-divergence',
  'qualifier-change',
  'red-line',
];
/** Milliseconds that a hover may take for reading on. */
const LONGEST_WAIT_MS = 8;

/**
 * How much the delegation has said on what the clause at a UTF-16 offset speaks of, where a finding about positions is
 * marked; its span is the finding's. `undefined` elsewhere, before the draft was checked, and until all positions are read:
 * each call reads on.
 */
export function timelineNote(
  draft: Draft,
  offset: number,
  context: ServiceContext,
): (Span & { readonly text: string }) | undefined {
  const marked = findingsAt(draft, offset, context).find(({ finding }) => ABOUT_POSITIONS.includes(finding.rule))?.span;
  if (marked === undefined || !readOn([bindingRecord, positionsHeld], context, LONGEST_WAIT_MS)) return undefined;
  const { delegation } = context.settings;
  const topics = topicsAt(draft, offset, context);
  const notes = positionsHeld
    .of(context)
    .filter(({ holder, topic }) => holder === delegation && topics.includes(topic))
    .map(({ topic, steps }) => {
      const standing = steps.filter(({ status }) => status === 'current' || status === 'confirmed').length;
      return tCount(
        steps.length,
        '“{1}”: {0} statement, {2} of them standing',
        '“{1}”: {0} statements, {2} of them standing',
        topicLabel(topic),
        standing,
      );
    });
  if (notes.length === 0) return undefined;
  return { ...marked, text: t('{0} on {1}. “Show Position Timeline” lists them.', delegation, notes.join('; ')) };
}

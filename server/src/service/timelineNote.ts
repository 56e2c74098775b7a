import type { RuleId } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import { isSuppressed } from '../draft/suppressions.js';
import { topicLabel } from '../positions/topics.js';
import { type Span, shiftSpan, spanContains } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { knownFindings, sentenceAt } from './diagnostics.js';
import { positionsHeld, topicsAt } from './positions.js';
import { plural } from './precedents.js';
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
  const marked = findingAt(draft, offset, context);
  if (marked === undefined || !isRead(context)) return undefined;
  const { delegation } = context.settings;
  const topics = topicsAt(draft, offset, context);
  const notes = positionsHeld
    .of(context)
    .filter(({ holder, topic }) => holder === delegation && topics.includes(topic))
    .map(({ topic, steps }) => {
      const standing = steps.filter(({ status }) => status === 'current' || status === 'confirmed').length;
      return `“${topicLabel(topic)}”: ${plural(steps.length, 'statement')}, ${standing} of them standing`;
    });
  if (notes.length === 0) return undefined;
  return { ...marked, text: `${delegation} on ${notes.join('; ')}. “Show Position Timeline” lists them.` };
}

/** Whether all positions are read; reads on for a moment where they are not. */
function isRead(context: ServiceContext): boolean {
  const began = performance.now();
  for (const derived of [bindingRecord, positionsHeld]) {
    while (!derived.advance(context)) if (performance.now() - began > LONGEST_WAIT_MS) return false;
  }
  return true;
}

function findingAt(draft: Draft, offset: number, context: ServiceContext): Span | undefined {
  const at = { start: offset, end: offset };
  const sentence = sentenceAt(draft, offset);
  if (sentence === undefined) return undefined;
  return knownFindings(sentence, context)
    ?.map(({ rule, span }) => ({ rule, span: shiftSpan(span, sentence.start) }))
    .find(
      ({ rule, span }) =>
        ABOUT_POSITIONS.includes(rule) && spanContains(span, at) && !isSuppressed(draft.suppressions, rule, span),
    )?.span;
}

import type { Commitment } from '../../positions/commitment.js';
import type { Difference } from '../../positions/compare.js';
import { extractCommitments } from '../../positions/extractCommitments.js';
import { t } from '../../util/l10n.js';
import type { ServiceContext } from '../context.js';
import { citePlace, evidenceAt } from '../places.js';
import { askRecord, bindingRecord, type Conflict } from '../record.js';
import type { CheckedSentence, Finding, Replacement, Rule } from './rule.js';

/** The draft contradicts what its own delegation has said. */
export const positionConflict: Rule = {
  id: 'position-conflict',
  needs: () => [bindingRecord],
  check(sentence, context) {
    const findings = sentence.commitments.flatMap((commitment) => {
      const { conflict, doubtful = conflict } = askRecord(commitment, [context.settings.delegation], context);
      return doubtful === undefined ? [] : [findingOf('position-conflict', sentence, commitment, doubtful, context)];
    });
    return onceEach(findings);
  },
};

/**
 * The draft contradicts a group of the delegation: on a matter where the delegation's own record says nothing else, or in
 * what it says for the group ("NAM opposes ...").
 */
export const groupDivergence: Rule = {
  id: 'group-divergence',
  needs: () => [bindingRecord],
  check(sentence, context) {
    const spokenFor = context.settings.groups.flatMap((group) =>
      statedFor(group, sentence, context).flatMap((commitment) => {
        const { conflict, doubtful = conflict } = askRecord(commitment, [group], context);
        return doubtful === undefined ? [] : [findingOf('group-divergence', sentence, commitment, doubtful, context)];
      }),
    );
    const own = sentence.commitments.flatMap((commitment) => {
      // The group first: it seldom differs, and only then is the delegation's own record asked a second time.
      const { conflict, doubtful = conflict } = askRecord(commitment, context.settings.groups, context);
      if (doubtful === undefined) return [];
      const answer = askRecord(commitment, [context.settings.delegation], context);
      if (answer.conflict !== undefined || answer.agrees) return [];
      return [findingOf('group-divergence', sentence, commitment, doubtful, context)];
    });
    return onceEach([...spokenFor, ...own]);
  },
};

/** A relative clause takes words over from the clause before: what they contradict is told once. */
function onceEach(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.toReversed().map((each) => [each.compared?.draft.start, each])).values()].toReversed();
}

/** What a sentence says for a group: the clauses that are nobody's words when the delegation speaks, and its own when the group does. */
function statedFor(group: string, { text, commitments }: CheckedSentence, context: ServiceContext): Commitment[] {
  const reported = new Set(commitments.filter(({ mode }) => mode === 'reported').map(({ start }) => start));
  if (reported.size === 0) return [];
  const { lexicon, tokenize } = context;
  return extractCommitments(text, { lexicon, tokenize, holder: group }).filter(
    ({ mode, start }) => mode === 'asserted' && reported.has(start),
  );
}

function findingOf(
  rule: Finding['rule'],
  sentence: CheckedSentence,
  commitment: Commitment,
  { prior, comparison: { difference, confidence } }: Conflict,
  context: ServiceContext,
): Finding {
  const { place, text, holder } = prior.sentence;
  const citation = citePlace(place, context);
  const differs = describe(difference, sentence.text, commitment);
  const contradiction =
    rule === 'position-conflict'
      ? t('This contradicts the delegation’s own record: “{0}” ({1}).', text, citation)
      : t('This contradicts the position of the {0}: “{1}” ({2}).', holder, text, citation);
  return {
    rule,
    span: { start: commitment.start, end: commitment.end },
    confidence,
    message: `${differs} ${contradiction}`,
    compared: {
      differs,
      draft: difference.draft,
      prior: text.slice(difference.prior.start, difference.prior.end),
      confidence,
    },
    evidence: [evidenceAt(place, text)],
    replacements: [useWordingOf(rule, holder, sentence.text, text)],
  };
}

/** The correction that puts the prior in the place of the whole sentence. */
export function useWordingOf(rule: Finding['rule'], holder: string, sentence: string, prior: string): Replacement {
  const title =
    rule === 'position-conflict' ? t('Use the current position’s wording') : t('Use the wording of the {0}', holder);
  return { start: 0, end: sentence.length, title, newText: prior };
}

function describe(difference: Difference, draft: string, commitment: Commitment): string {
  const words = draft.slice(difference.draft.start, difference.draft.end);
  if (difference.axis !== undefined) return t('The draft says “{0}”.', words);
  const term = commitment.terms.find(({ start }) => start === difference.draft.start);
  const denied = term !== undefined && (term.polarity === -1) !== term.negated;
  return denied ? t('The draft denies or opposes “{0}”.', words) : t('The draft affirms or supports “{0}”.', words);
}

import type { Commitment } from '../../positions/commitment.js';
import type { Difference } from '../../positions/compare.js';
import { extractCommitments } from '../../positions/extractCommitments.js';
import type { ServiceContext } from '../context.js';
import { citePlace, evidenceAt } from '../places.js';
import { askRecord, bindingRecord, type Conflict } from '../record.js';
import { JUDGED_PRIORS, judgedPriors } from '../judgedPriors.js';
import { type CheckedSentence, type Finding, type Replacement, type Rule, UNREAD } from './rule.js';

/** The draft contradicts what its own delegation has said. */
export const positionConflict: Rule = {
  id: 'position-conflict',
  needs: ({ judge }) => (judge === undefined ? [bindingRecord] : JUDGED_PRIORS),
  check(sentence, context) {
    const findings = sentence.commitments.flatMap((commitment) => {
      const { conflict, doubtful = conflict } = askRecord(commitment, [context.settings.delegation], context);
      return doubtful === undefined ? [] : [findingOf('position-conflict', sentence, commitment, doubtful, context)];
    });
    return [...onceEach(findings), ...forTheJudge('position-conflict', sentence, context)];
  },
};

/**
 * The draft contradicts a group of the delegation: on a matter where the delegation's own record says nothing else, or in
 * what it says for the group ("NAM opposes ...").
 */
export const groupDivergence: Rule = {
  id: 'group-divergence',
  needs: ({ judge }) => (judge === undefined ? [bindingRecord] : JUDGED_PRIORS),
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
    return [...onceEach([...spokenFor, ...own]), ...forTheJudge('group-divergence', sentence, context)];
  },
};

/** What a judge is asked about besides, and shown only as it says: earlier statements that no rule reads as the opposite. */
function forTheJudge(rule: Finding['rule'], { text, tokens }: CheckedSentence, context: ServiceContext): Finding[] {
  if (context.judge === undefined) return [];
  const isOwn = ({ holder }: { readonly holder: string }): boolean => holder === context.settings.delegation;
  const priors = judgedPriors(tokens, context).filter((prior) => isOwn(prior) === (rule === 'position-conflict'));
  return priors.map(({ place, text: prior, holder }) => ({
    rule,
    span: { start: 0, end: text.length },
    confidence: UNREAD,
    message: `Related position, please compare: the draft reads as the opposite of ${whoseOf(rule, holder)}: “${prior}” (${citePlace(place, context)}).`,
    evidence: [evidenceAt(place, prior)],
    replacements: [replacementBy(rule, holder, text, prior)],
  }));
}

function whoseOf(rule: Finding['rule'], holder: string): string {
  return rule === 'position-conflict' ? 'the delegation’s own record' : `the position of the ${holder}`;
}

function replacementBy(rule: Finding['rule'], holder: string, draft: string, prior: string): Replacement {
  const title =
    rule === 'position-conflict' ? 'Use the current position’s wording' : `Use the wording of the ${holder}`;
  return { start: 0, end: draft.length, title, newText: prior };
}

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
  const what = describe(difference, sentence.text, commitment);
  return {
    rule,
    span: { start: commitment.start, end: commitment.end },
    confidence,
    message: `${what} This contradicts ${whoseOf(rule, holder)}: “${text}” (${citation}).`,
    compared: {
      differs: what,
      draft: difference.draft,
      prior: text.slice(difference.prior.start, difference.prior.end),
      confidence,
    },
    evidence: [evidenceAt(place, text)],
    replacements: [replacementBy(rule, holder, sentence.text, text)],
  };
}

function describe(difference: Difference, draft: string, commitment: Commitment): string {
  const words = draft.slice(difference.draft.start, difference.draft.end);
  if (difference.axis !== undefined) return `The draft says “${words}”.`;
  const term = commitment.terms.find(({ start }) => start === difference.draft.start);
  const denied = term !== undefined && (term.polarity === -1) !== term.negated;
  return denied ? `The draft denies or opposes “${words}”.` : `The draft affirms or supports “${words}”.`;
}

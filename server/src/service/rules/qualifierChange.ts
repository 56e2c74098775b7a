import type { Commitment, Qualifier } from '../../positions/commitment.js';
import type { RecordedCommitment } from '../../positions/register.js';
import { changedQualifiers } from '../../positions/shifts.js';
import type { ServiceContext } from '../context.js';
import { citePlace, evidenceAt } from '../places.js';
import { bindingRecord, nearestInRecord } from '../record.js';
import type { SentencePlace } from '../statements.js';
import type { CheckedSentence, Finding, Rule } from './rule.js';

/** A qualifier is dropped, added or exchanged against the nearest earlier statement, the delegation's own before a group's. */
export const qualifierChange: Rule = {
  id: 'qualifier-change',
  needs: () => [bindingRecord],
  check(sentence, context) {
    const { delegation, groups } = context.settings;
    return sentence.commitments.flatMap((commitment) => {
      const prior = nearestInRecord(commitment, [delegation], context) ?? nearestInRecord(commitment, groups, context);
      return prior === undefined ? [] : findingsAgainst(prior, commitment, sentence, context);
    });
  },
};

function findingsAgainst(
  prior: RecordedCommitment<SentencePlace>,
  draft: Commitment,
  sentence: CheckedSentence,
  context: ServiceContext,
): readonly Finding[] {
  const { place, text } = prior.sentence;
  return changedQualifiers(draft, prior.commitment).map(({ draft: here, prior: there }): Finding => {
    const [first] = here;
    const said =
      here.length === 0
        ? `The draft leaves out ${quoteAll(there, text)}`
        : there.length === 0
          ? `The draft adds ${quoteAll(here, sentence.text)}`
          : `The draft says ${quoteAll(here, sentence.text)} where the record says ${quoteAll(there, text)}`;
    return {
      rule: 'qualifier-change',
      span: first === undefined ? { start: draft.start, end: draft.end } : { start: first.start, end: first.end },
      message: `${said}: “${text}” (${citePlace(place, context)}).`,
      evidence: [evidenceAt(place, text)],
      replacements: [],
    };
  });
}

function quoteAll(qualifiers: readonly Qualifier[], text: string): string {
  return qualifiers.map(({ start, end }) => `“${text.slice(start, end)}”`).join(' and ');
}

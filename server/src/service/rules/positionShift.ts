import { nearness } from '../../positions/compare.js';
import { weakerPart } from '../../positions/shifts.js';
import { removalOf } from '../../text/removal.js';
import { citePlace, evidenceAt } from '../places.js';
import { bindingRecord, nearestInRecord } from '../record.js';
import type { Finding, Rule } from './rule.js';

const CURRENT = 'Use the current position’s wording';

/** The draft says the same as the delegation's nearest earlier statement, but commits to less. */
export const positionShift: Rule = {
  id: 'position-shift',
  needs: () => [bindingRecord],
  check(sentence, context) {
    return sentence.commitments.flatMap((commitment): Finding[] => {
      if (commitment.modal === undefined && commitment.softener === undefined) return [];
      const prior = nearestInRecord(commitment, [context.settings.delegation], context);
      if (prior === undefined) return [];
      const { place, text } = prior.sentence;
      const weaker = weakerPart(commitment, prior.commitment);
      if (weaker === undefined) return [];
      const here = sentence.text.slice(weaker.start, weaker.end);
      const there = weaker.modal === undefined ? undefined : text.slice(weaker.modal.start, weaker.modal.end);
      const said =
        there === undefined ? `The draft adds “${here}”` : `The draft says “${here}” where the record says “${there}”`;
      return [
        {
          rule: 'position-shift',
          span: { start: weaker.start, end: weaker.end },
          message: `${said}, which is weaker: “${text}” (${citePlace(place, context)}).`,
          compared: {
            differs: `${said}, which is weaker.`,
            draft: { start: weaker.start, end: weaker.end },
            prior: there ?? '',
            confidence: nearness(prior.commitment, commitment, bindingRecord.of(context).weight),
          },
          evidence: [evidenceAt(place, text)],
          replacements: [
            there === undefined
              ? { ...removalOf(sentence.text, weaker), title: `Leave out “${here}”, as the current position does` }
              : { start: weaker.start, end: weaker.end, title: `${CURRENT}: “${there}”`, newText: there },
          ],
        },
      ];
    });
  },
};

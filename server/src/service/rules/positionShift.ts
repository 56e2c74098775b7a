import { passageOf } from '../../index/corpusIndex.js';
import { weakerPart } from '../../positions/shifts.js';
import { formatCitation } from '../citation.js';
import { bindingRecord, nearestInRecord } from '../record.js';
import type { Finding, Rule } from './rule.js';

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
      const { document, passage } = passageOf(context.index, place);
      const here = sentence.text.slice(weaker.start, weaker.end);
      const there = weaker.modal === undefined ? undefined : text.slice(weaker.modal.start, weaker.modal.end);
      const said =
        there === undefined ? `The draft adds “${here}”` : `The draft says “${here}” where the record says “${there}”`;
      return [
        {
          rule: 'position-shift',
          span: { start: weaker.start, end: weaker.end },
          message: `${said}, which is weaker: “${text}” (${formatCitation(document, passage)}).`,
          evidence: [{ document: place.document, passage: place.passage, quote: place.sentence }],
          replacements:
            there === undefined
              ? []
              : [{ start: weaker.start, end: weaker.end, title: `Use “${there}”, as the record does`, newText: there }],
        },
      ];
    });
  },
};

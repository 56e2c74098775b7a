import { nearness } from '../../positions/compare.js';
import { weakerPart } from '../../positions/shifts.js';
import { removalOf } from '../../text/removal.js';
import { t } from '../../util/l10n.js';
import { citePlace, evidenceAt } from '../places.js';
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
      const here = sentence.text.slice(weaker.start, weaker.end);
      const there = weaker.modal === undefined ? undefined : text.slice(weaker.modal.start, weaker.modal.end);
      const said =
        there === undefined
          ? t('The draft adds “{0}”, which is weaker', here)
          : t('The draft says “{0}” where the record says “{1}”, which is weaker', here, there);
      return [
        {
          rule: 'position-shift',
          span: { start: weaker.start, end: weaker.end },
          message: t('{0}: “{1}” ({2}).', said, text, citePlace(place, context)),
          compared: {
            differs: `${said}.`,
            draft: { start: weaker.start, end: weaker.end },
            prior: there ?? '',
            confidence: nearness(prior.commitment, commitment, bindingRecord.of(context).weight),
          },
          evidence: [evidenceAt(place, text)],
          replacements: [
            there === undefined
              ? { ...removalOf(sentence.text, weaker), title: t('Leave out “{0}”, as the current position does', here) }
              : {
                  start: weaker.start,
                  end: weaker.end,
                  title: t('Use the current position’s wording: “{0}”', there),
                  newText: there,
                },
          ],
        },
      ];
    });
  },
};

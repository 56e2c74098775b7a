import type { Commitment, Qualifier } from '../../positions/commitment.js';
import { nearness } from '../../positions/compare.js';
import type { RecordedCommitment } from '../../positions/register.js';
import { changedQualifiers } from '../../positions/shifts.js';
import { removalOf } from '../../text/removal.js';
import type { Span } from '../../text/span.js';
import { t, tAnd } from '../../util/l10n.js';
import type { ServiceContext } from '../context.js';
import { citePlace, evidenceAt } from '../places.js';
import { bindingRecord, nearestInRecord } from '../record.js';
import type { SentencePlace } from '../statements.js';
import type { CheckedSentence, Finding, Replacement, Rule } from './rule.js';

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
        ? t('The draft leaves out {0}', quoteAll(there, text))
        : there.length === 0
          ? t('The draft adds {0}', quoteAll(here, sentence.text))
          : t('The draft says {0} where the record says {1}', quoteAll(here, sentence.text), quoteAll(there, text));
    const span = spanOf(first ?? draft);
    return {
      rule: 'qualifier-change',
      span,
      message: t('{0}: “{1}” ({2}).', said, text, citePlace(place, context)),
      compared: {
        differs: `${said}.`,
        draft: span,
        prior: there.map(({ start, end }) => text.slice(start, end)).join(' and '),
        confidence: nearness(prior.commitment, draft, bindingRecord.of(context).weight),
      },
      evidence: [evidenceAt(place, text)],
      replacements: [replacementFor(here, there, sentence.text, text)],
    };
  });
}

/** One word for one word where that is all that differs; else the whole sentence of the prior. */
function replacementFor(
  here: readonly Qualifier[],
  there: readonly Qualifier[],
  draft: string,
  prior: string,
): Replacement {
  const [[first, ...more], [other, ...others]] = [here, there];
  if (first === undefined || more.length + others.length > 0) {
    return { start: 0, end: draft.length, title: t('Use the current position’s wording'), newText: prior };
  }
  if (other === undefined) {
    const title = t('Leave out “{0}”, as the current position does', draft.slice(first.start, first.end));
    return { ...removalOf(draft, first), title };
  }
  const newText = prior.slice(other.start, other.end);
  return { ...spanOf(first), title: t('Use the current position’s wording: “{0}”', newText), newText };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function quoteAll(qualifiers: readonly Qualifier[], text: string): string {
  return tAnd(qualifiers.map(({ start, end }) => `“${text.slice(start, end)}”`));
}

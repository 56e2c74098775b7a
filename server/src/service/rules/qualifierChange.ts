import type { Commitment, Qualifier } from '../../positions/commitment.js';
import { nearness } from '../../positions/compare.js';
import type { RecordedCommitment } from '../../positions/register.js';
import { changedQualifiers } from '../../positions/shifts.js';
import { removalOf } from '../../text/removal.js';
import type { Span } from '../../text/span.js';
import type { ServiceContext } from '../context.js';
import { citePlace, evidenceAt } from '../places.js';
import { bindingRecord, nearestInRecord } from '../record.js';
import type { SentencePlace } from '../statements.js';
import type { CheckedSentence, Finding, Replacement, Rule } from './rule.js';

const CURRENT = 'Use the current position’s wording';

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
    const span = spanOf(first ?? draft);
    return {
      rule: 'qualifier-change',
      span,
      message: `${said}: “${text}” (${citePlace(place, context)}).`,
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
    return { start: 0, end: draft.length, title: CURRENT, newText: prior };
  }
  if (other === undefined) {
    const title = `Leave out “${draft.slice(first.start, first.end)}”, as the current position does`;
    return { ...removalOf(draft, first), title };
  }
  const newText = prior.slice(other.start, other.end);
  return { ...spanOf(first), title: `${CURRENT}: “${newText}”`, newText };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function quoteAll(qualifiers: readonly Qualifier[], text: string): string {
  return qualifiers.map(({ start, end }) => `“${text.slice(start, end)}”`).join(' and ');
}

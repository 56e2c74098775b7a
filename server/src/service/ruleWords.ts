import type { RuleId } from '../api/settings.js';
import { t } from '../util/l10n.js';

/** What a rule is about, for whoever reads its findings. */
export interface RuleWords {
  /** What its findings are, as a heading. */
  readonly name: string;
  /** Why they matter, one sentence. */
  readonly why: string;
}

/** The words for every rule. */
export const RULE_WORDS: Readonly<Record<RuleId, RuleWords>> = {
  'position-conflict': {
    name: t('Contradicts the delegation’s position'),
    why: t('Others will quote the earlier statement back; a change of position needs the capital’s instruction.'),
  },
  'position-shift': {
    name: t('Commits to less than before'),
    why: t('A weaker word reads as a step back and can be taken as the new position.'),
  },
  'group-divergence': {
    name: t('Differs from a group’s position'),
    why: t('The delegation is bound by what its group has said as well; partners will ask under which hat it speaks.'),
  },
  'qualifier-change': {
    name: t('Narrows or widens an earlier statement'),
    why: t('A qualifier decides what the commitment covers; negotiators look for it.'),
  },
  'agreed-language': {
    name: t('Changes recurring language'),
    why: t('Wording that recurs is copied word for word; a small change looks intended.'),
  },
  'fact-mismatch': {
    name: t('Differs from a fact of the record'),
    why: t('A wrong number, date or symbol weakens the whole paper.'),
  },
  'term-variant': {
    name: t('Spelt otherwise than the record or house style'),
    why: t('Editors of the United Nations will change it; the record is searched by its spelling.'),
  },
  'red-line': {
    name: t('Crosses a red line'),
    why: t('The delegation has decided which words it never uses, and which it always does.'),
  },
};

const HIGH = 0.75;
const FAIR = 0.55;

/** A confidence of 0 to 1 in words. */
export function confidenceInWords(confidence: number): string {
  if (confidence >= HIGH) return t({ message: 'high', comment: ['Of a confidence'] });
  return confidence >= FAIR
    ? t({ message: 'fair', comment: ['Of a confidence'] })
    : t({ message: 'low: read both before you decide', comment: ['Of a confidence'] });
}

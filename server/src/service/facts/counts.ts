import { NUMBER_PATTERN, parseNumber } from '../../text/numerals.js';
import { type Fact, isYear } from './fact.js';
import { type FactSentence, settingOf } from './sentenceParts.js';

/** Parts that a text or a body has a fixed number of. */
const PARTS =
  'norms|principles|pillars|recommendations|measures|confidence-building measures|CBMs|goals|targets|objectives|articles|chapters|members|experts|commitments|sections';
const COUNT = new RegExp(
  String.raw`\b(?<count>${NUMBER_PATTERN})[\s-](?:(?:agreed|voluntary|non-binding|internationally|consensus|and|governmental)[\s,]+)*(?<thing>${PARTS})\b`,
  'dgiu',
);
/** Found sooner than a number. */
const NAMES_PARTS = new RegExp(String.raw`[\s-](?:${PARTS})\b`, 'iu');
/** Before a count of only some, or of about so many. */
const INEXACT = new RegExp(
  String.raw`(?:\b(?:over|than|least|most|about|around|nearly|almost|approximately|some|up\s+to|only|other|another|further|additional|remaining|new|first|last|next|following|these|those|same|any|every|each|articles?|paragraphs?|${NUMBER_PATTERN}\s+(?:to|or|and))|[\d/.,–-])\s*$`,
  'iu',
);
/** Before a count of all there are. */
const WHOLE =
  /\b(?:the|all|its|of|has|have|had|contains?|contained|includes?|comprises?|comprising|lists?|listed|agreed(?:\s+(?:on|to|upon))?|sets?\s+out|adopted|endorsed|with|counts?)(?:\s+of)?\s*$/iu;

/** How many parts a sentence gives to a text or a body that it names. */
export function countsIn(sentence: FactSentence): Fact[] {
  const { text } = sentence;
  if (!NAMES_PARTS.test(text)) return [];
  const found = [...text.matchAll(COUNT)];
  if (found.length === 0) return [];
  const setting = settingOf(sentence);
  return found.flatMap((match): Fact[] => {
    const { count = '', thing = '' } = match.groups ?? {};
    const value = parseNumber(count);
    const before = text.slice(0, match.index);
    if (value === undefined || value < 2 || isYear(count) || INEXACT.test(before)) return [];
    return [
      {
        kind: 'count',
        key: thing.toLowerCase().replace('confidence-building measures', 'cbms'),
        isLoose: !WHOLE.test(before),
        setting,
        owners: new Set(),
        value: String(value),
        start: match.index,
        end: match.index + count.length,
      },
    ];
  });
}

import type { Fact } from './fact.js';
import { symbolOf } from './dates.js';
import { type FactSentence, RESOLUTION, settingOf } from './sentenceParts.js';

const ESTABLISHED = new RegExp(
  String.raw`\b(?:established|created|mandated|convened|set\s+up|constituted)\s+(?:pursuant\s+to|by|under|through|in\s+accordance\s+with|in)\s+(?:the\s+)?(?:(?:United\s+Nations|UN|UNGA|General\s+Assembly|Assembly|Security\s+Council|Council)\s+){0,2}${RESOLUTION}`,
  'dgiu',
);
const REPORT = /\breports?\b[^.;()]{0,100}?\(?\b(?<number>[AES]\/(?:\d{1,3}\/)?\d{1,4}(?:\/Add\.\d)?)\b/dgu;

/** The symbols that a sentence gives to what set a body up and to the reports of one. */
export function symbolsIn(sentence: FactSentence): Fact[] {
  const { text } = sentence;
  if (!text.includes('/') && !text.includes('(')) return [];
  return (
    [
      ['established', ESTABLISHED],
      ['report', REPORT],
    ] as const
  ).flatMap(([key, pattern]) =>
    [...text.matchAll(pattern)].map((match): Fact => {
      const [start, end] = match.indices?.groups?.['number'] ?? [0, 0];
      // The symbol itself and what follows it, such as its date, do not say which body it is.
      const setting = settingOf({ ...sentence, ...upTo(sentence, start) });
      return { kind: 'symbol', key, isLoose: true, setting, owners: new Set(), value: symbolOf(match), start, end };
    }),
  );
}

function upTo({ text, tokens }: FactSentence, end: number): Pick<FactSentence, 'text' | 'tokens'> {
  return { text: text.slice(0, end), tokens: tokens.filter((token) => token.end <= end) };
}

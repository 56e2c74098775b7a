import { type Span, spanContains } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';

/** Words to be looked for as they stand, however they are spelt. */
export interface Wording {
  readonly terms: readonly string[];
  /** Whether punctuation stands before each of them. */
  readonly parted: readonly boolean[];
}

const QUOTED = /“[^”]*”|"[^"]*"|«[^»]*»/gu;
/** Shorter words change their meaning with an "s" where they stand alone: "arm" and "arms", "good" and "goods". */
const SHORTEST_PLURAL = 5;

/** The wording of a phrase. */
export function readWording(phrase: string, tokenize: Tokenizer): Wording {
  const tokens = tokenize(phrase);
  return { terms: tokens.map(({ term }) => term), parted: tokens.map((_, i) => isParted(phrase, tokens, i)) };
}

/**
 * Where the wording stands in a text, in order, outside quotation marks: who quotes words does not use them. Spelling
 * folds as everywhere; of the inflections only the plural of the last word, where that changes no meaning. UTF-16 offsets.
 */
export function findWording({ terms, parted }: Wording, text: string, tokens: readonly Token[]): readonly Span[] {
  const found: Span[] = [];
  const last = terms.length - 1;
  const isSame = (term: string, i: number): boolean =>
    term === terms[i] || (i === last && isPluralOf(term, terms[i] ?? '', last === 0 ? SHORTEST_PLURAL : 1));
  for (let at = 0; terms.length > 0 && at + last < tokens.length; at++) {
    const fits = terms.every(
      (_, i) =>
        isSame(tokens[at + i]?.term ?? '', i) && (i === 0 || parted[i] === true || !isParted(text, tokens, at + i)),
    );
    const [start, end] = [tokens[at]?.start, tokens[at + last]?.end];
    if (fits && start !== undefined && end !== undefined) found.push({ start, end });
  }
  if (found.length === 0) return found;
  const quotations = Array.from(text.matchAll(QUOTED), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return found.filter((span) => !quotations.some((quotation) => spanContains(quotation, span)));
}

/** Whether one of two words is the other's plural, and the singular has at least `shortest` letters. */
function isPluralOf(a: string, b: string, shortest: number): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < shortest) return false;
  return long === `${short}s` || (short.endsWith('y') && long === `${short.slice(0, -1)}ies`);
}

function isParted(text: string, tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before !== undefined && token !== undefined && !/^[\s\-‐‑]*$/u.test(text.slice(before.end, token.start));
}

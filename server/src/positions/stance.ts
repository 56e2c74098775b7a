import type { Span } from '../text/span.js';
import type { Commitment } from './commitment.js';
import type { Lexicon } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';

/** Tokens between the author's name and what it does: "Pakistan also firmly supports". */
const NEAR = 8;
/** Tokens from the author's name to a noun of its own: "our latest proposal". */
const OWN = 2;

/** Endings of nouns and adjectives that share a verb's stem: "proposals", "acceptable". */
const DERIVED = /(?:als?|ions?|ments?|[ae]nces?|[eo]rs?|able|ive)$/;
/** What may stand between "has" or "is" and its verb. */
const BETWEEN = /(?:ly|^(?:also|always|been|not|never|again|therefore|thus))$/;
const DETERMINER = /^(?:the|an?|this|that|these|those|its|their|his|her)$/;
const HAVE = /^(?:have|has|had)$/;

/** Where a sentence takes a stand, for asking of each of its commitments. UTF-16 offsets. */
export interface Stances {
  /** Starts of expressions that take a stand whoever is their subject, and of modals that rule: "should", not "may". */
  readonly anyone: readonly number[];
  /** Start of the first that takes one because the author is its subject; `undefined` without one. */
  readonly author: number | undefined;
  /** What only says by what a thing is measured: "contrary to international law". */
  readonly asides: readonly Span[];
}

/** The stands that a sentence of `holder`'s takes, by the words of `corpus/lexicon/stances.yaml`. Linear in its length. */
export function readStances(sentence: ReadSentence, holder: string, { stances }: Lexicon): Stances {
  const { text, tokens, stems, readings } = sentence;
  const anyone: number[] = [];
  const asides: Span[] = [];
  let author: number | undefined;
  const isAuthor = (at: number): boolean => {
    const meaning = readings[at]?.meaning;
    return meaning?.kind === 'self' || (meaning?.kind === 'holder' && meaning.name === holder);
  };
  let named = Number.NEGATIVE_INFINITY;
  // "Previous experts concluded that ...": what follows is theirs, until the author speaks again.
  let isTheirs = false;
  for (const [i, { start, term }] of tokens.entries()) {
    const meaning = readings[i]?.meaning;
    if (isAuthor(i)) {
      named = i;
      isTheirs = false;
    }
    const nearest = i - named;
    if (meaning?.kind === 'reporting' && nearest > NEAR && opensReport(sentence, i)) isTheirs = true;
    if (meaning?.kind === 'modal' && meaning.mood === 'normative' && !isTheirs) anyone.push(start);
    const word = stances.match(stems, i)?.value;
    if (word === undefined) continue;
    if (word.by === 'yardstick') asides.push({ start, end: endOfPart(text, start) });
    const stands = isDerived(term, word.written)
      ? nearest <= OWN || (tokens[i + 1]?.term === 'by' && isAuthor(i + 2))
      : !isPast(term, word.written) || holdsStill(sentence, i, nearest);
    if (!stands) continue;
    if (word.by === 'anyone' && !isTheirs) anyone.push(start);
    // "The hope of our forebears", "their support": a noun, and not what the author does.
    if (word.by === 'author' && nearest <= NEAR && !DETERMINER.test(tokens[i - 1]?.term ?? '')) author ??= start;
  }
  return { anyone, author, asides };
}

function isDerived(term: string, written: string): boolean {
  return DERIVED.test(term) && !DERIVED.test(written);
}

function isPast(term: string, written: string): boolean {
  return term.endsWith('ed') && !written.endsWith('ed');
}

/** Whether what is in a past form holds today: "are urged", "we have always supported", but not "the report recommended". */
function holdsStill({ tokens, readings }: ReadSentence, at: number, nearest: number): boolean {
  let before = at - 1;
  while (BETWEEN.test(tokens[before]?.term ?? '')) before--;
  if (HAVE.test(tokens[before]?.term ?? '')) return nearest <= NEAR;
  return readings[before]?.meaning?.kind === 'copula';
}

/** Whether a report of what others said opens here: "concluded that", but not "it is concluded that". */
function opensReport(sentence: ReadSentence, at: number): boolean {
  const { tokens, readings } = sentence;
  const last = at + (readings[at]?.length ?? 1) - 1;
  const isThat = [last, last + 1].some((place) => tokens[place]?.term === 'that');
  return isThat && tokens[at]?.term.endsWith('ed') === true && !holdsStill(sentence, at, Number.POSITIVE_INFINITY);
}

/** Whether a commitment asserts what should be or how things are to be judged, rather than describe. */
export function takesStance({ mode, start, end }: Commitment, { anyone, author }: Stances): boolean {
  if (mode !== 'asserted') return false;
  return (author !== undefined && author < end) || anyone.some((at) => start <= at && at < end);
}

function endOfPart(text: string, from: number): number {
  const length = text.slice(from).search(/[,;:]/);
  return length === -1 ? text.length : from + length;
}

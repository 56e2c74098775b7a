import { passageOf } from '../../index/corpusIndex.js';
import { stemsOf } from '../../positions/expressions.js';
import { type AlignedPair, alignInside } from '../../text/alignment.js';
import { adoptWording } from '../../text/adoption.js';
import type { Span } from '../../text/span.js';
import { formatCitation } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { type Formula, formulasOf, isShared } from '../formulas.js';
import { take } from '../../util/iterables.js';
import { t, tAnd } from '../../util/l10n.js';
import { bindingPhrases } from '../phrases.js';
import { countUses } from '../precedents.js';
import type { CheckedSentence, Finding, Rule } from './rule.js';

/** Share of a formula's telling weight that the draft must hold before it counts as meant. */
const LEAST_SHARE = 0.7;
/** As before, where words are only missing and nothing foreign stands in their place. */
const LEAST_SHARE_GAPS = 0.6;
const LEAST_SHARE_QUOTED = 0.55;
const SHORT = 5;
/** Words the draft may add or exchange inside the formula. */
const MOST_FOREIGN = 2;

interface NearMatch {
  readonly formula: Formula;
  readonly pairs: readonly AlignedPair[];
  readonly share: number;
  /** The words of the sentence that stand for the formula. UTF-16 offsets into the sentence. */
  readonly span: Span;
}

/** Nearly a recurring formula: words are missing, added or exchanged. */
export const agreedLanguage: Rule = {
  id: 'agreed-language',
  needs: () => [bindingPhrases, formulasOf],
  check(sentence, context) {
    const stems = stemsOf(sentence.tokens);
    const matches = formulasOf
      .of(context)
      .heldBy(stems, LEAST_SHARE_QUOTED)
      .map((formula) => matchNearly(formula, sentence, stems, context))
      .filter((match) => match !== undefined)
      .filter(({ formula }) => isShared(formula))
      .sort((a, b) => b.formula.stems.length - a.formula.stems.length || b.share - a.share);
    const kept: NearMatch[] = [];
    for (const match of matches) {
      if (kept.every(({ span }) => span.end <= match.span.start || match.span.end <= span.start)) kept.push(match);
    }
    return kept.map((match) => findingOf(match, sentence, context));
  },
};

function matchNearly(
  formula: Formula,
  sentence: CheckedSentence,
  stems: readonly string[],
  context: ServiceContext,
): NearMatch | undefined {
  const pairs = alignInside(formula.stems, stems);
  const equal = pairs?.filter((pair) => pair.equal) ?? [];
  if (pairs === undefined || equal.length === 0) return undefined;
  const weightOf = (pair: AlignedPair): number =>
    pair.pattern === undefined ? 0 : (formula.weights[pair.pattern] ?? 0);
  const share = sum(equal.map(weightOf)) / sum(formula.weights);
  const telling = formula.weights.filter((weight) => weight > 0).length;
  const short = telling < SHORT;
  const differing = pairs.filter((pair) => !pair.equal);
  const foreign = differing.filter((pair) => pair.text !== undefined).length;
  const quoted = short && formula.origin === 'quoted';
  const least = quoted ? LEAST_SHARE_QUOTED : foreign === 0 && !short ? LEAST_SHARE_GAPS : LEAST_SHARE;
  if (share < least || foreign > MOST_FOREIGN || !differing.some((pair) => weightOf(pair) > 0)) return undefined;
  if (short && !equal.some((pair) => weightOf(pair) === Math.max(...formula.weights))) return undefined;
  if (short && pairs.at(-1)?.equal !== true) return undefined;
  // A foreign word at the edge belongs to the sentence around a long formula; in a short one it stands for a word of it.
  if (!short && ![pairs[0], pairs.at(-1)].every((pair) => pair?.equal === true)) return undefined;
  const used = pairs.flatMap((pair) => (pair.text === undefined ? [] : [pair.text]));
  const [first, last] = [sentence.tokens[used[0] ?? 0], sentence.tokens[used.at(-1) ?? 0]];
  if (first === undefined || last === undefined) return undefined;
  // Wording that is itself in the record is a precedent, not a slip.
  const terms = sentence.tokens.slice(used[0], (used.at(-1) ?? 0) + 1).map((token) => token.term);
  if (context.index.findPhrase(terms).length > 0) return undefined;
  return { formula, pairs, share, span: { start: first.start, end: last.end } };
}

function findingOf(
  { formula, pairs, share, span }: NearMatch,
  sentence: CheckedSentence,
  context: ServiceContext,
): Finding {
  const words = context.tokenize(formula.text);
  const ours = (of: readonly AlignedPair[]): string =>
    quoteWords(of.map((pair) => wordAt(formula.text, words, pair.pattern)));
  const theirs = (of: readonly AlignedPair[]): string =>
    quoteWords(of.map((pair) => wordAt(sentence.text, sentence.tokens, pair.text)));
  const missing = pairs.filter((pair) => pair.text === undefined);
  const added = pairs.filter((pair) => pair.pattern === undefined);
  const exchanged = pairs.filter((pair) => !pair.equal && pair.pattern !== undefined && pair.text !== undefined);
  const newest = formula.occurrences.at(0);
  const source = newest === undefined ? undefined : passageOf(context.index, newest);
  const differs = [
    missing.length > 0 ? t('without {0}', ours(missing)) : '',
    exchanged.length > 0 ? t('with {0} instead of {1}', theirs(exchanged), ours(exchanged)) : '',
    added.length > 0 ? t('with {0} added', theirs(added)) : '',
  ].filter((part) => part !== '');
  const differing = tAnd(differs);
  const counts = countUses(formula.occurrences);
  const uses =
    source === undefined ? counts : t('{0}; newest: {1}', counts, formatCitation(source.document, source.passage));
  const draft = sentence.text.slice(span.start, span.end);
  // Only what was adopted is agreed; what merely recurs is not.
  const isAdopted = [...formula.occurrences.documents()].some(
    (use) => context.index.documents[use.document]?.metadata.tier === 'adopted',
  );
  const isRecurring = formula.origin === 'recurring';
  const title = isAdopted
    ? t('Use the agreed wording “{0}”', formula.text)
    : isRecurring
      ? t('Use the recurring wording “{0}”', formula.text)
      : t('Use the term of art “{0}”', formula.text);
  const edit = adoptWording(pairs, { text: formula.text, tokens: words }, sentence);
  return {
    rule: 'agreed-language',
    span,
    message: isRecurring
      ? t('The draft has “{0}”, {1}. The recurring wording is “{2}” ({3}).', draft, differing, formula.text, uses)
      : t('The draft has “{0}”, {1}. The term of art is “{2}” ({3}).', draft, differing, formula.text, uses),
    compared: {
      differs: isRecurring
        ? t('The draft has the recurring wording {0}.', differing)
        : t('The draft has the term of art {0}.', differing),
      draft: span,
      prior: formula.text,
      confidence: share,
    },
    evidence: take(formula.occurrences, 3).map(({ document, passage, start, end }) => ({
      document,
      passage,
      quote: { start, end },
    })),
    replacements: [{ ...edit, title }],
  };
}

function quoteWords(words: readonly string[]): string {
  return `“${words.join(' ')}”`;
}

function wordAt(text: string, words: readonly Span[], at: number | undefined): string {
  const word = at === undefined ? undefined : words[at];
  return word === undefined ? '' : text.slice(word.start, word.end);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { type AlwaysLine, NO_DECISIONS, type NeverLine } from '../../ingest/positionsFile.js';
import type { Lexicon } from '../../positions/lexicon.js';
import { readSentence } from '../../positions/readSentence.js';
import { findWording, readWording, type Wording } from '../../positions/redLines.js';
import { mentionsTopic, topicLabel, topicNamed } from '../../positions/topics.js';
import { type Span, spanContains } from '../../text/span.js';
import { t } from '../../util/l10n.js';
import { createRecent, type Recent } from '../../util/recent.js';
import type { ServiceContext } from '../context.js';
import { citeDecision } from '../places.js';
import { mergedLexicon } from '../statements.js';
import type { CheckedSentence, Finding, Rule, WholeFinding } from './rule.js';

/** A red line, ready to be looked for. */
interface Line<D> {
  readonly decision: D;
  readonly wordings: readonly { readonly phrase: string; readonly wording: Wording }[];
  readonly instead: Wording | undefined;
  /** Where it holds; `undefined`: everywhere. */
  readonly topic: string | undefined;
}

interface RedLines {
  readonly never: readonly Line<NeverLine>[];
  readonly always: readonly Line<AlwaysLine>[];
  readonly lexicon: Lexicon;
  /** Which of `always` a text speaks of, and which it fulfils, by the text; kept while the context lives. */
  readonly marks: Recent<string, readonly Mark[]>;
}

interface Mark {
  readonly speaks: boolean;
  readonly fulfils: boolean;
}

const FEWEST_TEXTS = 5000;
const known = new WeakMap<ServiceContext, RedLines>();

/** The draft uses words that the delegation never uses, or speaks of a topic without the words that it always uses. */
export const redLine: Rule = {
  id: 'red-line',
  check(sentence, context) {
    const lines = redLinesOf(context);
    // Kept for `checkWhole`, so that the whole costs no more than what changed.
    marksOf(sentence.text, lines, context);
    return lines.never.flatMap((line) => neverFindings(line, sentence, lines.lexicon, context));
  },
  checkWhole(sentences, headings, context) {
    const lines = redLinesOf(context);
    return lines.always.flatMap((line, i): WholeFinding[] => {
      const isFulfilled = (text: string): boolean => marksOf(text, lines, context)[i]?.fulfils === true;
      if (sentences.some(isFulfilled) || headings.some(isFulfilled)) return [];
      const sentence = sentences.findIndex((text) => marksOf(text, lines, context)[i]?.speaks);
      return sentence === -1 ? [] : [{ sentence, finding: alwaysFinding(line, sentences[sentence] ?? '') }];
    });
  },
};

function redLinesOf(context: ServiceContext): RedLines {
  const before = known.get(context);
  if (before !== undefined) return before;
  const { tokenize, decisions = NO_DECISIONS } = context;
  const lexicon = mergedLexicon(context);
  const read = <D extends NeverLine | AlwaysLine>(decision: D, phrases: readonly string[]): Line<D> => ({
    decision,
    wordings: phrases.map((phrase) => ({ phrase, wording: readWording(phrase, tokenize) })),
    instead:
      'instead' in decision && decision.instead !== undefined ? readWording(decision.instead, tokenize) : undefined,
    topic: decision.topic === undefined ? undefined : topicNamed(decision.topic, tokenize, lexicon),
  });
  const made: RedLines = {
    never: decisions.redLines.flatMap((line) => ('never' in line ? [read(line, line.never)] : [])),
    always: decisions.redLines.flatMap((line) => ('always' in line ? [read(line, line.always)] : [])),
    lexicon,
    marks: createRecent(FEWEST_TEXTS),
  };
  known.set(context, made);
  return made;
}

function marksOf(text: string, { always, marks, lexicon }: RedLines, { tokenize }: ServiceContext): readonly Mark[] {
  if (always.length === 0) return [];
  return marks.of(text, () => {
    const sentence = readSentence(text, tokenize, lexicon);
    return always.map(({ topic, wordings }) => ({
      speaks: topic !== undefined && mentionsTopic(sentence, topic, lexicon),
      fulfils: wordings.some(({ wording }) => findWording(wording, text, sentence.tokens).length > 0),
    }));
  });
}

function neverFindings(
  { decision, wordings, instead, topic }: Line<NeverLine>,
  { text, tokens }: CheckedSentence,
  lexicon: Lexicon,
  { tokenize }: ServiceContext,
): readonly Finding[] {
  const used = wordings.flatMap(({ phrase, wording }) =>
    findWording(wording, text, tokens).map((span) => ({ span, phrase })),
  );
  if (used.length === 0) return [];
  if (topic !== undefined && !mentionsTopic(readSentence(text, tokenize, lexicon), topic, lexicon)) return [];
  const allowed = instead === undefined ? [] : findWording(instead, text, tokens);
  return used
    .filter(({ span }) => !allowed.some((other) => spanContains(other, span)))
    .filter(({ span }, i, all) => !all.some((other, k) => k !== i && isPartOf(span, other.span, i, k)))
    .map(({ span, phrase }): Finding => {
      const words = text.slice(span.start, span.end);
      const newText = decision.instead === undefined ? undefined : inCaseOf(words, decision.instead);
      const never = t('The delegation never says “{0}” ({1}).', phrase, citeDecision(decision));
      const better = decision.instead === undefined ? '' : ` ${t('It says “{0}”.', decision.instead)}`;
      return {
        rule: 'red-line',
        span,
        message: `${never}${better}`,
        evidence: [{ decision, quote: phrase }],
        replacements: newText === undefined ? [] : [{ ...span, title: t('Use “{0}”', newText), newText }],
      };
    });
}

/** Whether a span lies in another that is longer, or the same and found before. */
function isPartOf(span: Span, other: Span, at: number, otherAt: number): boolean {
  return spanContains(other, span) && (!spanContains(span, other) || otherAt < at);
}

function alwaysFinding({ decision, topic = '' }: Line<AlwaysLine>, sentence: string): Finding {
  const phrases = decision.always.map((phrase) => `“${phrase}”`).reduce((a, b) => t('{0} or {1}', a, b));
  return {
    rule: 'red-line',
    span: { start: 0, end: sentence.replace(/[.!?;:\s]+$/, '').length },
    message: t(
      'The draft speaks of “{0}” and nowhere says {1}, as it always should ({2}).',
      topicLabel(topic),
      phrases,
      citeDecision(decision),
    ),
    evidence: [{ decision, quote: decision.always[0] ?? '' }],
    replacements: [],
  };
}

/** The words with a capital where those they replace have one. */
function inCaseOf(model: string, words: string): string {
  return /^\p{Lu}\p{Ll}/u.test(model) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

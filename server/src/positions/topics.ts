import { type Span, spanContains } from '../text/span.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Commitment, Term } from './commitment.js';
import { stemsOf } from './expressions.js';
import type { Lexicon } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';

/** What tells which concepts are one topic. */
export type TopicWords = Pick<Lexicon, 'expressions' | 'lines' | 'pillars'>;

/**
 * The topics on which a clause takes a line, at most two: what it speaks of, and, where that is a body, the matter it would
 * have the body deal with. A topic is a topic of the lexicon or a concept that a pillar lists; concepts of one line count
 * as its topic. `asides`: spans that do not count. Empty when the clause names no topic of its own.
 */
export function topicsOf(
  { terms, start }: Commitment,
  words: TopicWords,
  asides: readonly Span[] = [],
): readonly string[] {
  // A clause that takes words over from the one before it is an aside to that clause's topic.
  if (terms[0] === undefined || terms[0].start < start) return [];
  const own = terms.filter((term) => !asides.some((aside) => spanContains(aside, term)));
  const predicate = own.findIndex(({ target, light }) => target && !light);
  const conceptAt = (term: Term, i: number): string | undefined => {
    const before = own[i - 1];
    const pair = before !== undefined && before.end + 1 === term.start ? `${before.key} ${term.key}` : '';
    return words.pillars.conceptOf(term.key) ?? words.pillars.conceptOf(pair);
  };
  const isNear = (term: Term, i: number): boolean => {
    const before = own[i - 1];
    return (
      predicate === -1 ||
      i < predicate ||
      term.conjunct === own[predicate]?.conjunct ||
      // "rules, norms and principles": a list goes on.
      (before !== undefined && term.start - before.end <= ' and '.length && isNear(before, i - 1))
    );
  };
  const isTopic = (term: Term, i: number): boolean =>
    term.matter === 'topic' || (conceptAt(term, i) !== undefined && (term.matter === 'body' || isNear(term, i)));
  const first = own.findIndex(isTopic);
  const subject = own[first];
  if (subject === undefined) return [];
  // The first matter that is named: "discuss the threats and fill the gaps" has a body deal with threats.
  const matter = own.find((term, i) => i >= predicate && i > first && term.matter !== 'body' && isTopic(term, i));
  const found = subject.matter === 'body' && matter !== undefined ? [subject, matter] : [subject];
  return [...new Set(found.map((term) => lineOf(conceptAt(term, own.indexOf(term)) ?? term.key, words)))];
}

/** The concept by which a topic is known: the line it belongs to, as the lexicon writes it. `key`: that of a term. */
export function lineOf(key: string, { lines, pillars }: TopicWords): string {
  const concept = pillars.conceptOf(key) ?? key;
  return lines.get(concept) ?? concept;
}

/** Whether clauses speak for a topic (1) or against it (-1); `undefined` when they do both, or do not name it. */
export function polarityOn(topic: string, clauses: readonly Commitment[], words: TopicWords): 1 | -1 | undefined {
  const named = clauses.flatMap(({ terms }) => terms.filter(({ key }) => lineOf(key, words) === topic));
  const [first, ...others] = new Set(named.map(({ polarity }) => polarity));
  return others.length === 0 ? first : undefined;
}

/** The topic that somebody's words name: a concept of the lexicon, else the words themselves, joined by hyphens. */
export function topicNamed(written: string, tokenize: Tokenizer, words: TopicWords): string {
  const tokens = tokenize(written);
  const match = words.expressions.match(stemsOf(tokens), 0);
  if (match?.length === tokens.length && 'id' in match.value) return lineOf(match.value.id, words);
  return lineOf(tokens.map(({ term }) => term).join('-'), words);
}

/** Whether a sentence names the topic: by an expression of the lexicon, a concept that a pillar lists, or its own words. */
export function mentionsTopic({ tokens, stems, readings }: ReadSentence, topic: string, words: TopicWords): boolean {
  const keys = readings.map(({ meaning }, i) => (meaning !== undefined && 'id' in meaning ? meaning.id : stems[i]));
  const isNamed = readings.some(({ length }, i) => {
    if (length === 0) return false;
    return [keys[i] ?? '', `${keys[i - 1]} ${keys[i]}`].some((key) => lineOf(key, words) === topic);
  });
  return isNamed || ` ${tokens.map(({ term }) => term).join(' ')} `.includes(` ${topic.replaceAll('-', ' ')} `);
}

/** A topic as it is shown: "legally binding instrument". */
export function topicLabel(topic: string): string {
  return topic.replaceAll('-', ' ');
}

import { type Span, spanContains } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import { type ClauseBounds, splitClauses } from './clauses.js';
import type { Commitment, Mode, Term } from './commitment.js';
import type { Lexicon } from './lexicon.js';
import { readClause } from './readClause.js';
import { type Reading, readSentence } from './readSentence.js';
import { namesSelf, speaksForOthers } from './speakers.js';

/** Reads sentences for one author. */
export interface SentenceReader {
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  /** The author: whose name, as the subject, does not make a clause somebody else's. */
  readonly holder: string;
}

const QUOTED = /“[^”]+”|"[^"]+"|‘[^’]+’/gu;

/**
 * The commitments of one sentence, one per clause. Linear in the sentence's length; never throws.
 */
export function extractCommitments(sentence: string, reader: SentenceReader): Commitment[] {
  // "using ICTs to ...;" is the end of a sentence that begins above the list: what governs it is not here.
  if (/^[^\p{L}]*\p{Ll}/u.test(sentence)) return [];
  const read = readSentence(sentence, reader.tokenize, reader.lexicon);
  const { tokens, readings } = read;
  const quotations = [...sentence.matchAll(QUOTED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const asked = /\?["”’)\s]*$/u.test(sentence);
  const commitments: Commitment[] = [];
  let mode: Mode = asked ? 'asked' : 'asserted';
  let inherited: 1 | -1 = 1;
  let previous: readonly Term[] = [];
  const clauses = splitClauses(read, quotations);
  const supposed = clauses.some((clause) => clause.opening === 'condition');
  for (const [n, bounds] of clauses.entries()) {
    if (bounds.opening === 'main') {
      inherited = 1;
      const reopened = bounds.from > 0 && namesSelf(readings, bounds, reader.holder);
      if (mode === 'reported' && reopened) mode = asked ? 'asked' : 'asserted';
    }
    if (mode === 'asserted' && speaksForOthers(tokens, readings, bounds, reader.holder)) mode = 'reported';
    const negated = bounds.opening === 'complement' && inherited === -1;
    const { polarity, ...content } = readClause(read, bounds, reader.lexicon, negated);
    const { terms, poles } = content;
    const span = clauseSpan(tokens, bounds);
    inherited = polarity;
    if (terms.length === 0 && poles.length === 0) continue;
    const carried = carriedTerms(readings, bounds, previous);
    previous = [...carried, ...terms];
    commitments.push({
      ...span,
      mode: clauseMode(mode, bounds, span, quotations, supposed),
      ...content,
      terms: [...carried, ...terms],
      narrowed:
        polarity === -1 && clauses[n + 1]?.opening === 'relative' && !followsComma(sentence, tokens, clauses[n + 1]),
    });
  }
  return commitments;
}

/** What an incomplete clause takes over from the one before: a relative pronoun its antecedent, "but not ..." its subject. */
function carriedTerms(readings: readonly Reading[], bounds: ClauseBounds, previous: readonly Term[]): Term[] {
  const neutral = (term: Term): Term => ({ ...term, polarity: 1, target: false });
  if (bounds.opening === 'relative') return previous.slice(-3).map(neutral);
  const first = readings[bounds.from + 1]?.meaning?.kind;
  if (!bounds.soft || (first !== 'negator' && first !== 'operator' && first !== 'modal')) return [];
  const predicate = previous.findIndex((term) => term.target);
  return previous.slice(0, predicate === -1 ? previous.length : predicate).map(neutral);
}

function clauseSpan(tokens: readonly Token[], bounds: ClauseBounds): Span {
  return { start: tokens[bounds.from]?.start ?? 0, end: tokens[bounds.to - 1]?.end ?? 0 };
}

function clauseMode(
  mode: Mode,
  bounds: ClauseBounds,
  span: Span,
  quotations: readonly Span[],
  supposed: boolean,
): Mode {
  if (mode !== 'asserted') return mode;
  if (quotations.some((quotation) => spanContains(quotation, span))) return 'quoted';
  if (supposed) return 'supposed';
  return bounds.opening === 'concession' ? 'conceded' : 'asserted';
}

function followsComma(sentence: string, tokens: readonly Token[], clause: ClauseBounds | undefined): boolean {
  const first = clause === undefined ? undefined : tokens[clause.from];
  return first !== undefined && /,\s*$/.test(sentence.slice(0, first.start));
}

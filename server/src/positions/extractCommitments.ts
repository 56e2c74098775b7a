import { type Span, spanContains } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import { type Governing, UNGOVERNED } from './clauseContent.js';
import { type ClauseBounds, isAsked, splitClauses } from './clauses.js';
import type { Commitment, Mode, Term } from './commitment.js';
import type { Lexicon } from './lexicon.js';
import { refersBack, resolveReferences } from './antecedents.js';
import type { SentenceContext } from './leadIns.js';
import { readClause } from './readClause.js';
import { type ReadSentence, readSentence } from './readSentence.js';
import { namesSelf, reportsOthers, speaksForOthers } from './speakers.js';

/** Reads sentences for one author. */
export interface SentenceReader {
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  /** The author: whose name, as the subject, does not make a clause somebody else's. */
  readonly holder: string;
}

/** Number of a conjunct that no clause counts. */
const APART = -1;

/** What a clause is by its opening alone. */
const CLAUSE_MODES: Partial<Record<ClauseBounds['opening'], Mode>> = { concession: 'conceded', proviso: 'supposed' };

/** Key of no word: what is excepted is never spoken of. */
const EXCEPTION = '';

const QUOTED = /“[^”]+”|"[^"]+"|‘[^’]+’/gu;

/**
 * The commitments of one sentence, one per clause: as an item of a list governed by the sentence above the list, and with
 * its references taken from the sentence before it. Linear in the sentence's length; never throws.
 */
export function extractCommitments(
  sentence: string,
  reader: SentenceReader,
  { leadIn, before }: SentenceContext = {},
): Commitment[] {
  const above = leadIn === undefined ? undefined : readClauses(leadIn, reader, {}).end;
  return readClauses(sentence, reader, { above, before }).commitments;
}

/** What a sentence hands on to the items of the list that follows it. */
interface SentenceEnd {
  readonly mode: Mode;
  readonly governing: Governing;
}

function readClauses(
  sentence: string,
  reader: SentenceReader,
  {
    above,
    before: previousSentence,
  }: { readonly above?: SentenceEnd | undefined; readonly before?: string | undefined },
): { readonly commitments: Commitment[]; readonly end: SentenceEnd } {
  let end: SentenceEnd = { mode: 'asserted', governing: UNGOVERNED };
  // "using ICTs to ...;" is the end of a sentence that begins above the list: what governs it must be known.
  if (above === undefined && /^[^\p{L}]*\p{Ll}/u.test(sentence)) return { commitments: [], end };
  const read = readReferring(sentence, previousSentence, reader);
  const { tokens, readings } = read;
  const quotations = [...sentence.matchAll(QUOTED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const asked = isAsked(sentence);
  const commitments: Commitment[] = [];
  let mode: Mode = asked ? 'asked' : (above?.mode ?? 'asserted');
  let governing = UNGOVERNED;
  let previous: readonly Term[] = [];
  let narrows = false;
  let mood: Governing['mood'] = UNGOVERNED.mood;
  const clauses = splitClauses(read, quotations);
  // "..., which, if compromised, would ...": supposes no more than the relative clause.
  const condition = clauses.findIndex((clause) => clause.opening === 'condition');
  const supposedFrom = condition > 0 && clauses[condition - 1]?.opening === 'relative' ? condition : 0;
  for (const [n, bounds] of clauses.entries()) {
    if (bounds.opening === 'main') {
      const reopened = bounds.from > 0 && namesSelf(readings, bounds, reader.holder);
      if (mode === 'reported' && reopened) mode = asked ? 'asked' : 'asserted';
    }
    if (mode === 'asserted' && speaksForOthers(tokens, readings, bounds, reader.holder)) mode = 'reported';
    const before = clauses[n - 1];
    const speaker = { holder: reader.holder, stopWords: reader.lexicon.spelling.stopWords };
    if (mode === 'asserted' && bounds.opening === 'complement' && before !== undefined) {
      if (reportsOthers(tokens, readings, before, speaker)) mode = 'reported';
    }
    // "should be open, and be based on ...": ruled by the same modal.
    const isRuled = bounds.soft && tokens[bounds.from + 1]?.term === 'be';
    const resumed: Governing | undefined = isRuled ? { ...UNGOVERNED, mood } : undefined;
    const governed = bounds.opening === 'complement' ? governing : n === 0 ? above?.governing : resumed;
    const carried = carriedTerms(read, bounds, previous);
    const { terms, poles, effects, modal, softener, qualifiers, ends } = readClause(
      read,
      bounds,
      reader.lexicon,
      governed ?? UNGOVERNED,
      carried,
    );
    const span = clauseSpan(tokens, bounds);
    // "We regret that ..." governs what it leads to, "we believe that ..." no more than its sign.
    mood = ends.mood;
    governing = ends.pending ? ends : { ...UNGOVERNED, polarity: ends.polarity };
    if (CLAUSE_MODES[bounds.opening] === undefined && bounds.opening !== 'condition')
      end = { mode, governing: { ...ends, pending: ends.mood === 'normative' } };
    const own = terms.slice(carried.length);
    const last = commitments.at(-1);
    const narrowed = narrows ? last : undefined;
    if (narrowed !== undefined)
      commitments[commitments.length - 1] = { ...narrowed, narrowing: own.map((term) => term.key) };
    narrows = false;
    // "No State for which it is not ...", "would have been ...": holds of none, or did not happen.
    const isTwiceDenied = narrowed !== undefined && own.some((term) => term.polarity === -1);
    const unreal = isTwiceDenied || isCounterfactual(tokens, bounds);
    if (terms.length === carried.length && poles.length === 0 && !terms.some((term) => term.target)) continue;
    previous = terms;
    // Written out: a record has tens of thousands of clauses, and spreading takes as long as reading.
    commitments.push({
      start: span.start,
      end: span.end,
      mode: clauseMode(mode, bounds, span, quotations, unreal || (condition !== -1 && n >= supposedFrom)),
      modal,
      softener,
      qualifiers,
      terms,
      poles,
      effects,
      narrowing: own.some((term) => term.polarity === -1) ? narrowingOf(read, bounds, own, reader.lexicon) : undefined,
    });
    narrows = ends.polarity === -1 && isNarrowedBy(clauses[n + 1], sentence, tokens);
  }
  return { commitments, end };
}

function readReferring(
  sentence: string,
  before: string | undefined,
  { tokenize, lexicon }: SentenceReader,
): ReadSentence {
  const read = readSentence(sentence, tokenize, lexicon);
  if (before === undefined || !refersBack(sentence)) return read;
  return resolveReferences(read, readSentence(before, tokenize, lexicon), lexicon);
}

/** What an incomplete clause takes over from the one before: a relative pronoun its antecedent, "but (it is) not ..." its subject. */
function carriedTerms({ tokens, readings }: ReadSentence, bounds: ClauseBounds, previous: readonly Term[]): Term[] {
  const neutral = (term: Term): Term => ({ ...term, polarity: 1, target: false });
  // "... of which the latter imposes ...": one of several, and which is not known here.
  if (tokens.slice(bounds.from, bounds.from + 3).some(({ term }) => term === 'latter' || term === 'former')) return [];
  if (bounds.opening === 'relative') {
    // "X is a problem that ..." speaks of X, too.
    const predicate = readings.findLastIndex(({ meaning }, i) => i < bounds.from && meaning?.kind === 'copula');
    const subject = predicate === -1 ? [] : previous.filter(({ end }) => end < (tokens[predicate]?.start ?? 0));
    const antecedent = previous.slice(-3).filter((term) => !subject.includes(term));
    // Two names of one thing: no longer one than the other.
    return [...subject.map((term) => ({ ...term, conjunct: APART })), ...antecedent].map(neutral);
  }
  const first = readings[bounds.from + 1]?.meaning?.kind;
  const goesOn = first === 'negator' || first === 'operator' || first === 'modal' || first === 'copula';
  const resumes = /^(?:it|they)$/.test(tokens[bounds.from + 1]?.term ?? '');
  if (!bounds.soft || !(goesOn || resumes)) return [];
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
  return CLAUSE_MODES[bounds.opening] ?? 'asserted';
}

/** "no instrument that would restrict trade": the clause behind it, without a comma, is part of what is denied. */
function isNarrowedBy(next: ClauseBounds | undefined, sentence: string, tokens: readonly Token[]): boolean {
  const first = next === undefined ? undefined : tokens[next.from];
  return (
    next?.opening === 'relative' && first !== undefined && !/,\s*(?:\p{L}+\s+)?$/u.test(sentence.slice(0, first.start))
  );
}

/** "would have been no report": of what did not happen. */
function isCounterfactual(tokens: readonly Token[], { from, to }: ClauseBounds): boolean {
  return tokens.slice(from, to).some(({ term }, i, clause) => {
    const [have, participle] = [clause[i + 1]?.term, clause[i + 2]?.term ?? ''];
    return /^(?:would|could|might)$/.test(term) && have === 'have' && /^(?:been|done|made|\w+ed)$/.test(participle);
  });
}

/** What keeps the denial of a clause short of the thing itself: an exception, or words such as "alone" and "not entirely". */
function narrowingOf(
  { text, tokens, stems }: ReadSentence,
  bounds: ClauseBounds,
  own: readonly Term[],
  { partial }: Lexicon,
): readonly string[] | undefined {
  if (hasException(tokens, bounds)) return [EXCEPTION];
  for (let i = bounds.from; i < bounds.to; i++) {
    const length = partial.match(stems, i)?.length;
    if (length === undefined) continue;
    const span = { start: tokens[i]?.start ?? 0, end: tokens[i + length - 1]?.end ?? 0 };
    if (!own.some((term) => term.polarity === -1 && isBeside(text, span, term))) continue;
    const said = own.filter((term) => !term.light && spanContains(span, term)).map((term) => term.key);
    return said.length === 0 ? [EXCEPTION] : said;
  }
  return undefined;
}

/** "No one State alone can ...", not "We stand alone and do not ...": nothing is joined between the two. */
function isBeside(text: string, a: Span, b: Span): boolean {
  return !/,|\b(?:and|or|but)\b/u.test(text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)));
}

/** "not to be shared except as agreed": what is denied is allowed somewhere. */
function hasException(tokens: readonly Token[], { from, to }: ClauseBounds): boolean {
  return tokens.slice(from, to).some(({ term }, i, clause) => {
    const next = clause[i + 1]?.term;
    // "cannot be lifted without ...", "without ... there can be no ...": with it, it can.
    const isLeft = term === 'without' && (i <= 2 ? clause.slice(i) : clause.slice(0, i)).some(denies);
    return term === 'except' || (term === 'save' && next === 'for') || (term === 'other' && next === 'than') || isLeft;
  });
}

function denies({ term }: Token): boolean {
  return /^(?:not|cannot|never|no)$/.test(term);
}

import type { Token } from '../text/tokens.js';
import type { Lexicon, Meaning } from './lexicon.js';
import type { Reading, ReadSentence } from './readSentence.js';
import { stemOf } from './stems.js';

/** A matter or body that a sentence names. */
interface Named {
  readonly meaning: Meaning & { readonly kind: 'topic' | 'body' };
  /** Token positions, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Words of a sentence that take something up, and what that may be called: a noun, or nothing for a pronoun. */
interface Reference {
  readonly from: number;
  readonly to: number;
  readonly noun: string | undefined;
}

const DEMONSTRATIVES = new Set(['such', 'this', 'these', 'those']);
const PRONOUNS = new Set(['it', 'they', 'them']);
const PREPOSITIONS = new Set([
  'of',
  'on',
  'for',
  'in',
  'to',
  'against',
  'with',
  'between',
  'among',
  'from',
  'by',
  'at',
]);
/** "It is time to ...", "it was agreed that ...": takes nothing up. */
const AFTER_EXPLETIVE = new Set(['to', 'that', 'for', 'whether', 'if', 'when', 'because']);
const PREDICATES: ReadonlySet<Meaning['kind'] | undefined> = new Set([
  'modal',
  'copula',
  'operator',
  'negator',
  'negative-form',
] as const);
/** What names nothing that a pronoun could mean. */
const NAMELESS: ReadonlySet<Meaning['kind'] | undefined> = new Set([
  ...PREDICATES,
  'self',
  'neutral',
  'local-negator',
  'absence',
  'softener',
  'qualifier',
  'pole',
  'verdict',
  'reporting',
  'light',
] as const);

/** Whether a sentence may take something up that the one before it names. */
export function refersBack(sentence: string): boolean {
  return /\b(?:such|this|these|those|it|they|them)\b/i.test(sentence) || /^\W*The \p{L}+ \p{Ll}/u.test(sentence);
}

/**
 * The sentence with its references read as what the sentence before it names: "such an instrument", "these rules" and, at
 * its opening, "the Directory" as the one matter or body there that may be called so; "it", "they" and "them", where they
 * are the first that the sentence names, as the one matter or body there, if nothing is named before it and both are of
 * one number. Where two antecedents are possible, a reference is left as it stands.
 */
export function resolveReferences(sentence: ReadSentence, before: ReadSentence, lexicon: Lexicon): ReadSentence {
  const named = namedIn(before);
  if (named.length === 0) return sentence;
  const readings = [...sentence.readings];
  for (const reference of referencesIn(sentence, lexicon)) {
    const { from, to, noun } = reference;
    const antecedent =
      noun === undefined
        ? meantByPronoun(sentence.tokens[from], before, named, lexicon)
        : meantBy(noun, before, named, lexicon);
    if (antecedent === undefined) continue;
    readings[from] = { meaning: antecedent.meaning, length: to - from };
    for (let i = from + 1; i < to; i++) readings[i] = { meaning: undefined, length: 0 };
  }
  return { ...sentence, readings };
}

function namedIn({ readings }: ReadSentence): readonly Named[] {
  return readings.flatMap(({ meaning, length }, from) =>
    meaning?.kind === 'topic' || meaning?.kind === 'body'
      ? [{ meaning: { kind: meaning.kind, id: meaning.id }, from, to: from + length }]
      : [],
  );
}

function* referencesIn(sentence: ReadSentence, lexicon: Lexicon): Generator<Reference> {
  const { tokens, stems } = sentence;
  for (const [at, { term }] of tokens.entries()) {
    const next = tokens[at + 1]?.term;
    const noun = at + (term === 'such' && (next === 'a' || next === 'an') ? 2 : 1);
    if (
      DEMONSTRATIVES.has(term)
        ? isWhole(sentence, noun, lexicon)
        : at === 0 && term === 'the' && isSubject(sentence, noun)
    ) {
      const stem = stems[noun];
      if (stem !== undefined && isUnnamed(sentence.readings[noun])) yield { from: at, to: noun + 1, noun: stem };
    } else if (PRONOUNS.has(term) && isFirstNamed(sentence, at, lexicon) && !isExpletive(sentence, at)) {
      yield { from: at, to: at + 1, noun: undefined };
    }
  }
}

/** Whether the word means no matter or body by itself. */
function isUnnamed(reading: Reading | undefined): boolean {
  const { meaning, length } = reading ?? { meaning: undefined, length: 0 };
  return length === 1 && (meaning === undefined || meaning.kind === 'synonym' || meaning.kind === 'light');
}

/** Whether a noun at `at` is all that is said of the thing: not "such rules on data", nor "this court building". */
function isWhole({ text, tokens, readings }: ReadSentence, at: number, { spelling }: Lexicon): boolean {
  const [noun, next] = [tokens[at], tokens[at + 1]];
  if (noun === undefined || spelling.stopWords.has(noun.term)) return false;
  if (next === undefined || /[,;:.)]/.test(text.slice(noun.end, next.start))) return true;
  if (PREPOSITIONS.has(next.term) || next.term === 'that' || next.term === 'which') return false;
  return spelling.stopWords.has(next.term) || PREDICATES.has(readings[at + 1]?.meaning?.kind);
}

/** "The Directory should ...": a noun alone before its predicate. */
function isSubject({ readings }: ReadSentence, at: number): boolean {
  return PREDICATES.has(readings[at + 1]?.meaning?.kind);
}

/** Whether nothing is named before the token. */
function isFirstNamed({ tokens, readings }: ReadSentence, at: number, { spelling }: Lexicon): boolean {
  return readings
    .slice(0, at)
    .every(
      ({ meaning }, i) =>
        NAMELESS.has(meaning?.kind) ||
        (meaning === undefined && (readings[i]?.length === 0 || spelling.stopWords.has(tokens[i]?.term ?? ''))),
    );
}

/** Whether a pronoun may stand for nothing, or for what comes behind it. */
function isExpletive({ text, tokens, readings }: ReadSentence, at: number): boolean {
  const [pronoun, next] = [tokens[at], tokens[at + 1]];
  if (pronoun === undefined) return true;
  const isObject = pronoun.term === 'them' || at > 0;
  // "We find it necessary ...", "we ask them to ...".
  if (isObject) return next !== undefined && !/[,;:.)]/.test(text.slice(pronoun.end, next.start));
  if (!PREDICATES.has(readings[at + 1]?.meaning?.kind)) return true;
  return pronoun.term === 'it' && tokens.slice(at).some(({ term }) => AFTER_EXPLETIVE.has(term));
}

/** The one thing of the sentence before that may be called by the noun, if nothing else there is called so. */
function meantBy(noun: string, before: ReadSentence, named: readonly Named[], lexicon: Lexicon): Named | undefined {
  const covered = new Set(named.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
  if (before.stems.some((stem, i) => stem === noun && !covered.has(i))) return undefined;
  return onlyOne(named.filter((each) => namesOf(each, before, lexicon).some((name) => headOf(name) === noun)));
}

/** The one thing that the sentence before names, if it is the first there and of the pronoun's number. */
function meantByPronoun(
  pronoun: Token | undefined,
  before: ReadSentence,
  named: readonly Named[],
  lexicon: Lexicon,
): Named | undefined {
  const antecedent = onlyOne(named);
  if (antecedent === undefined || !isFirstNamed(before, antecedent.from, lexicon)) return undefined;
  const words = before.tokens.slice(antecedent.from, antecedent.to).map(({ term }) => term);
  const isPlural = /[^s]s$/.test(words[headAt(words)] ?? '');
  return isPlural === (pronoun?.term !== 'it') ? antecedent : undefined;
}

function onlyOne([first, ...others]: readonly Named[]): Named | undefined {
  return others.every(({ meaning }) => meaning.id === first?.meaning.id) ? first : undefined;
}

/** What a thing is called where it is named, and what else it may be called, as terms. */
function namesOf({ from, to }: Named, { tokens }: ReadSentence, { related }: Lexicon): readonly (readonly string[])[] {
  const terms = tokens.slice(from, to).map(({ term }) => term);
  return [terms, ...(related.match(terms, 0)?.others ?? [])];
}

/** The stem of the word that a name's other words narrow: "group" of "group of governmental experts". */
function headOf(name: readonly string[]): string {
  return stemOf(name[headAt(name)] ?? '');
}

function headAt(name: readonly string[]): number {
  const preposition = name.findIndex((term, i) => i > 0 && PREPOSITIONS.has(term));
  return (preposition === -1 ? name.length : preposition) - 1;
}

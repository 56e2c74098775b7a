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
const PREPOSITIONS = new Set('of on for in to against with between among from by at'.split(' '));
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
  const called = byNoun(named, before, lexicon);
  const only = onlyNamed(named, before, lexicon);
  const readings = [...sentence.readings];
  for (const { from, to, noun } of referencesIn(sentence, lexicon)) {
    const isPlural = sentence.tokens[from]?.term !== 'it';
    const meant = only?.isPlural === isPlural ? only.antecedent : undefined;
    const antecedent = noun === undefined ? meant : called.get(noun);
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
  const firstNamed = firstNamedIn(sentence, lexicon);
  const lastAfterExpletive = tokens.findLastIndex(({ term }) => AFTER_EXPLETIVE.has(term));
  for (const [at, { term }] of tokens.entries()) {
    // "As such" is an expression of its own.
    if (sentence.readings[at]?.length === 0) continue;
    const next = tokens[at + 1]?.term;
    const noun = at + (term === 'such' && (next === 'a' || next === 'an') ? 2 : 1);
    if (
      DEMONSTRATIVES.has(term)
        ? isWhole(sentence, noun, lexicon)
        : at === 0 && term === 'the' && isSubject(sentence, noun)
    ) {
      const stem = stems[noun];
      if (stem !== undefined && isUnnamed(sentence.readings[noun])) yield { from: at, to: noun + 1, noun: stem };
    } else if (PRONOUNS.has(term) && at < firstNamed && !isExpletive(sentence, at, lastAfterExpletive)) {
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

/** The place of the first token that names something a pronoun could mean; the sentence's end when none does. */
function firstNamedIn({ tokens, readings }: ReadSentence, { spelling }: Lexicon): number {
  const first = readings.findIndex(({ meaning, length }, i) =>
    meaning === undefined ? length > 0 && !spelling.stopWords.has(tokens[i]?.term ?? '') : !NAMELESS.has(meaning.kind),
  );
  return first === -1 ? tokens.length : first;
}

/** Whether a pronoun may stand for nothing, or for what comes behind it. */
function isExpletive({ text, tokens, readings }: ReadSentence, at: number, lastAfterExpletive: number): boolean {
  const [pronoun, next] = [tokens[at], tokens[at + 1]];
  if (pronoun === undefined) return true;
  const isObject = pronoun.term === 'them' || at > 0;
  // "We find it necessary ...", "we ask them to ...".
  if (isObject) return next !== undefined && !/[,;:.)]/.test(text.slice(pronoun.end, next.start));
  if (!PREDICATES.has(readings[at + 1]?.meaning?.kind)) return true;
  return pronoun.term === 'it' && at < lastAfterExpletive;
}

/** What each noun means in the sentence before: the one thing there that may be called so, `undefined` where there are more. */
function byNoun(
  named: readonly Named[],
  before: ReadSentence,
  lexicon: Lexicon,
): ReadonlyMap<string, Named | undefined> {
  const called = new Map<string, Named | undefined>();
  for (const each of named) {
    for (const noun of namesOf(each, before, lexicon).map(headOf)) {
      const other = called.get(noun);
      called.set(noun, !called.has(noun) || other?.meaning.id === each.meaning.id ? each : undefined);
    }
  }
  // Something else that is called so: "a fishing committee and the ad hoc committee".
  for (const [i, { meaning, length }] of before.readings.entries()) {
    const stem = before.stems[i];
    if (stem !== undefined && length > 0 && meaning?.kind !== 'topic' && meaning?.kind !== 'body')
      called.set(stem, undefined);
  }
  return called;
}

/** The one thing that the sentence before names, if it is the first there, and whether it is a plural. */
function onlyNamed(
  [first, ...others]: readonly Named[],
  before: ReadSentence,
  lexicon: Lexicon,
): { readonly antecedent: Named; readonly isPlural: boolean } | undefined {
  if (first === undefined || others.some(({ meaning }) => meaning.id !== first.meaning.id)) return undefined;
  if (first.from > firstNamedIn(before, lexicon)) return undefined;
  const words = before.tokens.slice(first.from, first.to).map(({ term }) => term);
  return { antecedent: first, isPlural: /[^s]s$/.test(words[headAt(words)] ?? '') };
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

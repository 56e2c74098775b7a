import * as v from 'valibot';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { NO_SPELLING, type Spelling } from '../text/spelling.js';
import { createTokenizer, type Tokenizer } from '../text/tokens.js';
import { createRelatedWords, NO_RELATED, type RelatedWords } from './relatedWords.js';
import { ExpressionTable } from './expressions.js';
import { stemOf } from './stems.js';
import { readJson, readYaml } from './lexiconFile.js';
import { type OwnWordFile, parseOwnWords } from './ownWords.js';
import { createPillars, NO_PILLARS, type PillarEntry, type Pillars } from './pillars.js';

/** Whether a statement wishes or rules (`normative`), describes (`factual`), or may be read as either. */
export type Mood = 'normative' | 'factual' | 'either';

/**
 * What takes a stand whoever is its subject, or only when the author is; what opens a mere measure; or what praises
 * somebody's work, which is no stand on its subject.
 */
export interface StanceWord {
  readonly by: 'anyone' | 'author' | 'yardstick' | 'courtesy';
  /** The expression's first word as the lexicon writes it: in other forms it may say something else. */
  readonly written: string;
}

/** How strong a verb is among those of one order; ranks of different orders are not compared. */
export interface VerbRank {
  readonly order: string;
  readonly rank: number;
}

/** What an expression does in a sentence. */
export type Meaning =
  | {
      readonly kind:
        | 'neutral'
        | 'negator'
        | 'local-negator'
        | 'absence'
        | 'copula'
        | 'softener'
        | 'light'
        | 'reporting'
        | 'other-speaker'
        | 'self'
        | 'condition'
        | 'proviso'
        | 'concession';
    }
  | { readonly kind: 'operator'; readonly polarity: 1 | -1; readonly mood: Mood }
  /** An operator where it is predicated ("is legitimate"), a word like any other before a noun. */
  | { readonly kind: 'verdict'; readonly polarity: 1 | -1 }
  | { readonly kind: 'modal'; readonly strength: number; readonly mood: Mood }
  | { readonly kind: 'qualifier'; readonly group: string; readonly value: string }
  | { readonly kind: 'pole'; readonly axis: string; readonly pole: string }
  | { readonly kind: 'topic' | 'body' | 'synonym'; readonly id: string }
  | { readonly kind: 'holder'; readonly name: string }
  | { readonly kind: 'negative-form'; readonly of: string };

/** Whether what a clause speaks of is said to do harm or good. */
export type Effect = 'harm' | 'benefit';

/** A word of harm or good: what stands before it does it to what follows, is it whatever it does it to, or follows itself. */
export interface EffectWord {
  readonly effect: Effect;
  readonly said: 'of-both' | 'of-subject' | 'of-what-follows';
  /** -1: denies it by itself ("harmless"). */
  readonly polarity: 1 | -1;
}

/** All word knowledge, read from `corpus/lexicon/*.yaml`. Immutable. */
export interface Lexicon {
  readonly spelling: Spelling;
  readonly expressions: ExpressionTable<Meaning>;
  /** Predicates of harm and of good; apart from `expressions`, so that none is read otherwise for being known here. */
  readonly effects: ExpressionTable<EffectWord>;
  /** Stems so common that sharing them shows nothing. */
  readonly commonStems: ReadonlySet<string>;
  /** Concepts that can act: they do what is asked of them, and are not what is asked for. */
  readonly actors: ReadonlySet<string>;
  /** Stems of nouns that only say what sort of thing something is: "a legitimate tool" is legitimate. */
  readonly kinds: ReadonlySet<string>;
  /** Words that rule by stating a fact: what "applies" is to be applied. */
  readonly rulings: ReadonlySet<string>;
  /** Concepts and stems of verbs for dealing with a matter: who shall not address it leaves it out. */
  readonly handling: ReadonlySet<string>;
  /** Words that mean their concept only where they are predicated: "is adequate", not "adequate resources". */
  readonly predicates: ReadonlySet<string>;
  /** Concepts that convey what governs them: who wants the participation of women wants women there. */
  readonly conveying: ReadonlySet<string>;
  /** Axes on which a mere description says as much as a predicate: "the widening divide" widens. */
  readonly describedAxes: ReadonlySet<string>;
  /** Expressions that a search takes for one another. */
  readonly related: RelatedWords;
  /** What takes a stand, and what only gives the measure of one. */
  readonly stances: ExpressionTable<StanceWord>;
  /** How strongly an expression asks, on the scale of the modals. */
  readonly asks: ExpressionTable<number>;
  /** Expressions of what passes with the meeting: papers, sessions, concerns. */
  readonly passing: ExpressionTable<true>;
  /** Expressions that leave a denial short of the thing itself: "training alone does not ...". */
  readonly partial: ExpressionTable<true>;
  /** Verbs whose strength drafters agree on. */
  readonly verbRanks: ExpressionTable<VerbRank>;
  /** The subjects of the negotiation. */
  readonly pillars: Pillars;
  /** For a concept on which no line of its own is held, the concept that stands for the line. */
  readonly lines: ReadonlyMap<string, string>;
}

const Words = v.array(v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)));
const WordMap = v.record(v.string(), v.string());
const FILE_SCHEMA = v.strictObject({
  variants: v.optional(WordMap),
  compounds: v.optional(WordMap),
  'stop-words': v.optional(Words),
  'common-stems': v.optional(Words),
  neutral: v.optional(Words),
  negators: v.optional(Words),
  'local-negators': v.optional(Words),
  absences: v.optional(Words),
  copulas: v.optional(Words),
  opposing: v.optional(Words),
  lacking: v.optional(Words),
  supporting: v.optional(Words),
  having: v.optional(Words),
  approving: v.optional(Words),
  disapproving: v.optional(Words),
  light: v.optional(Words),
  kinds: v.optional(Words),
  handling: v.optional(Words),
  conveying: v.optional(Words),
  predicates: v.optional(Words),
  'described-axes': v.optional(Words),
  'negative-forms': v.optional(WordMap),
  reporting: v.optional(Words),
  others: v.optional(Words),
  conditions: v.optional(Words),
  provisos: v.optional(Words),
  concessions: v.optional(Words),
  modals: v.optional(
    v.record(
      v.string(),
      v.strictObject({ strength: v.number(), mood: v.picklist(['normative', 'factual', 'either']) }),
    ),
  ),
  softeners: v.optional(Words),
  partial: v.optional(Words),
  qualifiers: v.optional(v.record(v.string(), v.record(v.string(), Words))),
  axes: v.optional(v.record(v.string(), v.record(v.string(), Words))),
  topics: v.optional(v.record(v.string(), Words)),
  synonyms: v.optional(v.record(v.string(), Words)),
  related: v.optional(v.array(Words)),
  bodies: v.optional(v.record(v.string(), Words)),
  holders: v.optional(v.record(v.string(), Words)),
  actors: v.optional(Words),
  rulings: v.optional(Words),
  self: v.optional(Words),
  harms: v.optional(Words),
  benefits: v.optional(Words),
  alarming: v.optional(Words),
  alarmed: v.optional(Words),
  harmless: v.optional(Words),
  fruitless: v.optional(Words),
  stances: v.optional(Words),
  'own-stances': v.optional(Words),
  yardsticks: v.optional(Words),
  courtesies: v.optional(Words),
  asks: v.optional(v.record(v.pipe(v.string(), v.regex(/^[1-9]$/, 'a strength from 1 to 9')), Words)),
  passing: v.optional(Words),
  'verb-orders': v.optional(v.record(v.string(), Words)),
  pillars: v.optional(v.record(v.string(), v.strictObject({ name: v.string(), headings: Words, concepts: Words }))),
  lines: v.optional(v.record(v.string(), Words)),
});
type LexiconFile = v.InferOutput<typeof FILE_SCHEMA>;

/** One file of a lexicon: YAML, or JSON by the name's ending. */
export interface LexiconSource {
  readonly name: string;
  readonly text: string;
}

/**
 * The lexicon of all `files` together, and of the workspace's own (`ownFiles`), which go before them; a file that is not
 * valid is left out whole and named in `problems` with the line or the entry at fault. Never throws.
 */
export function parseLexicon(
  files: readonly LexiconSource[],
  ownFiles: readonly OwnWordFile[] = [],
): {
  readonly lexicon: Lexicon;
  readonly problems: readonly CorpusProblem[];
} {
  const problems: CorpusProblem[] = [];
  const parts = new Map<string, LexiconFile>();
  for (const file of files) {
    const part = parseFile(file);
    if (typeof part === 'string') problems.push({ file: file.name, message: part });
    else parts.set(file.name.replace(/\.\w+$/, ''), part);
  }
  const { own, kept, problems: ownProblems } = parseOwnWords(ownFiles, parts, FILE_SCHEMA);
  return { lexicon: createLexicon(kept, own), problems: [...problems, ...ownProblems] };
}

function parseFile(file: LexiconSource): LexiconFile | string {
  const ignored = 'The file is ignored until this is corrected.';
  const read = /\.json$/i.test(file.name) ? readJson(file.text) : readYaml(file.text);
  if ('error' in read) return `${read.error}. ${ignored}`;
  const result = v.safeParse(FILE_SCHEMA, read.value ?? {});
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `entry "${v.getDotPath(issue) ?? ''}": ${issue.message}. ${ignored}`;
}

/** The lists of files, each through all of them. */
interface Lists {
  readonly words: (key: keyof LexiconFile) => string[];
  readonly pairs: <T>(key: keyof LexiconFile) => [string, T][];
}

function listsOf(parts: readonly LexiconFile[]): Lists {
  return {
    words: (key) => parts.flatMap((part) => (part[key] as readonly string[] | undefined) ?? []),
    pairs: <T>(key: keyof LexiconFile) =>
      parts.flatMap((part) => Object.entries((part[key] as Record<string, T> | undefined) ?? {})),
  };
}

/** Of an expression that both list, `own` decides what it means. */
function createLexicon(parts: readonly LexiconFile[], own: readonly LexiconFile[]): Lexicon {
  const { words, pairs } = listsOf([...parts, ...own]);
  const spelling: Spelling = {
    variants: new Map(pairs<string>('variants')),
    compounds: new Map(pairs<string>('compounds')),
    stopWords: new Set(words('stop-words')),
  };
  const tokenize = createTokenizer(spelling);
  // A table keeps the first of two equal expressions.
  const ownFirst = <T>(read: (lists: Lists) => [string, T][], more: [string, T][] = []): ExpressionTable<T> =>
    new ExpressionTable([...read(listsOf(own)), ...read(listsOf(parts)), ...more], tokenize);
  return {
    spelling,
    expressions: ownFirst(
      meaningsIn,
      stateNames().map((name) => [name, { kind: 'holder', name }]),
    ),
    effects: ownFirst(effectsIn),
    commonStems: new Set(words('common-stems')),
    actors: new Set(words('actors')),
    kinds: new Set(words('kinds').map(stemOf)),
    rulings: new Set(words('rulings')),
    handling: new Set(words('handling')),
    conveying: new Set(words('conveying')),
    predicates: new Set(words('predicates')),
    describedAxes: new Set(words('described-axes')),
    related: createRelatedWords(
      [
        ...(['topics', 'bodies', 'synonyms'] as const).flatMap((key) => groupsOf(pairs<readonly string[]>(key))),
        ...[...parts, ...own].flatMap((part) => part.related ?? []),
      ],
      tokenize,
    ),
    stances: ownFirst((lists) => stancesIn(lists, tokenize)),
    asks: ownFirst((lists) =>
      lists
        .pairs<readonly string[]>('asks')
        .flatMap(([strength, expressions]) => expressions.map((word): [string, number] => [word, Number(strength)])),
    ),
    passing: ownFirst((lists) => lists.words('passing').map((word): [string, true] => [word, true])),
    partial: ownFirst((lists) => lists.words('partial').map((word): [string, true] => [word, true])),
    verbRanks: ownFirst((lists) =>
      lists
        .pairs<readonly string[]>('verb-orders')
        .flatMap(([order, verbs]) => verbs.map((verb, rank): [string, VerbRank] => [verb, { order, rank }])),
    ),
    pillars: createPillars(pairs<PillarEntry>('pillars'), tokenize),
    lines: new Map(
      pairs<readonly string[]>('lines').flatMap(([line, concepts]) =>
        concepts.map((concept): [string, string] => [concept, line]),
      ),
    ),
  };
}

function meaningsIn({ words, pairs }: Lists): [string, Meaning][] {
  const plain = (key: keyof LexiconFile, meaning: Meaning): [string, Meaning][] =>
    words(key).map((word) => [word, meaning]);
  const named = (key: keyof LexiconFile, meaning: (id: string) => Meaning): [string, Meaning][] =>
    pairs<readonly string[]>(key).flatMap(([id, expressions]) =>
      expressions.map((word): [string, Meaning] => [word, meaning(id)]),
    );
  return [
    ...plain('neutral', { kind: 'neutral' }),
    ...plain('others', { kind: 'other-speaker' }),
    ...plain('self', { kind: 'self' }),
    ...plain('negators', { kind: 'negator' }),
    ...plain('local-negators', { kind: 'local-negator' }),
    ...plain('absences', { kind: 'absence' }),
    ...plain('opposing', { kind: 'operator', polarity: -1, mood: 'normative' }),
    ...plain('lacking', { kind: 'operator', polarity: -1, mood: 'factual' }),
    ...pairs<{ strength: number; mood: Mood }>('modals').map(([word, modal]): [string, Meaning] => [
      word,
      { kind: 'modal', ...modal },
    ]),
    ...plain('conditions', { kind: 'condition' }),
    ...plain('provisos', { kind: 'proviso' }),
    ...plain('concessions', { kind: 'concession' }),
    ...plain('softeners', { kind: 'softener' }),
    ...pairs<Record<string, readonly string[]>>('qualifiers').flatMap(([group, values]) =>
      Object.entries(values).flatMap(([value, expressions]) =>
        expressions.map((word): [string, Meaning] => [word, { kind: 'qualifier', group, value }]),
      ),
    ),
    ...pairs<Record<string, readonly string[]>>('axes').flatMap(([axis, poles]) =>
      Object.entries(poles).flatMap(([pole, expressions]) =>
        expressions.map((word): [string, Meaning] => [word, { kind: 'pole', axis, pole }]),
      ),
    ),
    ...named('bodies', (id) => ({ kind: 'body', id })),
    ...named('topics', (id) => ({ kind: 'topic', id })),
    ...named('synonyms', (id) => ({ kind: 'synonym', id })),
    ...pairs<string>('negative-forms').map(([word, of]): [string, Meaning] => [word, { kind: 'negative-form', of }]),
    ...plain('supporting', { kind: 'operator', polarity: 1, mood: 'normative' }),
    ...plain('copulas', { kind: 'copula' }),
    ...plain('approving', { kind: 'verdict', polarity: 1 }),
    ...plain('disapproving', { kind: 'verdict', polarity: -1 }),
    ...plain('having', { kind: 'operator', polarity: 1, mood: 'factual' }),
    ...plain('reporting', { kind: 'reporting' }),
    ...plain('light', { kind: 'light' }),
    ...named('holders', (name) => ({ kind: 'holder', name })),
  ];
}

function effectsIn({ words }: Lists): [string, EffectWord][] {
  const each = (key: keyof LexiconFile, word: EffectWord): [string, EffectWord][] =>
    words(key).map((expression) => [expression, word]);
  return [
    ...each('harms', { effect: 'harm', said: 'of-both', polarity: 1 }),
    ...each('fruitless', { effect: 'benefit', said: 'of-both', polarity: -1 }),
    ...each('benefits', { effect: 'benefit', said: 'of-both', polarity: 1 }),
    ...each('alarming', { effect: 'harm', said: 'of-subject', polarity: 1 }),
    ...each('harmless', { effect: 'harm', said: 'of-subject', polarity: -1 }),
    ...each('alarmed', { effect: 'harm', said: 'of-what-follows', polarity: 1 }),
  ];
}

function stancesIn({ words }: Lists, tokenize: Tokenizer): [string, StanceWord][] {
  const stances = (key: keyof LexiconFile, by: StanceWord['by']): [string, StanceWord][] =>
    words(key).map((word) => [word, { by, written: tokenize(word)[0]?.term ?? '' }]);
  return [
    ...stances('stances', 'anyone'),
    ...stances('own-stances', 'author'),
    ...stances('yardsticks', 'yardstick'),
    ...stances('courtesies', 'courtesy'),
  ];
}

/** The expressions of each concept, wherever they are listed. */
function groupsOf(entries: readonly (readonly [string, readonly string[]])[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const [id, expressions] of entries) groups.set(id, [...(groups.get(id) ?? []), ...expressions]);
  return [...groups.values()];
}

/** English names of States and territories, from the runtime's own CLDR data (ISO 3166-1 codes). */
function stateNames(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => names.of(first + second)))
    .filter((name): name is string => name !== undefined);
}

const NO_TOKENIZER = createTokenizer(NO_SPELLING);

/** No word knowledge at all: every word is its own. */
export const EMPTY_LEXICON: Lexicon = {
  spelling: NO_SPELLING,
  expressions: new ExpressionTable<Meaning>([], NO_TOKENIZER),
  effects: new ExpressionTable<EffectWord>([], NO_TOKENIZER),
  commonStems: new Set(),
  actors: new Set(),
  kinds: new Set(),
  rulings: new Set(),
  handling: new Set(),
  conveying: new Set(),
  predicates: new Set(),
  describedAxes: new Set(),
  related: NO_RELATED,
  stances: new ExpressionTable<StanceWord>([], NO_TOKENIZER),
  asks: new ExpressionTable<number>([], NO_TOKENIZER),
  passing: new ExpressionTable<true>([], NO_TOKENIZER),
  partial: new ExpressionTable<true>([], NO_TOKENIZER),
  verbRanks: new ExpressionTable<VerbRank>([], NO_TOKENIZER),
  pillars: NO_PILLARS,
  lines: new Map(),
};

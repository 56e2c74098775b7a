import fc from 'fast-check';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import type { PositionWords } from '../../server/src/store/positionsIn.js';
import type { Asker, DocumentFilter } from '../../server/src/store/precedentStore.js';
import { createTokenizer } from '../../server/src/text/tokens.js';
import { loadBundledLexicon } from './bundled.js';
import type { StoreQuestion } from './compareStores.js';
import { makeDocument, type TestDocument } from './corpus.js';

const lexicon = loadBundledLexicon();

/** The words that every store under test is made with. */
export const STORE_WORDS: PositionWords = { tokenize: createTokenizer(lexicon.spelling), lexicon };

/** The terms of a text. */
export function termsOf(text: string): readonly string[] {
  return STORE_WORDS.tokenize(text).map(({ term }) => term);
}

/** A document of a store under test. Each has a symbol of its own, so that none counts as a copy of another. */
export function storeDocument(document: TestDocument): CorpusDocument {
  return makeDocument({ symbol: `S/${document.id}`, ...document });
}

/** Words with forms in common with each other and with stop-words, and figures. */
const COMMON_WORDS = [
  'treaty',
  'treaties',
  'use',
  'uses',
  'us',
  'respect',
  'respectively',
  'the',
  'of',
  'not',
  '16',
  '5',
];
/** Letters and signs that databases stumble over. */
const ODD_WORDS = [
  ...['1.5', 'co-operation', 'o’clock', 'Zürich', 'Договор', '𐐷𐐲', '条約', 'naïve', '100%', 'a_b', 'c\\d'],
];
/** Wording that recurs, in letters of ASCII alone: pg_trgm goes by its database's locale. */
const CLAUSES = [
  ...['respect for treaties in force', 'respect for treaties', 'respectable treaties exist', 'verified use of force'],
  ...['verified treaties matter', 'verify treaties'],
];
const HOLDERS = ['Pakistan', 'Non-Aligned Movement', 'Norway', 'Zürich'];
const FORUMS = ['Conference on Disarmament', 'Open-ended Working Group', 'First Committee'];
const DATES = ['2019', '2019-05', '2019-05-02', '2020-01-31', '2021'];
/** In the order of UTF-16 units the last two stand the other way round. */
const ID_LETTERS = ['Z', 'a', 'é', '_', '%', '\u{ff21}', '\u{10437}'];
const LANGUAGES = ['en', 'fr'];
const ASKERS: readonly Asker[] = [
  { delegation: 'Pakistan', groups: ['Non-Aligned Movement'], forum: 'Conference on Disarmament' },
  { delegation: 'Norway', groups: [], forum: 'OEWG' },
  { delegation: '', groups: [], forum: '' },
];

const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...COMMON_WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_WORDS) },
);

const text = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 5, arbitrary: word }, { weight: 2, arbitrary: fc.constantFrom(...CLAUSES) }),
      fc.constantFrom(' ', ' ', ' ', ', ', '. ', '; ', ' (', '-'),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.flat().join(''));

const optional = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, ...values);

const documentShape = fc.record({
  letter: fc.constantFrom(...ID_LETTERS),
  texts: fc.array(text, { minLength: 1, maxLength: 4 }),
  holder: fc.constantFrom(...HOLDERS),
  tier: fc.constantFrom('adopted' as const, 'chair' as const, 'own' as const, 'group' as const, 'other' as const),
  forum: optional(FORUMS),
  language: optional(LANGUAGES),
  date: optional(DATES),
  between: optional<readonly [string, string]>([
    ['2018', '2019-05'],
    ['2020', '2021'],
  ]),
});

/** Little records of few words, so that they recur; equal dates; documents without a date. */
const records: fc.Arbitrary<readonly CorpusDocument[]> = fc
  .array(documentShape, { minLength: 1, maxLength: 6 })
  .map((shapes) =>
    shapes.map(({ letter, texts, forum, language, date, between, ...rest }, i) =>
      storeDocument({
        // The same letter now and then; the number makes ids differ.
        id: `${letter}${i % 2}${i}`,
        text: texts.join('\n\n'),
        ...rest,
        ...(forum !== undefined && { forum }),
        ...(language !== undefined && { language }),
        ...(date !== undefined && { date }),
        ...(date === undefined && between !== undefined && { between }),
      }),
    ),
  );

const limit = fc.constantFrom(1, 2, 3, 100);
const filter = fc
  .record({
    holders: fc.subarray(HOLDERS),
    from: fc.constantFrom('2019', '2019-05-01', '2020'),
    to: fc.constantFrom('2019-05', '2019-12-31', '2021'),
    forum: fc.constantFrom(...FORUMS),
    language: fc.constantFrom(...LANGUAGES),
  })
  // All of them together pass hardly any document.
  .chain((all) => fc.subarray(Object.keys(all), { maxLength: 2 }).map((keys): DocumentFilter => pick(all, keys)));
const passageQuery = fc.oneof(
  { weight: 2, arbitrary: fc.record({ limit }) },
  { weight: 1, arbitrary: fc.record({ limit, filter }) },
);

function pick<T extends object>(all: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key))) as Partial<T>;
}

/** The text with two neighbouring letters swapped. */
function withSlip(text: string, at: number): string {
  const place = at % Math.max(1, text.length - 1);
  return text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2);
}

/** Terms as they follow each other in some document, or any. */
function runsIn(documents: readonly CorpusDocument[], longest: number): fc.Arbitrary<readonly string[]> {
  const passages = documents.flatMap((document) => document.passages.map((passage) => termsOf(passage.text)));
  const written = fc
    .tuple(fc.constantFrom(...passages), fc.nat(), fc.integer({ min: 1, max: longest }))
    .map(([terms, from, length]) => terms.slice(from % terms.length, (from % terms.length) + length));
  const invented = fc.array(word, { minLength: 1, maxLength: longest }).map((words) => termsOf(words.join(' ')));
  return fc.oneof({ weight: 3, arbitrary: written }, { weight: 1, arbitrary: invented });
}

function questionOn(documents: readonly CorpusDocument[]): fc.Arbitrary<StoreQuestion> {
  const run = runsIn(documents, 3);
  const longRun = fc.tuple(runsIn(documents, 8), runsIn(documents, 4)).map((parts) => parts.flat());
  const runs = fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.array(run, { minLength: 1, maxLength: 2 }) },
    { weight: 1, arbitrary: fc.tuple(run, fc.constant([])) },
  );
  const search = fc.record({
    asker: fc.constantFrom(...ASKERS),
    words: fc.oneof({ weight: 4, arbitrary: run }, { weight: 1, arbitrary: fc.constant([]) }),
    phrases: runs,
    without: runs,
  });
  const clause = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...CLAUSES) },
    { weight: 1, arbitrary: run.map((terms) => terms.join(' ')) },
  );
  const beginning = fc.tuple(clause, fc.integer({ min: 1, max: 20 })).map(([text, letters]) => text.slice(0, letters));
  const slip = fc
    .tuple(fc.constantFrom(...CLAUSES), fc.nat(), fc.integer({ min: 2, max: 5 }))
    .map(([text, at, kept]) => withSlip(text.split(' ').slice(0, kept).join(' '), at));
  return fc.oneof(
    fc.record({ ask: fc.constant('documents' as const), query: passageQuery }),
    fc.record({ ask: fc.constant('phrase' as const), terms: run, query: passageQuery }),
    fc.record({ ask: fc.constant('longestPhrase' as const), terms: longRun, at: fc.integer({ min: -1, max: 8 }) }),
    {
      weight: 4,
      arbitrary: fc.record({
        ask: fc.constant('search' as const),
        query: fc.tuple(passageQuery, search).map(([query, asked]) => ({ ...query, ...asked })),
      }),
    },
    { weight: 3, arbitrary: fc.record({ ask: fc.constant('similar' as const), terms: longRun, query: passageQuery }) },
    fc.record({ ask: fc.constant('phrasesByPrefix' as const), typed: beginning, limit }),
    fc.record({ ask: fc.constant('phrasesByTypo' as const), typed: slip, limit }),
  );
}

/** A little record, and questions about it. */
export interface Scenario {
  readonly documents: readonly CorpusDocument[];
  readonly questions: readonly StoreQuestion[];
}

/** Little records with questions, many of which have an answer. */
export const scenarios: fc.Arbitrary<Scenario> = records.chain((documents) =>
  fc.record({
    documents: fc.constant(documents),
    questions: fc.array(questionOn(documents), { minLength: 8, maxLength: 24 }),
  }),
);

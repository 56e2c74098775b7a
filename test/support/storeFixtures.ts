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

/** Words with forms in common with each other and with stop-words, figures, and letters that databases stumble over. */
const WORDS = [
  ...['treaty', 'treaties', 'use', 'uses', 'us', 'respect', 'respectively', 'the', 'of', 'not'],
  ...['1.5', '16', '5', 'co-operation', 'o’clock', 'Zürich', 'Договор', '𐐷𐐲', '条約', 'naïve', '100%', 'a_b', 'c\\d'],
];
const HOLDERS = ['Pakistan', 'Non-Aligned Movement', 'Norway', 'Zürich'];
const FORUMS = ['Conference on Disarmament', 'Open-ended Working Group', 'First Committee'];
const DATES = ['2019', '2019-05', '2019-05-02', '2020-01-31', '2021'];
/** In the order of UTF-16 units the last two stand the other way round. */
const ID_LETTERS = ['Z', 'a', 'é', '_', '%', '\u{ff21}', '\u{10437}'];
const LANGUAGES = ['en', 'fr'];
export const ASKERS: readonly Asker[] = [
  { delegation: 'Pakistan', groups: ['Non-Aligned Movement'], forum: 'Conference on Disarmament' },
  { delegation: 'Norway', groups: [], forum: 'OEWG' },
  { delegation: '', groups: [], forum: '' },
];

const text = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ' ', ', ', '. ', ' (', '-')), {
    minLength: 1,
    maxLength: 16,
  })
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

/** Little records: few words, so that they recur; equal dates; documents without a date. */
export const records: fc.Arbitrary<readonly CorpusDocument[]> = fc
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

const run = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
  .map((words) => termsOf(words.join(' ')));
const runs = fc.array(fc.oneof({ weight: 6, arbitrary: run }, { weight: 1, arbitrary: fc.constant([]) }), {
  maxLength: 2,
});
const longRun = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 })
  .map((words) => termsOf(words.join(' ')));
const limit = fc.constantFrom(1, 2, 3, 100);
const filter: fc.Arbitrary<DocumentFilter> = fc
  .record(
    {
      holders: fc.subarray(HOLDERS),
      from: fc.constantFrom('2019', '2019-05-01', '2020'),
      to: fc.constantFrom('2019-05', '2019-12-31', '2021'),
      forum: fc.constantFrom(...FORUMS),
      language: fc.constantFrom(...LANGUAGES),
    },
    { requiredKeys: [] },
  )
  .map((made) => made as DocumentFilter);
const passageQuery = fc.oneof(fc.record({ limit }), fc.record({ limit, filter }));

const question: fc.Arbitrary<StoreQuestion> = fc.oneof(
  fc.record({ ask: fc.constant('documents' as const), query: passageQuery }),
  fc.record({ ask: fc.constant('phrase' as const), terms: run, query: passageQuery }),
  fc.record({ ask: fc.constant('longestPhrase' as const), terms: longRun, at: fc.integer({ min: -1, max: 13 }) }),
  {
    weight: 3,
    arbitrary: fc.record({
      ask: fc.constant('search' as const),
      query: fc
        .tuple(
          passageQuery,
          fc.record({
            asker: fc.constantFrom(...ASKERS),
            words: fc.oneof(run, fc.constant([])),
            phrases: runs,
            without: runs,
          }),
        )
        .map(([first, second]) => ({ ...first, ...second })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ ask: fc.constant('similar' as const), terms: longRun, query: passageQuery }) },
  fc.record({
    ask: fc.constant('phrasesByPrefix' as const),
    typed: longRun.chain((terms) => fc.nat(12).map((letters) => terms.join(' ').slice(0, letters))),
    limit,
  }),
  // Letters beyond ASCII are letters to one database and none to another: pg_trgm goes by its locale.
  fc.record({
    ask: fc.constant('phrasesByTypo' as const),
    typed: fc
      .array(fc.constantFrom('traety', 'treatys', 'use', 'uzes', 'respet', 'teh', 'of'), { maxLength: 4 })
      .map((words) => words.join(' ')),
    limit,
  }),
);

/** Questions about `records`. */
export const questions: fc.Arbitrary<readonly StoreQuestion[]> = fc.array(question, { minLength: 8, maxLength: 20 });

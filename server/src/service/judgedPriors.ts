import type { RecordedSentence } from '../positions/register.js';
import type { Tokenizer } from '../text/tokens.js';
import type { ServiceContext } from './context.js';
import { createDerived } from './derived.js';
import { rarityOf } from './rarity.js';
import { bindingRecord } from './record.js';
import type { SentencePlace } from './statements.js';

/** Earlier sentences that a judge compares a sentence with. */
const MOST_PRIORS = 5;
/** Share of a sentence's weight, by rarity of its words, that an earlier one must hold to be shown to a judge. */
const LEAST_SHARE = 0.12;
/** Words besides stop-words that the two must share: two are often one name ("human rights"). */
const LEAST_WORDS = 3;
/** Passages whose sentences are looked at. */
const PASSAGES = 12;

/** The sentences of the record that commit somebody, by their document and passage. */
const committing = createDerived(function* (context) {
  const byDocument = new Map<number, Map<number, RecordedSentence<SentencePlace>[]>>();
  for (const sentence of bindingRecord.of(context).sentences) {
    yield;
    const { place } = sentence;
    if (!('passage' in place)) continue;
    const byPassage = byDocument.get(place.document) ?? new Map<number, RecordedSentence<SentencePlace>[]>();
    byDocument.set(place.document, byPassage);
    byPassage.set(place.passage, [...(byPassage.get(place.passage) ?? []), sentence]);
  }
  return byDocument;
});

const termsKnown = new WeakMap<object, ReadonlySet<string>>();

/** The terms of a sentence of the record: many sentences of a draft ask for them. */
function termsIn(sentence: RecordedSentence<SentencePlace>, tokenize: Tokenizer): ReadonlySet<string> {
  const terms = termsKnown.get(sentence) ?? new Set(tokenize(sentence.text).map(({ term }) => term));
  termsKnown.set(sentence, terms);
  return terms;
}

/** What `judgedPriors` has to know beforehand. */
export const JUDGED_PRIORS = [bindingRecord, committing];

/**
 * The statements of the delegation and its groups that share the rarest words with a sentence: what a judge is shown beside
 * it, though no rule reads the two as opposites.
 */
export function judgedPriors(text: string, context: ServiceContext): readonly RecordedSentence<SentencePlace>[] {
  const { index, tokenize, settings } = context;
  const record = committing.of(context);
  const terms = new Set(tokenize(text).map(({ term }) => term));
  const { delegation, groups } = settings;
  const isOurs = (document: number): boolean => {
    const holder = index.documents[document]?.metadata.holder ?? '';
    return holder === delegation || groups.includes(holder);
  };
  // Words that tell nothing stand in nearly all passages, and would take longest to look up.
  const weights = new Map(
    Array.from(terms, (term) => [term, rarityOf(term, context)] as const).filter(([, weight]) => weight > 0),
  );
  const wanted = [...weights.keys()];
  const least = LEAST_SHARE * [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const found = index
    .rank(wanted, PASSAGES, {
      documents: (document) => record.has(document) && isOurs(document),
      accepts: ({ document, passage }) => record.get(document)?.has(passage) === true,
    })
    .flatMap(({ document, passage }) => record.get(document)?.get(passage) ?? [])
    .map((sentence) => {
      const held = termsIn(sentence, tokenize);
      const shared = wanted.flatMap((term) => (held.has(term) ? (weights.get(term) ?? []) : []));
      return { sentence, words: shared.length, shared: shared.reduce((sum, weight) => sum + weight, 0) };
    });
  return found
    .filter(({ words, shared }) => words >= LEAST_WORDS && shared > least)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, MOST_PRIORS)
    .map(({ sentence }) => sentence);
}

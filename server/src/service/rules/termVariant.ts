import { passageOf } from '../../index/corpusIndex.js';
import { stemOf } from '../../positions/stems.js';
import { editDistance } from '../../text/editDistance.js';
import type { Token } from '../../text/tokens.js';
import { formatCitation } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { createDerived, type Derived } from '../derived.js';
import { bindingDocuments } from '../precedents.js';
import type { CheckedSentence, Evidence, Finding, Rule } from './rule.js';

const SHORTEST_WORD = 7;
const MOST_EDITS = 2;
/** English never forms a plural so: "technologys". */
const IMPOSSIBLE_PLURAL = /[^aeiou]ys$/;

/** Long words of the binding documents. There are hundreds of thousands: an object for the place of each would be most of it. */
interface Followers {
  /** By the stem of the word before them, each with its number among all. */
  readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** `FIELDS` numbers of each, where it stands first: document, passage, and the span of the two words. */
  readonly places: Int32Array;
}

const FIELDS = 4;

/** A misspelt word of the corpus, or a spelling that house style writes otherwise. */
export const termVariant: Rule = {
  id: 'term-variant',
  needs: () => [followers],
  check(sentence, context) {
    return sentence.tokens.flatMap((token, i) => {
      const finding =
        checkHouseStyle(token, sentence, context) ?? checkSpelling(token, sentence.tokens[i - 1], sentence, context);
      return finding === undefined ? [] : [finding];
    });
  },
};

function checkHouseStyle(token: Token, sentence: CheckedSentence, context: ServiceContext): Finding | undefined {
  const written = sentence.text.slice(token.start, token.end);
  const preferred = context.lexicon.spelling.variants.get(written.toLowerCase());
  if (preferred === undefined) return undefined;
  const newText = matchCase(preferred, written);
  return {
    rule: 'term-variant',
    span: { start: token.start, end: token.end },
    message: `The draft writes “${written}”; United Nations house style writes “${newText}”.`,
    evidence: [],
    replacements: [{ start: token.start, end: token.end, title: `Change to “${newText}”`, newText }],
  };
}

/** A word unknown to the corpus, a slip away from one that follows the same telling word there. */
function checkSpelling(
  token: Token,
  previous: Token | undefined,
  sentence: CheckedSentence,
  context: ServiceContext,
): Finding | undefined {
  const written = sentence.text.slice(token.start, token.end);
  if (token.term.length < SHORTEST_WORD || previous === undefined || /^\p{Lu}/u.test(written)) return undefined;
  if (context.index.passageFrequency(token.term) > 0 || context.lexicon.spelling.stopWords.has(previous.term))
    return undefined;
  const { words, places } = followers.of(context);
  for (const [word, number] of words.get(stemOf(previous.term)) ?? []) {
    const inflection = stemOf(word) === stemOf(token.term) && !IMPOSSIBLE_PLURAL.test(token.term);
    if (inflection || word[0] !== token.term[0]) continue;
    const most = IMPOSSIBLE_PLURAL.test(token.term) ? MOST_EDITS + 1 : MOST_EDITS;
    if (editDistance(token.term, word, most) > most) continue;
    const evidence = evidenceOf(number, places);
    const { document, passage } = passageOf(context.index, evidence);
    const quote = passage.text.slice(evidence.quote.start, evidence.quote.end);
    return {
      rule: 'term-variant',
      span: { start: token.start, end: token.end },
      message: `The draft writes “${written}”; the record writes “${quote}” (${formatCitation(document, passage)}).`,
      evidence: [evidence],
      replacements: [{ start: token.start, end: token.end, title: `Change to “${word}”`, newText: word }],
    };
  }
  return undefined;
}

function evidenceOf(number: number, places: Int32Array): Evidence {
  const [document = 0, passage = 0, start = 0, end = 0] = places.subarray(number * FIELDS, (number + 1) * FIELDS);
  return { document, passage, quote: { start, end } };
}

const followers: Derived<Followers> = createDerived(function* (context) {
  const words = new Map<string, Map<string, number>>();
  const places: number[] = [];
  for (const [document, { passages }] of bindingDocuments(context)) {
    for (const [passage, { text }] of passages.entries()) {
      yield;
      let before: Token | undefined;
      for (const token of context.tokenize(text)) {
        if (before !== undefined && token.term.length >= SHORTEST_WORD) {
          const stem = stemOf(before.term);
          const after = words.get(stem) ?? new Map<string, number>();
          words.set(stem, after);
          if (!after.has(token.term)) {
            after.set(token.term, places.length / FIELDS);
            places.push(document, passage, before.start, token.end);
          }
        }
        before = token;
      }
    }
  }
  return { words, places: Int32Array.from(places) };
});

function matchCase(word: string, like: string): string {
  if (like === like.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import type { Tokenizer } from '../../../server/src/text/tokens.js';
import { pick, type Random } from './random.js';

/** Words of a query: one, two, three in turn. */
const LONGEST = 3;

/** A stretch of running text, to be looked up: common words as often as they are in the text. */
export interface Wording {
  /** As the text has it, punctuation between the words included. */
  readonly text: string;
  readonly terms: readonly string[];
}

/** One to three words from a passage of the document, the length by `turn`; `undefined` when the passage is too short. */
export function sampleWording(
  { passages }: CorpusDocument,
  turn: number,
  tokenize: Tokenizer,
  random: Random,
): Wording | undefined {
  const { text } = pick(passages, random);
  const tokens = tokenize(text);
  const words = 1 + (turn % LONGEST);
  const from = Math.floor(random() * (tokens.length - words + 1));
  const chosen = tokens.slice(from, from + words);
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (first === undefined || last === undefined || chosen.length < words) return undefined;
  return { text: text.slice(first.start, last.end), terms: chosen.map(({ term }) => term) };
}

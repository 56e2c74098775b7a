import { splitSentences } from './sentences.js';
import type { Tokenizer } from './tokens.js';

/** Words, marks and ends of all kinds; engines compile a pattern apart for texts of eight bits and of sixteen. */
const SAMPLES = [
  'Mr. A. B. Smith met the naïve délégation’s envoys on p. 5 of No. 3: (a) in New York. It was 5 p.m. 12 States spoke. “Indeed, Gen. Sen ... did not.”',
  "Mr. A. B. Smith met the naïve délégation's envoys on p. 5 of No. 3: (a) in New York. It was 5 p.m. 12 States spoke. (See it.) [It is so.] We agree.",
];
/** A pattern is compiled for good when it is used again. */
const TIMES = 2;

/**
 * Reads a few words as every text is read, so that the patterns by which that is done are compiled before somebody waits:
 * compiling them is a third of a first hover.
 */
export function warmUp(tokenize: Tokenizer): void {
  for (let i = 0; i < TIMES; i++) {
    for (const sample of SAMPLES) {
      tokenize(sample);
      tokenize.spansOf(sample).at(sample.length);
      splitSentences(sample);
    }
  }
}

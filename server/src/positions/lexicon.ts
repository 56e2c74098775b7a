import type { Spelling } from '../text/spelling.js';

/** All word knowledge, read from `corpus/lexicon/*.yaml`. Immutable. */
export interface Lexicon {
  readonly spelling: Spelling;
}

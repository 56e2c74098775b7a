import { splitSentences } from '../text/sentences.js';
import type { Span } from '../text/span.js';
import type { Passage } from './corpusDocument.js';

/** A passage whose sentences are found when they are first asked for: most passages of a large corpus are never shown. */
export function createPassage(fields: Omit<Passage, 'sentences'>): Passage {
  let sentences: readonly Span[] | undefined;
  return {
    ...fields,
    get sentences() {
      sentences ??= splitSentences(fields.text);
      return sentences;
    },
  };
}

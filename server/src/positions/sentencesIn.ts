import type { Span } from '../text/span.js';
import { contextsOf, createLeadIns, type SentenceContext } from './leadIns.js';

/** What of a passage tells how its sentences are to be read; see `Passage`. */
export interface ReadablePassage {
  readonly text: string;
  readonly sentences: readonly Span[];
  readonly marker?: string;
  readonly depth?: number;
}

/** A sentence of a document, with what must be known besides to read it. */
export interface SentenceInPlace {
  /** Place of its passage in the document, from 0. */
  readonly passage: number;
  /** UTF-16 offsets into the passage's text. */
  readonly sentence: Span;
  readonly text: string;
  readonly context: SentenceContext;
}

/** The sentences of a document's passages as they are written, in order. */
export function* sentencesIn(passages: readonly ReadablePassage[]): Generator<SentenceInPlace> {
  const leadIns = createLeadIns();
  for (const [passage, { text, sentences, marker, depth = 0 }] of passages.entries()) {
    const writings = sentences.map(({ start, end }) => text.slice(start, end));
    const contexts = contextsOf(writings, leadIns.next({ text, marker, depth }));
    for (const [n, sentence] of sentences.entries()) {
      yield { passage, sentence, text: writings[n] ?? '', context: contexts[n] ?? {} };
    }
  }
}

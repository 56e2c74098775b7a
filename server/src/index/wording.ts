import type { Span } from '../text/span.js';

/** The wording of so many words at a place of the stream, as its document writes it, on one line. */
export type WordingReader = (place: number, words: number) => string;

const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
];

/** The text under `span` on one line; a bracket or quotation it opens right at its end is closed with it. */
export function readWording(text: string, span: Span): string {
  let end = span.end;
  for (const [open, close] of PAIRS) {
    const inside = text.slice(span.start, end);
    if (inside.split(open).length > inside.split(close).length && text.charAt(end) === close) end++;
  }
  return text.slice(span.start, end).replace(/\s+/g, ' ');
}

import type { Span } from './span.js';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
/** UTF-16 units. */
const PIECE = 2000;
const ABBREVIATION =
  /(?:^|[\s([“"])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Amb|St|H\.E|No|Nos|para|paras|art|arts|sect|chap|res|Res|p|pp|vol|fig|add|Add|rev|Rev|corr|Corr|ibid|e\.g|i\.e|viz|cf|vs|etc|approx|incl|op\. cit|et al|[A-Z])\.["”)]?\s*$/u;
const ENUMERATOR = /^\s*(?:\(?[a-z][.)]|\(?[ivxlc]+[.)]|\(?\d{1,3}[.)])\s*$/iu;
const CONTINUES = /^\s*(?:[\p{Ll}\d(,;:]|[-–—])/u;

/**
 * The sentences of one block of prose, in order, white space at the edges left out. Line breaks inside the block
 * count as spaces. Intl.Segmenter cuts; cuts after abbreviations, initials and enumerators, and before
 * a lower-case continuation, are undone.
 */
export function splitSentences(text: string): Span[] {
  const flat = text.replace(/[\r\n\t]/g, ' ');
  const sentences: Span[] = [];
  let open: number | undefined;
  const segments = segment(flat);
  segments.forEach((segment, i) => {
    const start = open ?? segment.index;
    const end = segment.index + segment.segment.length;
    const next = segments[i + 1];
    if (next !== undefined && isFalseEnd(flat.slice(start, end), next.segment)) {
      open = start;
      return;
    }
    open = undefined;
    const trimmed = trimSpan(flat, { start, end });
    if (trimmed.end > trimmed.start) sentences.push(trimmed);
  });
  return sentences;
}

// The segmenter's cost grows with the square of its input, so long text goes to it in pieces that end with a sentence.
function segment(text: string): { readonly index: number; readonly segment: string }[] {
  const segments: { readonly index: number; readonly segment: string }[] = [];
  const sentenceEnd = /[.?!]["”’)]*\s+/g;
  for (let start = 0; start < text.length; ) {
    sentenceEnd.lastIndex = start + PIECE;
    const end = sentenceEnd.test(text) ? sentenceEnd.lastIndex : text.length;
    for (const { index, segment } of SEGMENTER.segment(text.slice(start, end))) {
      segments.push({ index: start + index, segment });
    }
    start = end;
  }
  return segments;
}

function isFalseEnd(before: string, after: string): boolean {
  // Only the end decides; a long run of rejoined pieces must not be searched from its start each time.
  const end = before.slice(-40);
  if (ABBREVIATION.test(end) || (before.length <= 40 && ENUMERATOR.test(end))) return true;
  return CONTINUES.test(after) && !/[?!]\s*$/u.test(end);
}

/** `span` without white space at its edges. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  return { start, end };
}

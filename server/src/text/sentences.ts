import type { Span } from './span.js';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
const ABBREVIATION =
  /(?:^|[\s([“"])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Amb|St|H\.E|No|Nos|para|paras|art|arts|sect|chap|res|Res|p|pp|vol|fig|add|Add|rev|Rev|corr|Corr|ibid|e\.g|i\.e|viz|cf|vs|etc|approx|incl|op\. cit|et al|[A-Z])\.["”)]?\s*$/u;
const ENUMERATOR = /^\s*(?:\(?[a-z]{1,4}[.)]|\(?[ivxlc]+[.)]|\(?\d{1,3}[.)])\s*$/iu;
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
  const segments = [...SEGMENTER.segment(flat)];
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

function isFalseEnd(before: string, after: string): boolean {
  if (ABBREVIATION.test(before) || ENUMERATOR.test(before)) return true;
  return CONTINUES.test(after) && !/[?!]["”’)]*\s*$/u.test(before);
}

/** `span` without white space at its edges. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  return { start, end };
}

import type { CitationStyle } from '../api/settings.js';
import { NOTE_OPENING } from '../text/footnotes.js';
import type { Span } from '../text/span.js';
import { escapeMarkdown } from './markdown.js';

/** What is put into a draft. */
export interface CitedWords {
  /** Words in quotation marks; absent for the citation alone. */
  readonly quoted?: string;
  readonly citation: string;
  /** Address or path of the document, as a Markdown link has it. */
  readonly target: string;
}

/** Text to put in place of a stretch of a draft. UTF-16 offsets, end exclusive. */
export interface Insertion extends Span {
  readonly newText: string;
}

const OPENS = /[\s([{“‘"'–—-]$/u;

/**
 * The changes that put a citation, with the words quoted before it, in place of each of the spans, in their order; of a
 * footnote the last change is its definition at the end of the text. The footnote's number is one that the text does not
 * use. Nothing else of the text changes.
 */
export function insertCited(
  text: string,
  places: readonly Span[],
  cited: CitedWords,
  style: CitationStyle,
): readonly Insertion[] {
  const number = style === 'footnote' ? freeNumber(text) : undefined;
  const written = write(cited, style, number);
  const insertions = [...places]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => {
      const isMark = written.startsWith('[^');
      const before = start === 0 || isMark || OPENS.test(text.slice(0, start)) ? '' : ' ';
      const after = /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2)) ? ' ' : '';
      return { start, end, newText: `${before}${written}${after}` };
    });
  return number === undefined ? insertions : [...insertions, definition(text, insertions, number, cited.citation)];
}

function write({ quoted, citation, target }: CitedWords, style: CitationStyle, number: number | undefined): string {
  if (number !== undefined) return `${quoted ?? ''}[^${number}]`;
  const shown = style === 'link' ? `[${escapeMarkdown(citation)}](${target})` : citation;
  return quoted === undefined ? `(${shown})` : `${quoted} (${shown})`;
}

/** The number after the highest one that marks a footnote anywhere in the text. */
function freeNumber(text: string): number {
  let number = 1;
  for (const [, used] of text.matchAll(/\[\^(\d{1,9})\]/g)) number = Math.max(number, Number(used) + 1);
  while (text.includes(`[^${number}]`)) number++;
  return number;
}

/** The footnote at the end of the text, a paragraph of its own that follows footnotes without a blank line. */
function definition(text: string, inserted: readonly Insertion[], number: number, citation: string): Insertion {
  const lastEnd = Math.max(0, ...inserted.map(({ end }) => end));
  const tail = text.slice(Math.max(lastEnd, text.trimEnd().length));
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lastLine =
    text
      .trimEnd()
      .split(/\r\n|\n|\r/)
      .at(-1) ?? '';
  const wanted = NOTE_OPENING.test(lastLine) ? 1 : 2;
  const there = tail.endsWith('\n') ? tail.split('\n').length - 1 : 0;
  const breaks = lineBreak.repeat(Math.max(0, wanted - there));
  const line = citation.replace(/\s+/g, ' ').trim();
  return { start: text.length, end: text.length, newText: `${breaks}[^${number}]: ${line}.${lineBreak}` };
}

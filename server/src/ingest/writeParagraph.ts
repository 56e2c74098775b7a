import { escapeProse } from './inline.js';

const MARK = /\uFDD0([^\uFDD0\uFDD1]*)\uFDD1/u;

/** In written text: the mark of a footnote, or a UTF-16 unit (the group) with the backslash that escapes it. */
export const MARK_OR_UNIT = /\[\^[^\]]*\]|\\?([\s\S])/g;

/** What would open a heading, a quotation, code, a comment or front matter. Enumerators and bullets stay what they are. */
const OPENS_MARKUP = /^(?:#{1,6}(?:\s|$)|>|```|~~~|<!--|-{3,}|\.{3})/;

/** A footnote's label as it can be written in a mark: without white space and brackets. */
export function noteLabel(mark: string): string {
  return mark.replace(/[\s[\]^]/gu, '').slice(0, 20) || '*';
}

/** The mark of a footnote, to be put into text that `writeParagraph` writes. */
export function footnoteMark(label: string): string {
  return `\uFDD0${label}\uFDD1`;
}

/** The text with the marks of these footnotes alone. */
export function keepMarks(text: string, labels: ReadonlySet<string>): string {
  return text.replace(new RegExp(MARK, 'gu'), (mark: string, label: string) => (labels.has(label) ? mark : ''));
}

/** The text with a space for each UTF-16 unit of such marks. */
export function blankMarks(text: string): string {
  return text.replace(new RegExp(MARK, 'gu'), (mark) => ' '.repeat(mark.length));
}

/** A footnote as a paragraph of the reader's text. */
export function writeFootnote(label: string, text: string): string {
  return `[^${label}]: ${writeProse(text)}`;
}

function writeProse(text: string): string {
  const parts = text.replace(/\s+/gu, ' ').trim().split(MARK);
  return parts.map((part, n) => (n % 2 === 0 ? escapeProse(part) : `[^${part}]`)).join('');
}

/** A paragraph of another format as the Markdown-like text of a reader: its words, none of them taken for markup. */
export function writeParagraph(text: string): string {
  return text
    .split('\n')
    .map((line) => writeProse(line).replace(OPENS_MARKUP, '\\$&'))
    .filter((line) => line !== '')
    .join('\n');
}

/** The words of a stretch of such text on one line, as they were before they were written. */
export function wordsOfWritten(text: string): string {
  return text
    .replace(MARK_OR_UNIT, (_, unit = '') => unit)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** A heading of that level, 1 outermost; the six levels of Markdown are the deepest. */
export function writeHeading(level: number, text: string): string {
  return `${'#'.repeat(Math.min(Math.max(level, 1), 6))} ${writeProse(text)}`;
}

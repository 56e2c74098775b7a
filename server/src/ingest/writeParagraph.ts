import { escapeProse } from './inline.js';

/** What would open a heading, a quotation, code, a comment or front matter. Enumerators and bullets stay what they are. */
const OPENS_MARKUP = /^(?:#{1,6}(?:\s|$)|>|```|~~~|<!--|-{3,}|\.{3})/;

/** A paragraph of another format as the Markdown-like text of a reader: its words, none of them taken for markup. */
export function writeParagraph(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeProse(line.replace(/\s+/gu, ' ').trim()).replace(OPENS_MARKUP, '\\$&'))
    .filter((line) => line !== '')
    .join('\n');
}

/** A heading of that level, 1 outermost; the six levels of Markdown are the deepest. */
export function writeHeading(level: number, text: string): string {
  return `${'#'.repeat(Math.min(Math.max(level, 1), 6))} ${escapeProse(text.replace(/\s+/gu, ' ').trim())}`;
}

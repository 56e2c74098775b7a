import { parseBlocks } from '../text/blocks.js';
import { NO_LABELS, type NoteLabels, type NoteMark, takeMarks, writeMarks } from './noteMarks.js';

// Each pair either skips a backslash escape or takes the innermost emphasis; the content cannot hold the mark itself.
const STARS = /\\[\s\S]|(\*{1,3})(?![\s*])((?:\\[\s\S]|[^\\*])+?)(?<![\s*])\1(?!\*)/g;
const UNDERSCORES =
  /\\[\s\S]|(?<![\p{L}\p{N}_])(_{1,3})(?![\s_])((?:\\[\s\S]|[^\\_])+?)(?<![\s_])\1(?![\p{L}\p{N}_])/gu;
const MAX_NESTING = 4;
const ESCAPE = /\\([!-/:-@[-`{-~•])/g;
/** What `markedProse` changes: marks, escapes and spaces that are more than one, or another one. */
const TO_CHANGE = /[\\*_]|[^\S ]|  /;
const LONE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** The prose of a piece of Markdown: emphasis marks, backslash escapes and hidden marks of footnotes gone, white space runs turned into one space. */
export function plainProse(markdown: string): string {
  return markedProse(markdown, NO_LABELS).prose;
}

/** As `plainProse`, with the hidden marks of these footnotes and their places in the prose. */
export function markedProse(
  markdown: string,
  labels: NoteLabels,
): { readonly prose: string; readonly marks: readonly NoteMark[] } {
  // Most lines have nothing of it, and there are very many lines.
  if (!TO_CHANGE.test(markdown)) return takeMarks(markdown.trim(), labels);
  const plain = stripEmphasis(stripEmphasis(markdown, STARS), UNDERSCORES).replace(ESCAPE, '$1');
  return takeMarks(plain.replace(/\s+/gu, ' ').trim(), labels);
}

function stripEmphasis(text: string, pattern: RegExp): string {
  let current = text;
  for (let depth = 0; depth < MAX_NESTING; depth++) {
    const next = current.replace(pattern, (whole: string, mark?: string, content?: string) =>
      mark === undefined ? whole : (content ?? ''),
    );
    if (next === current) break;
    current = next;
  }
  return current;
}

/** Markdown that `markedProse` turns back into exactly `prose` and `marks`, wherever in a line it stands. */
export function escapeProse(prose: string, marks: readonly NoteMark[] = []): string {
  return writeMarks(prose, marks, (stretch) =>
    stretch.replaceAll('\\', '\\\\').replaceAll('*', '\\*').replaceAll('[^', '\\[^').replace(LONE_UNDERSCORE, '\\_'),
  );
}

/** Like `escapeProse`, for prose that opens a line: it is not taken for a heading, a numbered paragraph or the like. */
export function escapeLine(prose: string, marks: readonly NoteMark[] = []): string {
  const escaped = escapeProse(prose, marks);
  const [block] = parseBlocks(escaped, 'always');
  if (block?.kind === 'paragraph' && block.textStart === 0) return escaped;
  return /^[\p{L}\p{N}]/u.test(escaped) ? escaped.replace(/[.)]/, '\\$&') : `\\${escaped}`;
}

import { parseBlocks } from '../text/blocks.js';

// Each pair either skips a backslash escape or takes the innermost emphasis; the content cannot hold the mark itself.
const STARS = /\\[\s\S]|(\*{1,3})(?![\s*])((?:\\[\s\S]|[^\\*])+?)(?<![\s*])\1(?!\*)/g;
const UNDERSCORES =
  /\\[\s\S]|(?<![\p{L}\p{N}_])(_{1,3})(?![\s_])((?:\\[\s\S]|[^\\_])+?)(?<![\s_])\1(?![\p{L}\p{N}_])/gu;
const MAX_NESTING = 4;
const ESCAPE = /\\([!-/:-@[-`{-~•])/g;
const LONE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** A reference to a footnote, with the white space before it: "[^3]". */
const NOTE_REFERENCE = /\s*(?<!\\)\[\^([\p{L}\p{N}*†‡§_-]{1,20})\](?!:)/gu;

/** The prose of a piece of Markdown: emphasis marks, references to footnotes and backslash escapes gone, white space runs turned into one space. */
export function plainProse(markdown: string): string {
  // Most lines have neither marks nor odd spaces, and there are very many lines.
  const text = markdown.includes('[^') ? markdown.replace(NOTE_REFERENCE, '') : markdown;
  const plain = /[\\*_]/.test(text)
    ? stripEmphasis(stripEmphasis(text, STARS), UNDERSCORES).replace(ESCAPE, '$1')
    : text;
  return (/\s\s|[^\S ]/.test(plain) ? plain.replace(/\s+/gu, ' ') : plain).trim();
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

/** Markdown that `plainProse` turns back into exactly `prose`, wherever in a line it stands. */
export function escapeProse(prose: string): string {
  return prose.replaceAll('\\', '\\\\').replaceAll('*', '\\*').replaceAll('[^', '\\[^').replace(LONE_UNDERSCORE, '\\_');
}

/** Like `escapeProse`, for prose that opens a line: it is not taken for a heading, a numbered paragraph or the like. */
export function escapeLine(prose: string): string {
  const escaped = escapeProse(prose);
  const [block] = parseBlocks(escaped);
  if (block?.kind === 'paragraph' && block.textStart === 0) return escaped;
  return /^[\p{L}\p{N}]/u.test(escaped) ? escaped.replace(/[.)]/, '\\$&') : `\\${escaped}`;
}

/** The labels of the footnotes that a piece of Markdown refers to, in order, each once. */
export function noteReferences(markdown: string): readonly string[] {
  if (!markdown.includes('[^')) return [];
  return [...new Set(Array.from(markdown.matchAll(NOTE_REFERENCE), (match) => match[1] ?? ''))];
}

/** Length of the piece of Markdown without the references at its end. */
export function lengthWithoutReferences(markdown: string): number {
  let length = markdown.length;
  for (const match of Array.from(markdown.matchAll(NOTE_REFERENCE)).reverse()) {
    if (match.index + match[0].length !== length) break;
    length = match.index;
  }
  return length;
}

/** References to footnotes as Markdown, to stand after a paragraph. */
export function writeReferences(labels: readonly string[]): string {
  return labels.map((label) => ` [^${label}]`).join('');
}

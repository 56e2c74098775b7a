import { withoutDirections } from '../api/directions.js';

/** What a client can show in a hover or beside a suggestion. */
export type TextFormat = 'markdown' | 'plaintext';

/** Writes text that nobody has to trust: whatever is given is shown as it stands, on one line that runs in its own direction. */
export interface Markup {
  text(text: string): string;
  bold(text: string): string;
  /** A quoted paragraph; its content is made of the other methods' results. */
  quote(content: string): string;
  /** Between two paragraphs. */
  readonly paragraphBreak: string;
  /** Between two lines of one paragraph. */
  readonly lineBreak: string;
  /** A paragraph that parts what has nothing to do with each other. */
  readonly rule: string;
}

const MARKDOWN: Markup = {
  text: escapeMarkdown,
  bold: (text) => `**${escapeMarkdown(text)}**`,
  quote: (content) => `> ${content}`,
  paragraphBreak: '\n\n',
  lineBreak: '  \n',
  rule: '---',
};

const PLAIN: Markup = {
  text: onOneLine,
  bold: (text) => `«${onOneLine(text)}»`,
  quote: (content) => `“${content}”`,
  paragraphBreak: '\n\n',
  lineBreak: '\n',
  rule: '———',
};

/** The writer for a format. */
export function markupFor(format: TextFormat): Markup {
  return format === 'markdown' ? MARKDOWN : PLAIN;
}

/**
 * `text` as Markdown that shows exactly these characters on one line: no emphasis, link, image, code, table, heading,
 * list, HTML or address comes of it (CommonMark 0.31 and GitHub's extensions).
 */
export function escapeMarkdown(text: string): string {
  return onOneLine(text)
    .replace(/[\\`*_{}[\]|~$@^]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/^[-+=#]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

function onOneLine(text: string): string {
  // French sets a narrow no-break space before a colon: it ends no line and stays.
  return withoutDirections(text.replace(/(?:[^\S\u202f]|\p{Cc})+/gu, ' ')).trim();
}

import { withoutNoteMarks } from '../../text/footnotes.js';
import { headingLevel } from '../headings.js';
import type { Footnote } from './footnotes.js';
import { joinAll, readSpellings, type Spellings } from './hyphens.js';
import { isEnumerated } from './paragraphMarks.js';
import { groupLines, type LineGroup, textOf } from './paragraphs.js';
import type { PageLines, TextLine } from './textLines.js';

/** A document's text with the page on which each of its lines starts. */
export interface ComposedText {
  readonly text: string;
  /** One-based, one for each line of `text`. */
  readonly pages: readonly number[];
}

interface Block {
  readonly text: string;
  readonly page: number;
  readonly group: LineGroup;
}

const LONGEST_HEADING = 220;
const ENDS_LIKE_PROSE = /[.,;]["”’)]*$/;
const STARTS_LIKE_HEADING = /^["“‘'([]?[\p{Lu}\p{N}]/u;
/** Type this much larger than the body's is a heading's. */
const LARGE = 1.12;
/** Words; what opens with fewer can be a title. */
const SHORTEST_SENTENCE = 8;

/**
 * Writes the document's paragraphs one a line with blank lines between them: headings known by their type with `#`
 * signs, the footnotes as "[^3]: ..." at the end. The title block stays plain lines.
 */
export function composeText(pages: readonly PageLines[]): ComposedText {
  const lines = pages.flatMap((page) => page.lines);
  const footnotes = continued(pages.map((page) => page.footnotes));
  const spellings = readSpellings([...lines.map((line) => line.text), ...footnotes.flatMap((note) => note.lines)]);
  const blocks = groupLines(lines).map((group): Block => {
    return { text: textOf(group, spellings), page: group.lines[0]?.page ?? 1, group };
  });
  const levels = headingLevels(blocks);
  const written = writer();
  blocks.forEach((block, n) => {
    const level = levels[n] ?? 0;
    written.add(level > 0 ? `${'#'.repeat(level)} ${block.text}` : block.text, block.page);
  });
  // Among the paragraphs they would stand between the halves of one, so they stand at the end, each with its own page.
  for (const note of footnotes) written.add(footnoteText(note, spellings), note.page);
  return written.result();
}

function writer(): {
  add(text: string, page: number): void;
  result(): ComposedText;
} {
  const lines: string[] = [];
  const pages: number[] = [];
  return {
    add(text, page) {
      if (text === '') return;
      if (lines.length > 0) {
        lines.push('');
        pages.push(pages.at(-1) ?? page);
      }
      lines.push(text);
      pages.push(page);
    },
    result: () => ({ text: lines.join('\n'), pages }),
  };
}

function footnoteText({ label, lines }: Footnote, spellings: Spellings): string {
  return `[^${label === '' ? '*' : label}]: ${joinAll(lines, spellings)}`;
}

/** A footnote that runs over to the next page, made one again. */
function continued(pages: readonly (readonly Footnote[])[]): Footnote[] {
  const whole: Footnote[] = [];
  for (const note of pages.flat()) {
    const last = whole.at(-1);
    if (note.label === '' && last !== undefined)
      whole[whole.length - 1] = { ...last, lines: [...last.lines, ...note.lines] };
    else whole.push(note);
  }
  return whole;
}

/** Level of each block's heading, 0 for text. The larger its type the higher it stands; before the text begins, only what numbers itself is one. */
function headingLevels(blocks: readonly Block[]): number[] {
  const body = usualSize(blocks);
  const first = blocks.findIndex(({ text, group }) => !isHeadingType(text, group, body) && isProse(text));
  const styles = blocks.map(({ text, group }, n) => {
    if (!isHeadingType(text, group, body)) return undefined;
    return n > first || headingLevel(text) !== undefined ? styleOf(group) : undefined;
  });
  const order = [...new Set(styles.filter((style) => style !== undefined))].sort((a, b) => b - a);
  return styles.map((style) => (style === undefined ? 0 : Math.min(6, order.indexOf(style) + 1)));
}

function isProse(marked: string): boolean {
  const text = withoutNoteMarks(marked);
  return isEnumerated(text) || (/[.,:;]["”’)]*$/.test(text) && text.split(' ').length >= SHORTEST_SENTENCE);
}

function isHeadingType(marked: string, group: LineGroup, body: number): boolean {
  const text = withoutNoteMarks(marked);
  if (text.length > LONGEST_HEADING || group.lines.length > 4) return false;
  if (ENDS_LIKE_PROSE.test(text) || !STARTS_LIKE_HEADING.test(text) || text.includes(' | ')) return false;
  const size = sizeOf(group);
  return size >= body * LARGE || (size > body * 0.95 && group.lines.every((line) => line.face !== undefined));
}

/** Size of type in half points: what is set apart by its face alone stands below all larger type. */
function styleOf(group: LineGroup): number {
  return Math.round(sizeOf(group) * 2);
}

function sizeOf(group: LineGroup): number {
  return Math.max(...group.lines.map((line) => line.size));
}

function usualSize(blocks: readonly Block[]): number {
  const amounts = new Map<number, number>();
  for (const line of blocks.flatMap((block): readonly TextLine[] => block.group.lines)) {
    amounts.set(line.size, (amounts.get(line.size) ?? 0) + line.text.length);
  }
  return [...amounts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

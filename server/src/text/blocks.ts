import { NOTE_OPENING } from './footnotes.js';
import { type SequenceMark, sequenceMarks, type SequenceRule } from './sequences.js';
import type { Span } from './span.js';

/** What a block of lines is to a reader. Only `heading` and `paragraph` hold the writer's own prose. */
export type BlockKind = 'front-matter' | 'heading' | 'paragraph' | 'quotation' | 'code' | 'comment' | 'rule';

/** Consecutive lines that belong together. The span covers whole lines; the last line break is left out. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** Where the prose starts, after "12. ", "- a) " or "## ". UTF-16 offset. */
  readonly textStart: number;
  /** Heading level 1-6, or nesting depth of a paragraph from its indentation (0 at the margin). */
  readonly level: number;
  /** The enumerator as written, without punctuation ("12", "a", "iv", "2.1", "B"); `undefined` for a plain paragraph or a bullet. */
  readonly marker?: string;
  /** The label of the footnote that the paragraph is ("3" for "[^3]: ..."); absent for the document's own text. */
  readonly note?: string;
}

interface Line extends Span {
  readonly text: string;
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+/;
const FENCE = /^ {0,3}(```|~~~)/;
const RULE = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}>/;
const ITEM =
  /^([ \t]*)(?:[-*+•][ \t]+)?(?:\((\d{1,3}|[a-z]|[ivxlc]{1,5})\)|(\d{1,3}|[a-z]|[ivxlc]{1,5})[.)])[ \t]+(?=\S)/;
const BULLET = /^([ \t]*)[-*+•][ \t]+(?=\S)/;

/**
 * The blocks of a Markdown or plain-text document, in order; blank lines separate them. Linear, never throws.
 * A numbered or bulleted line opens a block of its own; following lines without a marker belong to it. `rule`: when
 * "1.1", "A." and the like number a line.
 */
export function parseBlocks(text: string, rule: SequenceRule = 'in sequence'): Block[] {
  const lines = splitLines(text);
  const marks = sequenceMarks(
    lines.map((line) => line.text),
    rule,
  );
  const blocks: Block[] = [];
  let i = 0;
  const take = (kind: BlockKind, from: number, to: number): void => {
    const first = lines[from];
    const last = lines[to];
    if (first && last) blocks.push({ kind, start: first.start, end: last.end, textStart: first.start, level: 0 });
  };
  if (lines[0]?.text.trimEnd() === '---') {
    const close = lines.findIndex((line, n) => n > 0 && /^(?:---|\.\.\.)\s*$/.test(line.text));
    if (close > 0) {
      take('front-matter', 0, close);
      i = close + 1;
    }
  }
  while (i < lines.length) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.text.trim() === '') {
      i++;
      continue;
    }
    const fence = FENCE.exec(line.text)?.[1];
    if (fence !== undefined) {
      let close = i + 1;
      while (close < lines.length && !lines[close]?.text.trimStart().startsWith(fence)) close++;
      const last = Math.min(close, lines.length - 1);
      take('code', i, last);
      i = last + 1;
      continue;
    }
    if (line.text.trimStart().startsWith('<!--')) {
      let close = i;
      while (close < lines.length - 1 && !lines[close]?.text.includes('-->')) close++;
      take('comment', i, close);
      i = close + 1;
      continue;
    }
    const heading = HEADING.exec(line.text);
    if (heading) {
      const level = heading[1]?.length ?? 1;
      blocks.push({
        kind: 'heading',
        start: line.start,
        end: line.end,
        textStart: line.start + heading[0].length,
        level,
      });
      i++;
      continue;
    }
    if (RULE.test(line.text)) {
      take('rule', i, i);
      i++;
      continue;
    }
    const quoted = QUOTE.test(line.text);
    let last = i;
    while (last + 1 < lines.length) {
      const next = lines[last + 1]?.text ?? '';
      if (
        next.trim() === '' ||
        HEADING.test(next) ||
        FENCE.test(next) ||
        RULE.test(next) ||
        next.trimStart().startsWith('<!--')
      )
        break;
      if (!quoted && (marks.has(last + 1) || opensBlock(next))) break;
      last++;
    }
    blocks.push(quoted ? quotation(lines, i, last) : paragraph(lines, i, last, marks.get(i)));
    i = last + 1;
  }
  return blocks;
}

function opensBlock(line: string): boolean {
  return ITEM.test(line) || BULLET.test(line) || QUOTE.test(line) || NOTE_OPENING.test(line);
}

function quotation(lines: readonly Line[], from: number, to: number): Block {
  const start = lines[from]?.start ?? 0;
  return { kind: 'quotation', start, end: lines[to]?.end ?? start, textStart: start, level: 0 };
}

function paragraph(lines: readonly Line[], from: number, to: number, mark: SequenceMark | undefined): Block {
  const first = lines[from];
  const start = first?.start ?? 0;
  const end = lines[to]?.end ?? start;
  const note = NOTE_OPENING.exec(first?.text ?? '');
  if (note?.[1] !== undefined) {
    return { kind: 'paragraph', start, end, textStart: start + note[0].length, level: 0, note: note[1] };
  }
  const item = ITEM.exec(first?.text ?? '');
  const opening = item ?? BULLET.exec(first?.text ?? '');
  const indent = (
    opening?.[1] ?? (mark === undefined ? '' : (/^[ \t]*/.exec(first?.text ?? '')?.[0] ?? ''))
  ).replaceAll('\t', '    ').length;
  const textStart = start + (mark?.length ?? opening?.[0].length ?? 0);
  const marker = mark?.marker ?? item?.[2] ?? item?.[3];
  return {
    kind: 'paragraph',
    start,
    end,
    textStart,
    level: Math.floor(indent / 2),
    ...(marker === undefined ? {} : { marker }),
  };
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: match.index, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  if (start <= text.length) lines.push({ start, end: text.length, text: text.slice(start) });
  return lines;
}

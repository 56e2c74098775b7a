import type { Position, Range } from 'vscode-languageserver/node';
import { pick, type Random } from '../bench/scale/random.js';

/** A change of a text: what stands from `start` to `end` (UTF-16 offsets) gives way to `text`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** LSP's form of a change: without a range, all of the text is meant. */
export interface ContentChange {
  readonly range?: Range;
  readonly text: string;
}

/** How many times its length a draft grows, or shrinks, before it is begun anew. */
const MOST_GROWTH = 2.5;
const LINE_END = /\r\n|\n|\r/g;
const LETTERS = [
  'a',
  'Z',
  '7',
  ' ',
  '.',
  ',',
  ';',
  ':',
  '(',
  ')',
  '"',
  '“',
  '’',
  '-',
  '–',
  '\t',
  '\u00a0',
  'é',
  'e\u0301',
];
const MARKS = [
  '[',
  ']',
  '[[',
  ']]',
  '[^1]',
  '[^1]: ',
  '<!--',
  '-->',
  '```\n',
  '> ',
  '# ',
  '## ',
  '1. ',
  '(a) ',
  '- ',
  '|',
  '---\n',
];
/** Whole characters, and halves of one. */
const ASTRAL = ['😀', '𝒜', '\ud83d', '\ude00', '👩‍👩‍👧'];
const FRONT_MATTER = [
  '---\nforum: First Committee\n---\n',
  '---\ntitle: [\n---\n',
  '---\n',
  '---\r\nforum: OEWG\r\n---\r\n',
];
const LINE_ENDS = ['\n', '\r\n', '\r', '\n\n', '\r\n\r\n', '\n\r'];

/** The text after the change. */
function applyEdit(text: string, { start, end, text: inserted }: Edit): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/** The change as a client sends it, whose positions are in `text`, the text before. */
function toContentChange(text: string, { start, end, text: inserted }: Edit): ContentChange {
  return { range: { start: positionAt(text, start), end: positionAt(text, end) }, text: inserted };
}

/** Line and character as LSP counts them, by a way of its own: the text is gone through from its start. */
export function positionAt(text: string, offset: number): Position {
  let line = 0;
  let lineStart = 0;
  for (const { index, 0: mark } of text.matchAll(LINE_END)) {
    if (index + mark.length > offset) break;
    line++;
    lineStart = index + mark.length;
  }
  return { line, character: offset - lineStart };
}

/** What turns one text into the other, as an undo does it. */
function editBetween(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let [end, afterEnd] = [before.length, after.length];
  while (end > start && afterEnd > start && before[end - 1] === after[afterEnd - 1]) {
    end--;
    afterEnd--;
  }
  return withinLines(before, { start, end, text: after.slice(start, afterEnd) }, after);
}

/** A change such as drafters, and scripts of theirs, make. `sentences`: what they may write. */
function randomEdit(text: string, sentences: readonly string[], random: Random): Edit {
  const at = place(text, random);
  const insert = (inserted: string): Edit => ({ start: at, end: at, text: inserted });
  const drawn = random();
  if (drawn < 0.12) return insert(pick(LETTERS, random));
  if (drawn < 0.2) return { ...spanOf(text, at, at + 1 + Math.floor(random() * 3)), text: '' };
  if (drawn < 0.26) return { ...spanOf(text, at, at + 1), text: pick([...LETTERS, ...ASTRAL], random) };
  if (drawn < 0.38)
    return { ...wordAt(text, at), text: random() < 0.4 ? '' : pick(wordsOf(pick(sentences, random)), random) };
  if (drawn < 0.48)
    return {
      ...wordAt(text, at),
      text: pick(['not ', 'should ', 'must ', 'may ', 'no ', 'binding ', 'voluntary '], random),
    };
  if (drawn < 0.56) return insert(pick(MARKS, random));
  if (drawn < 0.6) return insert(pick(ASTRAL, random));
  if (drawn < 0.7) return insert(pick(LINE_ENDS, random));
  if (drawn < 0.74)
    return { ...spanOf(text, ...frontMatterOf(text)), text: random() < 0.5 ? '' : pick(FRONT_MATTER, random) };
  if (drawn < 0.84) return { ...lineAt(text, at), text: random() < 0.4 ? '' : pick(sentences, random) };
  if (drawn < 0.92) return insert(`\n\n${pick(sentences, random)} ${pick(sentences, random)}\n\n`);
  if (drawn < 0.96) {
    const other = spanOf(text, at, place(text, random));
    const part = text.slice(other.start, other.end);
    return { ...other, text: part.replace(LINE_END, pick(LINE_ENDS, random)) };
  }
  return { ...spanOf(text, at, at + Math.floor(random() * 600)), text: '' };
}

/** No position stands between the two characters of a line's end, but any within a character of two. */
function place(text: string, random: Random): number {
  return beforeLineEnd(text, Math.floor(random() * (text.length + 1)));
}

function beforeLineEnd(text: string, offset: number): number {
  return text[offset - 1] === '\r' && text[offset] === '\n' ? offset - 1 : offset;
}

function spanOf(text: string, one: number, other: number): { readonly start: number; readonly end: number } {
  const [start, end] = [Math.min(one, other), Math.min(Math.max(one, other), text.length)];
  return { start: beforeLineEnd(text, start), end: beforeLineEnd(text, end) };
}

/** The same change, begun or ended earlier or later where it would cut a line's end in two. */
function withinLines(before: string, edit: Edit, after: string): Edit {
  const start = beforeLineEnd(before, edit.start);
  const end = edit.end > 0 && beforeLineEnd(before, edit.end) !== edit.end ? edit.end + 1 : edit.end;
  return { start, end, text: after.slice(start, after.length - (before.length - end)) };
}

function lineAt(text: string, at: number): { readonly start: number; readonly end: number } {
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const length = text.slice(start).search(/[\r\n]/);
  return spanOf(text, start, length === -1 ? text.length : start + length);
}

function wordAt(text: string, at: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf(' ', at - 1) + 1;
  const end = text.indexOf(' ', at);
  return spanOf(text, start, end === -1 ? text.length : end);
}

function frontMatterOf(text: string): [start: number, end: number] {
  return [0, /^---\r?\n[\s\S]*?\n---\r?\n/.exec(text)?.[0].length ?? 0];
}

const wordsOf = (sentence: string): readonly string[] => sentence.split(' ');

/** A draft that is edited at random, as its client holds it. */
export interface Editing {
  readonly text: string;
  /** Edits it, and gives what a client says of that in one message: a few changes, all of the text, or an undo. */
  next(): readonly ContentChange[];
  /** A place in one of its words, or at the end of one. */
  place(): number;
}

/** Edits a draft that begins as `beginning`, and begins anew when it has become very long or short. */
export function createEditing(beginning: string, sentences: readonly string[], random: Random): Editing {
  const history: string[] = [];
  let text = beginning;
  const change = (edit: Edit, isWhole = false): ContentChange => {
    const before = text;
    text = applyEdit(text, edit);
    return isWhole ? { text } : toContentChange(before, edit);
  };
  return {
    get text() {
      return text;
    },
    next() {
      if (text.length > beginning.length * MOST_GROWTH || text.length < beginning.length / MOST_GROWTH) {
        history.length = 0;
        return [change({ start: 0, end: text.length, text: beginning }, true)];
      }
      const earlier = random() < 0.15 ? history.splice(-1 - Math.floor(random() * 3))[0] : undefined;
      if (earlier !== undefined) return [change(editBetween(text, earlier))];
      history.push(text);
      const count = random() < 0.8 ? 1 : 2 + Math.floor(random() * 2);
      return Array.from({ length: count }, () => change(randomEdit(text, sentences, random), random() < 0.03));
    },
    place() {
      const words = [...text.matchAll(/\S+/g)];
      if (words.length === 0) return 0;
      const { 0: word, index } = pick(words, random);
      return index + Math.floor(random() * (word.length + 1));
    },
  };
}

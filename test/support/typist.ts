import { pick, type Random } from '../bench/scale/random.js';

/** A change of a text. UTF-16 offsets, `end` exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What somebody does to a draft or looks at in it, and how long that takes at a human's pace. */
export type Act =
  | (Rest & { readonly kind: 'type' | 'paste' | 'undo' | 'delete'; readonly edit: Edit })
  /** The cursor is put somewhere; the pointer rests on a word. */
  | (Rest & { readonly kind: 'move' | 'look'; readonly offset: number })
  | (Rest & { readonly kind: 'save' });

interface Rest {
  /** Milliseconds until the next act. */
  readonly rest: number;
}

/** What a typist needs besides a draft. */
export interface TypistOptions {
  /** The draft as it is now. */
  readonly text: () => string;
  /** Sentences to write. */
  readonly sentences: readonly string[];
  /** Paragraphs to paste. */
  readonly passages: readonly string[];
  readonly random: Random;
}

/** A sentence that no draft holds but the one that it was pasted into, by its number. "Fulfillment" is no spelling of the house. */
const markerOf = (number: number): string => `Marker ${number} notes the fulfillment of what was asked.`;

/** Finds the word of every marker in a text that a check has to mark. UTF-16 offsets. */
export function markedWords(text: string): readonly number[] {
  return Array.from(text.matchAll(/(?<=Marker \d+ notes the )fulfillment\b/g), ({ index }) => index);
}

/** How often a letter is a slip, a word is followed by a pause, and a few sentences by something pasted, or a save. */
const SLIP = 1 / 40;
const PAUSE = 1 / 10;
const PASTE = 1 / 3;
const LETTERS = 'abcdefghijklmnoprstuvwy';

/**
 * Somebody who drafts without end: sentence by sentence, letter by letter, with slips that are put right, pauses, pastes that
 * are taken back or stay, looks at words and moves about. What grows the draft by a tenth is deleted again. Each act has to be
 * done before the next is asked for. The same options give the same acts.
 */
export function* draftWithoutEnd({
  text,
  sentences,
  passages,
  random,
}: TypistOptions): Generator<Act, never, undefined> {
  const longest = text().length * 1.1;
  const between = (least: number, most: number): number => least + random() * (most - least);
  const letterGap = (): number => between(120, 360);
  let cursor = 0;
  let markers = 0;

  const insertion = (kind: 'type' | 'paste', words: string, rest: number): Act => {
    const edit = { start: cursor, end: cursor, text: words };
    cursor += words.length;
    return { kind, edit, rest };
  };
  const backspace = (): Act => {
    const edit = { start: cursor - 1, end: cursor, text: '' };
    cursor--;
    return { kind: 'type', edit, rest: letterGap() };
  };

  function* write(sentence: string): Generator<Act> {
    for (const letter of sentence) {
      if (/[a-z]/.test(letter) && random() < SLIP) {
        yield insertion('type', pick([...LETTERS], random), letterGap());
        yield backspace();
      }
      const pauses = letter === ' ' && random() < PAUSE;
      yield insertion('type', letter, pauses ? between(500, 2500) : letterGap());
    }
  }

  function* paste(): Generator<Act> {
    const before = cursor;
    const words = `\n\n${pick(passages, random)} ${markerOf(++markers)}`;
    yield insertion('paste', words, between(500, 2000));
    yield { kind: 'look', offset: before + 2 + Math.floor(random() * (words.length - 60)), rest: between(800, 3000) };
    if (random() < 0.5) return;
    cursor = before;
    yield { kind: 'undo', edit: { start: before, end: before + words.length, text: '' }, rest: between(500, 2000) };
    yield { kind: 'look', offset: wordAt(text(), before, random), rest: between(800, 3000) };
  }

  function* removeParagraph(): Generator<Act> {
    const edges = [0, ...paragraphEnds(text())];
    const at = Math.floor(random() * (edges.length - 1));
    const [start = 0, end = start] = edges.slice(at, at + 2);
    cursor = start;
    yield { kind: 'move', offset: start, rest: between(500, 2000) };
    yield { kind: 'delete', edit: { start, end, text: '' }, rest: between(500, 2000) };
  }

  for (;;) {
    cursor = pick([0, ...paragraphEnds(text())], random);
    yield { kind: 'move', offset: cursor, rest: between(1000, 4000) };
    for (let looks = Math.floor(random() * 4); looks > 0; looks--) {
      yield { kind: 'look', offset: wordAt(text(), cursor, random), rest: between(800, 3000) };
    }
    for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
      yield* write(` ${pick(sentences, random)}`);
      // The last sentence is read again.
      yield { kind: 'look', offset: wordAt(text(), cursor, random), rest: between(2000, 20_000) };
    }
    if (random() < PASTE) yield* paste();
    if (random() < PASTE) yield { kind: 'save', rest: between(500, 2000) };
    while (text().length > longest) yield* removeParagraph();
  }
}

/** What can be typed and pasted of a text: whole sentences, and paragraphs of a usual length. */
export function readProse(text: string): Pick<TypistOptions, 'sentences' | 'passages'> {
  const passages = text.split(/\n+/).filter((line) => line.length > 80 && line.length < 1200);
  return { passages, sentences: passages.flatMap((passage) => passage.match(/[A-Z][^.!?]{40,300}[.!?]/g) ?? []) };
}

/** Where the paragraphs of a text end. UTF-16 offsets. */
function paragraphEnds(text: string): readonly number[] {
  return Array.from(text.matchAll(/(?<=\S)(?=\n\n|\s*$)/g), ({ index }) => index);
}

/** A place in a word near an offset. */
function wordAt(text: string, offset: number, random: Random): number {
  const from = Math.max(0, offset - 600);
  const words = Array.from(text.slice(from, offset + 600).matchAll(/\p{L}{3,}/gu));
  if (words.length === 0) return offset;
  const { 0: word, index } = pick(words, random);
  return from + index + Math.floor(word.length / 2);
}

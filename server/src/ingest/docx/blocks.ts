import { keepMarks, writeFootnote, writeHeading, writeParagraph } from '../writeParagraph.js';
import type { NoteReference } from './inline.js';
import type { DocxParagraph } from './story.js';

/** A block of the text that a document is read as, and what it was written from. */
export interface WordBlock {
  /** One or more lines; blocks are apart by a blank one. */
  readonly text: string;
  /** UTF-16 units before its first label or word: the markup of a heading or of a note. */
  readonly opening: number;
  /** The paragraphs of the main part that it holds, in order, with the labels that are written; none of a note. */
  readonly paragraphs: readonly Omit<DocxParagraph, 'heading'>[];
  /** What refers to it; absent unless it is a note. */
  readonly note?: NoteReference;
}

/** A note with its words on one line. */
export interface WordNote extends NoteReference {
  readonly text: string;
}

/** The blocks of a document: its paragraphs and headings, and its notes behind them. */
export function writeBlocks(paragraphs: readonly DocxParagraph[], notes: readonly WordNote[]): readonly WordBlock[] {
  const labels = new Set(notes.map(({ label }) => label));
  const wholeOf = ({ label, text }: Pick<DocxParagraph, 'label' | 'text'>): string =>
    keepMarks(label === undefined ? text : `${label} ${text}`, labels);
  const headingOf = (level: number, paragraph: DocxParagraph): WordBlock => {
    // A heading with a bullet is still a heading.
    const shown = paragraph.label === '-' ? { ...paragraph, label: undefined } : paragraph;
    const text = writeHeading(level, wholeOf(shown));
    return { text, opening: text.indexOf(' ') + 1, paragraphs: [shown] };
  };
  const titled = paragraphs.some(({ heading }) => heading === 'title');
  const blocks: WordBlock[] = [];
  paragraphs.forEach((paragraph, i) => {
    const { heading } = paragraph;
    const last = blocks.at(-1);
    if (heading === undefined) {
      blocks.push({ text: writeParagraph(wholeOf(paragraph)), opening: 0, paragraphs: [paragraph] });
    } else if (heading === 'title' && paragraphs[i - 1]?.heading === 'title' && last !== undefined) {
      // A title in several paragraphs is one title.
      const title = headingOf(1, paragraph);
      const text = `${last.text} ${title.text.slice(title.opening)}`;
      blocks[blocks.length - 1] = { ...last, text, paragraphs: [...last.paragraphs, ...title.paragraphs] };
    } else blocks.push(headingOf(heading === 'title' ? 1 : titled ? heading + 1 : heading, paragraph));
  });
  return [...blocks, ...notes.map(noteOf)];
}

/** The text of the blocks, which `startsOf` has the places of. */
export function textOf(blocks: readonly WordBlock[]): string {
  return blocks.map(({ text }) => `${text}\n`).join('\n');
}

/** Where each block starts in the text of all: UTF-16 offsets. */
export function startsOf(blocks: readonly WordBlock[]): readonly number[] {
  let start = 0;
  return blocks.map(({ text }) => {
    const own = start;
    start += text.length + 2;
    return own;
  });
}

function noteOf({ text, ...note }: WordNote): WordBlock {
  const written = writeFootnote(note.label, text);
  return { text: written, opening: written.indexOf(' ') + 1, paragraphs: [], note };
}

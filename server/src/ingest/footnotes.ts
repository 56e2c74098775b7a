import { noteReferences } from './inline.js';
import { type NumberedParagraph, numberParagraphs } from './numbering.js';
import type { Paragraph } from './unwrap.js';

/** A paragraph in its place, with the labels of the footnotes it refers to. */
export interface AnnotatedParagraph extends NumberedParagraph {
  readonly notes: readonly string[];
}

/**
 * The paragraphs of the body in their places, then the footnotes, each cited by the paragraph that refers to it
 * ("para. 12, footnote 3"). `text` is what the paragraphs' spans are of.
 */
export function withFootnotes(paragraphs: readonly Paragraph[], text: string): readonly AnnotatedParagraph[] {
  const isNote = ({ marker }: Paragraph): boolean => marker?.startsWith('^') === true;
  const hosts = new Map<string, string>();
  const body = numberParagraphs(paragraphs.filter((paragraph) => !isNote(paragraph))).map((numbered) => {
    const notes = noteReferences(text.slice(numbered.paragraph.start, numbered.paragraph.end));
    for (const label of notes) if (!hosts.has(label)) hosts.set(label, numbered.citation);
    return { ...numbered, notes };
  });
  const footnotes = paragraphs.filter(isNote).map((paragraph) => {
    const label = paragraph.marker?.slice(1) ?? '';
    const host = hosts.get(label);
    const name = nameOf(label);
    const citation = host === undefined ? name : `${host}, ${name}`;
    return { paragraph, headings: [], citation, depth: 0, notes: [] };
  });
  return [...body, ...footnotes];
}

/** "footnote 3", "endnote 2", "footnote *": a label is made unique within its document by its kind or its page. */
function nameOf(label: string): string {
  const endnote = /^endnote-(.+)$/.exec(label)?.[1];
  return endnote === undefined ? `footnote ${label.replace(/-p\d+$/, '')}` : `endnote ${endnote}`;
}

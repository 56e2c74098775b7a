import type { PassageNote } from './corpusDocument.js';
import type { Paragraph } from './unwrap.js';

/** Which paragraph refers to which footnote. */
export interface AttachedNotes {
  /** The footnotes that a paragraph refers to, in order. */
  readonly notesOf: ReadonlyMap<Paragraph, readonly PassageNote[]>;
  /** The paragraph of the document's own text that refers to a footnote first. */
  readonly citing: ReadonlyMap<Paragraph, Paragraph>;
}

/**
 * Brings marks and footnotes together. One footnote of a label answers all its marks; where a label begins anew ("*" on
 * every page), marks and footnotes pair in order when there are as many of both. Anything else would be a guess. Linear.
 */
export function attachNotes(paragraphs: readonly Paragraph[]): AttachedNotes {
  const notes = new Map<string, Paragraph[]>();
  const uses = new Map<string, number>();
  for (const paragraph of paragraphs) {
    if (paragraph.note !== undefined) notes.set(paragraph.note, append(notes.get(paragraph.note), paragraph));
    for (const { label } of paragraph.marks) uses.set(label, (uses.get(label) ?? 0) + 1);
  }
  const met = new Map<string, number>();
  const notesOf = new Map<Paragraph, PassageNote[]>();
  const citing = new Map<Paragraph, Paragraph>();
  for (const paragraph of paragraphs) {
    for (const { label, at } of paragraph.marks) {
      const nth = met.get(label) ?? 0;
      met.set(label, nth + 1);
      const sharing = notes.get(label) ?? [];
      const paired = sharing.length === uses.get(label) ? sharing[nth] : undefined;
      const note = sharing.length === 1 ? sharing[0] : paired;
      if (note === undefined) continue;
      notesOf.set(paragraph, append(notesOf.get(paragraph), { label, at, text: note.text }));
      if (paragraph.note === undefined && !citing.has(note)) citing.set(note, paragraph);
    }
  }
  return { notesOf, citing };
}

function append<T>(list: T[] | undefined, item: T): T[] {
  if (list === undefined) return [item];
  list.push(item);
  return list;
}

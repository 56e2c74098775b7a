import { footnoteMark, noteLabel } from '../writeParagraph.js';

type Attributes = Readonly<Record<string, string>>;

/** Marks of footnotes and the footnotes they lead to, while a page comes in. */
export interface NoteLinks {
  /** Takes a mark ("1", "[12]", "*") that links to `target` ("#n1"); what to write in its place. */
  readonly mark: (text: string, target: string) => string;
  /** The label of the footnote that begins with this element: one that a mark before it links to. */
  readonly opens: (attributes: Attributes) => string | undefined;
  /** Labels of the footnotes that have begun. */
  readonly found: ReadonlySet<string>;
}

/** A footnote's mark in the text: "1", "[12]", "*". */
const NOTE_MARK = /^\[?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})\]?$/;
/** Arrows and carets that lead back to the text. */
const WAY_BACK = /^[ ^↑]+|(?: ?[↩↑⇑⤴]\uFE0E?)+$/gu;

/** Whether a linked superscript is a footnote's mark. */
export function isNoteMark(text: string): boolean {
  return NOTE_MARK.test(text.trim());
}

/** A footnote's text without the links back to its marks. */
export function withoutWayBack(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().replace(WAY_BACK, '');
}

/** Starts with no links. */
export function noteLinks(): NoteLinks {
  const labels = new Map<string, string>();
  const found = new Set<string>();
  return {
    mark(text, target) {
      const id = target.startsWith('#') ? target.slice(1) : '';
      if (id === '') return '';
      const label = labels.get(id) ?? noteLabel(text);
      labels.set(id, label);
      return footnoteMark(label);
    },
    opens({ id, name }) {
      const label = labels.get(id ?? '') ?? labels.get(name ?? '');
      if (label !== undefined) found.add(label);
      return label;
    },
    found,
  };
}

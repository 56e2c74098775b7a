/** A footnote's mark within prose: "[^3]"; the group is its label. */
export const NOTE_MARK = /\[\^([^\s[\]^]{1,20})\]/;

const MARKS = new RegExp(NOTE_MARK.source, 'g');

/** The text without marks of footnotes. */
export function withoutNoteMarks(text: string): string {
  return text.replace(MARKS, '');
}

/** What opens a footnote at the start of a line: "[^3]: "; the group is its label. */
export const NOTE_OPENING = /^ {0,3}\[\^([^\s[\]^]{1,20})\]:[ \t]*/;

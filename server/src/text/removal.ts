import type { Span } from './span.js';

/** A stretch of a text and what stands in its place. */
export interface Edit extends Span {
  readonly newText: string;
}

/** What to change so that the words of `span` are gone with the commas or the space that set them off. UTF-16 offsets. */
export function removalOf(text: string, { start, end }: Span): Edit {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (before.trim() === '') {
    const gap = /^\s*,?\s*/.exec(after)?.[0].length ?? 0;
    return { start, end: end + gap + 1, newText: after.charAt(gap).toUpperCase() };
  }
  const comma = /,?\s*$/.exec(before)?.[0] ?? '';
  const isSetOff = comma.startsWith(',');
  const closing = isSetOff && after.startsWith(',') ? 1 : 0;
  // A comma that only opens the words goes with them; one that parts what stood before them from what follows stays.
  const opening = isSetOff && closing === 0 && !/^\s*[.;:!?]?\s*$/.test(after) ? comma.length - 1 : comma.length;
  return { start: start - opening, end: end + closing, newText: '' };
}

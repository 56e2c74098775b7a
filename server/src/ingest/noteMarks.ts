import { NOTE_MARK } from '../text/footnotes.js';

/** A footnote's mark: its label, and where in the prose it stood. UTF-16 offset. */
export interface NoteMark {
  readonly label: string;
  readonly at: number;
}

/** Labels of a document's footnotes, each once, with the place of each in the list. */
export interface NoteLabels {
  readonly list: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/** The labels of a text without footnotes. */
export const NO_LABELS: NoteLabels = { list: [], places: new Map() };

/** As many labels as Unicode has characters for private use in its first plane; footnotes beyond stay without marks. */
const MOST_LABELS = 6400;
const FIRST_LABEL = 0xe000;
const OPEN = '\uFDD0';
const FILL = '\uFDD1';
const ESCAPE_OR_MARK = new RegExp(String.raw`\\[\s\S]|${NOTE_MARK.source}`, 'g');
const HIDDEN = /\uFDD0([\uE000-\uF8FF])\uFDD1+/g;
const HIDDEN_RUN = new RegExp(` ?(?:${HIDDEN.source} ?)+`, 'g');
const STOP = /[.,;:!?)\]]/;

/** The labels, each once. */
export function noteLabels(labels: readonly string[]): NoteLabels {
  const list = [...new Set(labels)].slice(0, MOST_LABELS);
  return list.length === 0 ? NO_LABELS : { list, places: new Map(list.map((label, place) => [label, place])) };
}

/**
 * The Markdown with every mark of one of these footnotes turned into as many characters that are neither words nor
 * markup. Other text in such brackets stays.
 */
export function hideMarks(markdown: string, { list, places }: NoteLabels): string {
  if (list.length === 0) return markdown;
  return markdown.replaceAll(OPEN, '\uFFFD').replace(ESCAPE_OR_MARK, (whole: string, label?: string) => {
    const place = label === undefined ? undefined : places.get(label);
    if (place === undefined) return whole;
    return OPEN + String.fromCharCode(FIRST_LABEL + place) + FILL.repeat(whole.length - 2);
  });
}

/**
 * One line of prose with hidden marks -> the prose without them, and where they stood: behind a word, the first one at
 * least. Of the spaces around a mark one stays, none before a stop.
 */
export function takeMarks(
  hidden: string,
  { list }: NoteLabels,
): { readonly prose: string; readonly marks: readonly NoteMark[] } {
  if (!hidden.includes(OPEN)) return { prose: hidden, marks: [] };
  const marks: NoteMark[] = [];
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (const { 0: run, index } of hidden.matchAll(HIDDEN_RUN)) {
    add(hidden.slice(from, index));
    from = index + run.length;
    for (const [, place = ''] of run.matchAll(HIDDEN)) {
      const label = list[place.charCodeAt(0) - FIRST_LABEL];
      if (label !== undefined) marks.push({ label, at: length });
    }
    const spaced = run.startsWith(' ') || run.endsWith(' ');
    if (spaced && length > 0 && from < hidden.length && !STOP.test(hidden.charAt(from))) add(' ');
  }
  add(hidden.slice(from));
  const prose = parts.join('');
  const firstWord = /^\S*/.exec(prose)?.[0].length ?? 0;
  return { prose, marks: marks.map(({ label, at }) => ({ label, at: Math.max(firstWord, at) })) };
}

/** The prose with its marks written out again, each stretch between them escaped by `escape`. */
export function writeMarks(prose: string, marks: readonly NoteMark[], escape: (stretch: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { label, at } of marks) {
    if (at > from) parts.push(escape(prose.slice(from, at)));
    parts.push(`[^${label}]`);
    from = at;
  }
  if (from < prose.length) parts.push(escape(prose.slice(from)));
  return parts.join('');
}

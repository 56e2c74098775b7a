import type { Span } from '../text/span.js';
import { alternativeLabel } from './alternatives.js';
import type { Fragment } from './fragments.js';
import { isFurniture, isSalutation } from './furniture.js';
import { headingLevel, looksLikeHeading } from './headings.js';
import { markedProse } from './inline.js';
import type { NoteLabels, NoteMark } from './noteMarks.js';
import { isProvisionNumber } from './sections.js';

/** A heading or a whole paragraph of a document, one line of plain prose, with its place in the file. */
export interface Paragraph extends Span {
  readonly kind: 'heading' | 'paragraph';
  readonly text: string;
  /** Heading level, 1 outermost; `undefined` for a heading whose level only its neighbours tell, and for paragraphs. */
  readonly level: number | undefined;
  /** The enumerator ("12", "a", "iv"), "-" for a bullet; `undefined` for a heading or a plain paragraph. */
  readonly marker: string | undefined;
  /** How far it is indented, in steps of two columns. */
  readonly indent: number;
  /** The label of the footnote that it is; `undefined` for the document's own text. */
  readonly note: string | undefined;
  /** Marks of footnotes in `text`, in order. */
  readonly marks: readonly NoteMark[];
}

/** How a document breaks its lines. */
export interface LineLayout {
  /** Every line stands between blank lines, so a blank line says nothing about paragraphs. */
  readonly doubleSpaced: boolean;
  /** Length of a full line, UTF-16 units. */
  readonly width: number;
}

const CLOSED = /[.!?:;]["”’)\]]*$/;
const OPEN_END =
  /(?:[-–—]|\b(?:a|an|the|of|and|or|to|in|on|for|with|by|from|at|as|such|that|which|including|between|its|their))$/i;
const STARTS_LOW = /^["“‘'(]*\p{Ll}/u;
const STARTS_WITH_FIGURE = /^\p{N}/u;
const ENDS_IN_LETTER = /\p{L}$/u;
const OPENS_WITH_LETTER = /^\p{L}/u;
/** Searches of a text, each a fraction of what listing its words takes, after which they are listed. */
const MOST_SEARCHES = 64;

/** Whether the prose ends a sentence, or leads into a list. */
export function isClosed(prose: string): boolean {
  return CLOSED.test(prose);
}

/** Whether the prose opens with a small letter, so that it goes on with a sentence begun before. */
export function startsLow(prose: string): boolean {
  return STARTS_LOW.test(prose);
}

/** Finds out how the document breaks its lines: double-spaced when blank lines cut many sentences in two. */
export function lineLayout(fragments: readonly Fragment[]): LineLayout {
  const lines = fragments.filter((fragment) => fragment.kind === 'text');
  let pairs = 0;
  let cuts = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (next === undefined || !next.opensBlock || next.marker !== undefined) return;
    pairs++;
    if (!isClosed(line.prose) && startsLow(next.prose)) cuts++;
  });
  const lengths = lines.map((line) => line.prose.length).sort((a, b) => a - b);
  return { doubleSpaced: cuts >= 4 && cuts * 5 >= pairs, width: lengths[Math.floor(lengths.length * 0.9)] ?? 0 };
}

/**
 * Joins hard-wrapped lines and paragraphs cut by a page break; tells headings from prose; drops salutations. `labels`:
 * those of the document's footnotes.
 */
export function joinParagraphs(fragments: readonly Fragment[], layout: LineLayout, labels: NoteLabels): Paragraph[] {
  let finder: WordFinder | undefined;
  const isWord: WordFinder = (word) => (finder ??= createWordFinder(fragments))(word);
  const paragraphs: Paragraph[] = [];
  let open: Fragment[] = [];
  const close = (): void => {
    const first = open[0];
    const last = open.at(-1);
    if (first === undefined || last === undefined) return;
    const lines = open.map((line) => line.source);
    const { prose, marks } = markedProse(joinLines(lines, isWord), labels);
    open = [];
    // The figures of a chart come line by line.
    if (first.marker === undefined && first.note === undefined && isFurniture(prose)) return;
    paragraphs.push({
      kind: 'paragraph',
      text: prose,
      level: undefined,
      marker: first.marker,
      indent: first.indent,
      note: first.note,
      marks,
      start: first.start,
      end: last.end,
    });
  };
  fragments.forEach((fragment, i) => {
    const next = fragments[i + 1];
    if (fragment.kind === 'text' && fragment.note === undefined && isSalutation(fragment.prose)) {
      close();
    } else if (isHeading(fragment, open.at(-1), next, layout)) {
      close();
      const level = fragment.kind === 'heading' ? fragment.level : headingLevel(fragment.prose);
      paragraphs.push({
        kind: 'heading',
        text: fragment.prose,
        level,
        marker: undefined,
        indent: 0,
        note: undefined,
        marks: [],
        start: fragment.start,
        end: fragment.end,
      });
    } else if (open.length > 0 && continues(open, fragment, layout)) {
      open.push(fragment);
    } else {
      close();
      open = [fragment];
    }
  });
  close();
  return paragraphs;
}

function isHeading(
  fragment: Fragment,
  previous: Fragment | undefined,
  next: Fragment | undefined,
  layout: LineLayout,
): boolean {
  if (fragment.kind === 'heading') return true;
  if (fragment.marker !== undefined || fragment.note !== undefined) return false;
  if (alternativeLabel(fragment.prose) !== undefined) return false;
  if (fragment.opensBlock && isProvisionNumber(fragment.prose))
    return previous === undefined || isClosed(previous.prose);
  const alone = layout.doubleSpaced || (fragment.opensBlock && next?.opensBlock !== false);
  if (!alone) return false;
  if (headingLevel(fragment.prose) !== undefined) return true;
  if (previous !== undefined && !isClosed(previous.prose)) return false;
  if (next === undefined || !looksLikeHeading(fragment.prose)) return false;
  if (layout.doubleSpaced && fragment.prose.length > layout.width * 0.7) return false;
  const opensText = next.marker !== undefined || isSalutation(next.prose) || !looksLikeHeading(next.prose);
  return next.kind === 'heading' || (opensText && (next.marker !== undefined || !startsLow(next.prose)));
}

function continues(open: readonly Fragment[], fragment: Fragment, layout: LineLayout): boolean {
  const last = open.at(-1);
  if (last === undefined) return false;
  if (fragment.note !== undefined) return !fragment.opensBlock;
  if (fragment.marker !== undefined || (fragment.opensBlock && alternativeLabel(fragment.prose) !== undefined))
    return false;
  if (layout.doubleSpaced) {
    return !isClosed(last.prose) || startsLow(fragment.prose) || last.prose.length > layout.width * 0.75;
  }
  if (!fragment.opensBlock) return true;
  if (isClosed(last.prose)) return false;
  return startsLow(fragment.prose) || STARTS_WITH_FIGURE.test(fragment.prose) || OPEN_END.test(last.prose);
}

/** Whether the word, letters only and small, stands in a text by itself. */
type WordFinder = (word: string) => boolean;

function createWordFinder(fragments: readonly Fragment[]): WordFinder {
  const text = fragments.map(({ prose }) => prose.toLowerCase()).join('\n');
  let searches = 0;
  let words: ReadonlySet<string> | undefined;
  return (word) => {
    if (++searches <= MOST_SEARCHES) return standsIn(text, word);
    words ??= new Set(text.match(/\p{L}+/gu));
    return words.has(word);
  };
}

function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word), end = 0; at >= 0; at = text.indexOf(word, end)) {
    end = at + word.length;
    // Two units hold any letter whole.
    if (!ENDS_IN_LETTER.test(text.slice(Math.max(0, at - 2), at)) && !OPENS_WITH_LETTER.test(text.slice(end, end + 2)))
      return true;
  }
  return false;
}

/** A hyphen at a line's end stays ("inter-State") unless the document elsewhere writes the two parts as one word. */
function joinLines(lines: readonly string[], isWord: WordFinder): string {
  const parts = lines.map((line, i) => {
    const next = lines[i + 1];
    if (next === undefined) return line;
    const cut = line.endsWith('-') ? /(?<!\p{L})(\p{L}+)-$/u.exec(line)?.[1] : undefined;
    if (cut === undefined) return `${line} `;
    const rest = /^\p{Ll}+/u.exec(next)?.[0];
    return rest !== undefined && isWord(`${cut}${rest}`.toLowerCase()) ? line.slice(0, -1) : line;
  });
  return parts.join('');
}

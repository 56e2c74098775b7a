import { type Block, parseBlocks } from '../text/blocks.js';
import { trimSpan } from '../text/sentences.js';
import type { SequenceRule } from '../text/sequences.js';
import type { Span } from '../text/span.js';
import { isFurniture, lengthWithoutPageNumber } from './furniture.js';
import { plainProse } from './inline.js';
import { hideMarks, type NoteLabels, noteLabels } from './noteMarks.js';

/** One line of a document's text, or one `#` heading, before lines are joined into paragraphs. */
export interface Fragment extends Span {
  readonly kind: 'heading' | 'text';
  /** The source of the prose: enumerator, quotation mark and edge white space left out, markup still in it, marks of footnotes hidden. */
  readonly source: string;
  /** `source` as plain prose. */
  readonly prose: string;
  /** Level of a `#` heading, 1-6; 0 for text. */
  readonly level: number;
  /** The enumerator ("12", "a", "iv"), "-" for a bullet; `undefined` for a plain line. */
  readonly marker: string | undefined;
  /** How far its block is indented, in steps of two columns. */
  readonly indent: number;
  /** The label of the footnote that it belongs to; `undefined` for the document's own text. */
  readonly note: string | undefined;
  /** Whether a blank line or a marker separates it from the line before. */
  readonly opensBlock: boolean;
}

/** A document's fragments in order, and the labels of its footnotes. */
export interface Fragments {
  readonly fragments: readonly Fragment[];
  readonly labels: NoteLabels;
}

/** The lines of a document's prose in order, page and web furniture left out. Comments, code and front matter are skipped. */
export function readFragments(text: string): Fragments {
  const blocks = readable(text);
  const labels = labelsOf(blocks);
  const fragments: Fragment[] = [];
  const add = (fragment: Fragment): void => {
    const { prose, note } = fragment;
    if (prose !== '' && (note !== undefined || !isFurniture(prose))) fragments.push(fragment);
  };
  for (const block of blocks) {
    const lines = block.kind === 'heading' ? [wholeFragment(text, block, labels)] : lineFragments(text, block, labels);
    for (const line of lines) {
      if (mayRunIn(line)) splitRunIn(line).forEach(add);
      else add(line);
    }
  }
  return { fragments, labels };
}

/** One fragment per block, nothing dropped or split: for documents in the normalised layout. */
export function readNormalisedFragments(text: string): Fragments {
  const blocks = readable(text, 'always');
  const labels = labelsOf(blocks);
  const fragments = blocks
    .map((block) => wholeFragment(text, block, labels))
    .filter((fragment) => fragment.prose !== '');
  return { fragments, labels };
}

function labelsOf(blocks: readonly Block[]): NoteLabels {
  return noteLabels(blocks.flatMap((block) => block.note ?? []));
}

function readable(text: string, rule?: SequenceRule): Block[] {
  return parseBlocks(text, rule).filter(
    (block) => block.kind === 'heading' || block.kind === 'paragraph' || block.kind === 'quotation',
  );
}

/** The enumerator of a block; "-" for a bullet. */
function markerOf(block: Block): string | undefined {
  if (block.kind === 'heading' || block.note !== undefined) return undefined;
  return block.marker ?? (block.textStart > block.start ? '-' : undefined);
}

function wholeFragment(text: string, block: Block, labels: NoteLabels): Fragment {
  const span = trimSpan(text, { start: block.textStart, end: block.end });
  const heading = block.kind === 'heading';
  return fragment(text, span, labels, {
    kind: heading ? 'heading' : 'text',
    level: heading ? block.level : 0,
    marker: markerOf(block),
    indent: heading ? 0 : block.level,
    note: block.note,
    opensBlock: true,
  });
}

function lineFragments(text: string, block: Block, labels: NoteLabels): Fragment[] {
  const fragments: Fragment[] = [];
  for (const match of text.slice(block.textStart, block.end).matchAll(/[^\r\n]+/g)) {
    const start = block.textStart + match.index;
    const quoteMarks = block.kind === 'quotation' ? (/^[ \t>]+/.exec(match[0])?.[0].length ?? 0) : 0;
    const span = trimSpan(text, { start: start + quoteMarks, end: start + match[0].length });
    const first = fragments.length === 0;
    const end = span.start + lengthWithoutPageNumber(text.slice(span.start, span.end));
    fragments.push(
      fragment(text, { start: span.start, end }, labels, {
        kind: 'text',
        level: 0,
        marker: first ? markerOf(block) : undefined,
        indent: block.level,
        note: block.note,
        opensBlock: first,
      }),
    );
  }
  return fragments;
}

function fragment(
  text: string,
  { start, end }: Span,
  labels: NoteLabels,
  rest: Pick<Fragment, 'kind' | 'level' | 'marker' | 'indent' | 'note' | 'opensBlock'>,
): Fragment {
  const source = hideMarks(text.slice(start, end), labels);
  const { kind, level, marker, indent, note, opensBlock } = rest;
  return { kind, level, marker, indent, note, opensBlock, start, end, source, prose: plainProse(source) };
}

const FIRST_NUMBER = '1.';
const FIRST_LETTER = 'a)';
const RUN_IN_NUMBER = /(?:^|\s)(\d{1,3})\.\s+(?=\p{Lu})/gu;
const RUN_IN_LETTER = /(?:^|\s)([a-z])\)\s+(?=\p{Lu})/gu;

/** Nearly all lines hold no first enumerator, and there are very many lines. */
function mayRunIn({ kind, note, source }: Fragment): boolean {
  return kind === 'text' && note === undefined && (source.includes(FIRST_NUMBER) || source.includes(FIRST_LETTER));
}

/**
 * Takes apart a line in which a whole page of numbered paragraphs runs on ("1. ... 2. ... 3. ..."), as copies from
 * web pages do. Only an unbroken sequence from 1 counts.
 */
function splitRunIn(whole: Fragment): Fragment[] {
  return splitSequence(whole, FIRST_NUMBER, RUN_IN_NUMBER, (marker) => Number(marker), 3).flatMap((part) =>
    splitSequence(part, FIRST_LETTER, RUN_IN_LETTER, (marker) => marker.charCodeAt(0) - 96, 2),
  );
}

function splitSequence(
  whole: Fragment,
  first: string,
  pattern: RegExp,
  valueOf: (marker: string) => number,
  atLeast: number,
): Fragment[] {
  const cuts: { readonly at: number; readonly textAt: number; readonly marker: string }[] = [];
  if (!whole.source.includes(first)) return [whole];
  for (const match of whole.source.matchAll(pattern)) {
    const marker = match[1] ?? '';
    const follows =
      cuts.length === 0 || /[.:;!?]["”’)]?$/.test(whole.source.slice(Math.max(0, match.index - 2), match.index));
    if (follows && valueOf(marker) === cuts.length + 1) {
      cuts.push({ at: match.index, textAt: match.index + match[0].length, marker });
    }
  }
  const firstCut = cuts[0];
  if (firstCut === undefined || cuts.length < atLeast) return [whole];
  const piece = (from: number, to: number, marker: string | undefined, opensBlock: boolean): Fragment => {
    const { start, end } = trimSpan(whole.source, { start: from, end: to });
    const source = whole.source.slice(start, end);
    return {
      ...whole,
      start: whole.start + start,
      end: whole.start + end,
      source,
      prose: plainProse(source),
      marker,
      opensBlock,
    };
  };
  const parts = cuts.map((cut, n) => piece(cut.textAt, cuts[n + 1]?.at ?? whole.source.length, cut.marker, true));
  return firstCut.at > 0 ? [piece(0, firstCut.at, whole.marker, whole.opensBlock), ...parts] : parts;
}

import type { Span } from '../../text/span.js';
import { t } from '../../util/l10n.js';
import type { ReadLimits } from '../formats.js';
import { tooSlow } from '../overLimit.js';
import { createPace, OutOfTime } from '../pace.js';
import { startsOf, textOf, type WordBlock } from './blocks.js';
import { type CommentAuthor, largestCommentId, withComments, type WordNames, wordNames } from './commentsPart.js';
import { type Origins, originsOf } from './origins.js';
import { type Cut, cutAt, findPlaces, KEEP_SPACES, type MarkedPart } from './places.js';
import { readWordText } from './readDocx.js';
import { replaceParts } from './replaceParts.js';
import { childElements, decodeXml, NO_ELEMENT } from './xml.js';
import { CUT_SHORT, Unreadable } from './zip.js';

/** A comment on words of a Word document. Its span is that of the words in the text that `readDocx` gives. */
export interface WordComment extends Span {
  /** The words, for a comment that cannot stand at them. */
  readonly words: string;
  /** One paragraph each. */
  readonly lines: readonly string[];
}

/** A Word document with comments. */
export interface AnnotatedDocx {
  readonly bytes: Uint8Array;
  /** How many comments stand as near to their words as Word allows, and quote them: those on notes, text boxes and formulas. */
  readonly near: number;
}

/** Where a comment begins and ends. */
interface Marked {
  readonly id: number;
  readonly start: Cut;
  readonly end: Cut;
  /** Whether it has the very words between its marks. */
  readonly isExact: boolean;
}

/**
 * A copy of a Word document with these comments, each at its words; everything else in it stays as it is, byte by byte. A
 * document that cannot be read is a problem, as for `readDocx`. Never rejects.
 */
export async function annotateDocx(
  bytes: Uint8Array,
  limits: ReadLimits,
  comments: readonly WordComment[],
  author: CommentAuthor,
): Promise<AnnotatedDocx | { readonly problem: string }> {
  try {
    return await annotate(bytes, limits, comments, author);
  } catch (error) {
    if (error instanceof OutOfTime) return { problem: tooSlow(limits) };
    return { problem: error instanceof Unreadable ? error.message : CUT_SHORT };
  }
}

async function annotate(
  bytes: Uint8Array,
  limits: ReadLimits,
  comments: readonly WordComment[],
  author: CommentAuthor,
): Promise<AnnotatedDocx> {
  const pace = createPace(limits.milliseconds);
  const before = await readWordText(bytes, limits, pace);
  const { opened, xml: main, blocks } = before;
  const blockStarts = startsOf(blocks);
  const origins = comments.map((comment) => originsIn(blocks, blockStarts, comment));
  const starts = origins.flatMap(({ first, last }) => [first.start, last.start]).toSorted((a, b) => a - b);
  const part = await findPlaces(main, starts, pace);
  const firstId = Math.max(part.largestId, await largestCommentId(opened, pace)) + 1;
  const { text: xml, encode } = decodeXml(main);
  const marks = await Promise.all(origins.map((each, n) => markedAt(xml, part, each, firstId + n)));
  const written = comments.map(({ words, lines }, n) => {
    const quoted = marks[n]?.isExact === true ? [] : [t('On “{0}”:', words)];
    return { id: firstId + n, lines: [...quoted, ...lines] };
  });
  const names = wordNames(childElements(part.root)[0] ?? NO_ELEMENT);
  const parts = new Map(await withComments(opened, written, author, names, pace));
  parts.set(opened.main, encode(withMarks(xml, marks, names)));
  const annotated = await replaceParts(bytes, parts);
  const after = await readWordText(annotated, limits, createPace(limits.milliseconds));
  const count = comments.length + (opened.related('comments') === undefined ? 0 : before.comments);
  // XML that is put together in a way that marks break is read by no program that heeds XML.
  if (textOf(after.blocks) !== textOf(blocks) || after.comments !== count) throw new Unreadable(CUT_SHORT);
  return { bytes: annotated, near: marks.filter(({ isExact }) => !isExact).length };
}

/** What the comment's words were read from; else what stands nearest. */
function originsIn(blocks: readonly WordBlock[], starts: readonly number[], { start, end }: Span): Origins {
  const n = starts.findLastIndex((each) => each <= start);
  const block = blocks[n];
  const from = starts[n] ?? 0;
  const exact = block === undefined ? undefined : originsOf(block, { start: start - from, end: end - from });
  if (exact !== undefined) return exact;
  const own = block?.paragraphs.flatMap(({ pieces }) => pieces) ?? [];
  const pieces =
    own.length > 0 ? own : blocks.flatMap((each) => each.paragraphs.flatMap((one) => one.pieces)).slice(0, 1);
  const places = block?.note === undefined ? pieces : [block.note];
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) throw new Unreadable(CUT_SHORT);
  return { first: { start: first.start, nth: 0 }, last: { start: last.start, nth: Infinity }, isWhole: false };
}

async function markedAt(
  xml: string,
  { places }: MarkedPart,
  { first, last, isWhole }: Origins,
  id: number,
): Promise<Marked> {
  const [from, to] = [places.get(first.start), places.get(last.start)];
  if (from === undefined || to === undefined) throw new Unreadable(CUT_SHORT);
  const start = await cutAt(xml, from, first.nth, 'start');
  const end = await cutAt(xml, to, last.nth, 'end');
  return { id, start, end, isExact: isWhole && start.isExact && end.isExact };
}

/** The part's text with the marks of comments. Nothing in it is taken away. */
function withMarks(xml: string, marks: readonly Marked[], { prefix: w, declaration }: WordNames): string {
  const mark = (name: string, id: number): string => `<${w}:comment${name}${declaration} ${w}:id="${id}"/>`;
  /** By its place: what is put there. Where one comment ends and another begins, the run is cut once. */
  const cuts = new Map<number, { readonly cut: Cut; ends: string; starts: string }>();
  const spaces = new Set<number>();
  const cutOf = (cut: Cut): { ends: string; starts: string } => {
    const found = cuts.get(cut.at) ?? { cut, ends: '', starts: '' };
    cuts.set(cut.at, found);
    if (cut.keepSpaces !== undefined) spaces.add(cut.keepSpaces);
    return found;
  };
  for (const { id, start, end } of marks) {
    cutOf(start).starts += mark('RangeStart', id);
    cutOf(end).ends += `${mark('RangeEnd', id)}<${w}:r${declaration}>${mark('Reference', id)}</${w}:r>`;
  }
  const added = [
    ...[...spaces].map((at) => ({ at, text: KEEP_SPACES })),
    ...[...cuts].map(([at, { cut, ends, starts }]) => ({ at, text: cut.close + ends + starts + cut.open })),
  ].toSorted((a, b) => a.at - b.at);
  let from = 0;
  const parts = added.map(({ at, text }) => {
    const before = xml.slice(from, at);
    from = at;
    return before + text;
  });
  return parts.join('') + xml.slice(from);
}

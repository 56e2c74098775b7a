import type { Span } from '../../text/span.js';
import type { Pace } from '../pace.js';
import { idOf } from './commentsPart.js';
import { shownWords } from './inline.js';
import { childElements, descend, parseXml, type XmlElement } from './xml.js';
import { startTag, writtenName, writtenTexts } from './xmlText.js';

/** Where marks can stand for a piece of text. */
export interface Place {
  /** The run, or what holds it where no mark may stand beside the run itself. */
  readonly around: XmlElement;
  /** The piece, where it is the run's own, so that the run can be cut beside and within it. */
  readonly piece?: XmlElement;
}

/** The main part as far as marks need it. */
export interface MarkedPart {
  readonly root: XmlElement;
  /** By the start of the piece. */
  readonly places: ReadonlyMap<number, Place>;
  /** The largest number of a comment that the text names; -1 when it names none. */
  readonly largestId: number;
}

/** A place for a mark: UTF-16 offset into the text of the part, and what is closed before the mark and opened again behind it. */
export interface Cut {
  readonly at: number;
  readonly close: string;
  readonly open: string;
  /** Where a start tag has to be told to keep the spaces that now stand at the edge of its text; absent where none has. */
  readonly keepSpaces?: number;
  /** Whether the mark stands at the very words. */
  readonly isExact: boolean;
}

/** What may hold runs and, between them, marks of comments (ECMA-376 part 1, EG_PContent and EG_ContentRunContent). */
const HOLDS_RUNS = new Set([
  ...['hyperlink', 'ins', 'moveTo', 'smartTag', 'customXml', 'fldSimple', 'sdt', 'sdtContent', 'dir', 'bdo'],
]);
/** Content controls whose content Word writes itself, without marks. */
const WRITTEN_BY_WORD = ['dataBinding', 'text', 'comboBox', 'dropDownList', 'date'];

/** Finds the places of pieces, `starts` in ascending order. Throws what `parseXml` throws. */
export async function findPlaces(bytes: Uint8Array, starts: readonly number[], pace: Pace): Promise<MarkedPart> {
  const places = new Map<number, Place>();
  let largestId = -1;
  let next = 0;
  const countIds = (element: XmlElement): void => {
    if (element.name.startsWith('comment')) largestId = Math.max(largestId, idOf(element));
    for (const child of element.children) if (typeof child !== 'string') countIds(child);
  };
  const root = await parseXml(bytes, pace, 'body', (block) => {
    countIds(block);
    for (let start = starts[next]; start !== undefined && start < block.end; start = starts[++next]) {
      const place = placeIn(block, start);
      if (place !== undefined) places.set(start, place);
    }
  });
  return { root, places, largestId };
}

/** As near to the piece as marks may stand: not in text boxes, formulas, and the like. */
function placeIn(block: XmlElement, start: number): Place | undefined {
  const path = [block];
  for (let at: XmlElement | undefined = block; at !== undefined && at.start !== start; ) {
    at = childElements(at).find((child) => child.start <= start && start < child.end);
    if (at !== undefined) path.push(at);
  }
  const inParagraph = path.slice(path.findIndex(({ name }) => name === 'p') + 1);
  const depth = inParagraph.findIndex((element) => !HOLDS_RUNS.has(element.name) || isWrittenByWord(element));
  const [around, piece, deeper] = inParagraph.slice(depth);
  if (depth < 0 || around === undefined) return undefined;
  // A note's own mark stands in the run of its reference, and is nothing without it.
  const canBeCut =
    around.name === 'r' && deeper === undefined && !/^(?:foot|end)noteReference$/.test(piece?.name ?? '');
  return piece !== undefined && canBeCut ? { around, piece } : { around };
}

function isWrittenByWord(element: XmlElement): boolean {
  return WRITTEN_BY_WORD.some((kind) => descend(element, 'sdtPr', kind) !== undefined);
}

/** Where a mark stands before (`start`) or behind (`end`) a unit that the place's piece shows. */
export async function cutAt(xml: string, place: Place, nth: number, side: keyof Span): Promise<Cut> {
  const { around: run, piece } = place;
  if (piece === undefined) return { at: run[side], close: '', open: '', isExact: false };
  const properties = descend(run, 'rPr');
  const close = `</${writtenName(xml, run)}>`;
  const open = startTag(xml, run) + (properties === undefined ? '' : xml.slice(properties.start, properties.end));
  const units = piece.name === 't' ? await shownUnits(xml, piece) : [];
  if (side === 'start' ? nth > 0 : nth < units.length - 1) {
    const unit = units[nth];
    if (unit === undefined || !canBeCut(xml, piece, units)) return cutAt(xml, { around: run }, nth, side);
    const name = writtenName(xml, piece);
    const tag = startTag(xml, piece);
    const cut = { at: unit[side], close: `</${name}>${close}`, isExact: true };
    if (piece.attributes.space !== undefined) return { ...cut, open: open + tag };
    const nameEnd = 1 + name.length;
    const keeping = tag.slice(0, nameEnd) + KEEP_SPACES + tag.slice(nameEnd);
    return { ...cut, open: open + keeping, keepSpaces: piece.start + nameEnd };
  }
  const pieces = childElements(run).filter((child) => child !== properties);
  const isEdge = piece === (side === 'start' ? pieces[0] : pieces.at(-1));
  return isEdge
    ? { at: run[side], close: '', open: '', isExact: true }
    : { at: piece[side], close, open, isExact: true };
}

/** What `Cut.keepSpaces` asks for. */
export const KEEP_SPACES = ' xml:space="preserve"';

/** Where each unit that the element shows is written. */
async function shownUnits(xml: string, element: XmlElement): Promise<readonly Span[]> {
  const texts = await writtenTexts(xml, element);
  return texts.flatMap(({ text, start, end }) =>
    text.split('').flatMap((unit, n) => {
      if (shownWords(unit) === '') return [];
      return end - start === text.length ? [{ start: start + n, end: start + n + 1 }] : [{ start, end }];
    }),
  );
}

/** Whether both halves of the text show what the whole showed: spaces that Word passes over at its edges would be seen. */
function canBeCut(xml: string, { attributes, children }: XmlElement, units: readonly Span[]): boolean {
  if (units.some(({ start }) => xml[start] === '<')) return false;
  if (attributes.space !== undefined) return attributes.space === 'preserve';
  const text = children.filter((child) => typeof child === 'string').join('');
  return text === text.trim();
}

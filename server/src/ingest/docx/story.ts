import { acceptedBranch, type Findings, noteChange, type NoteReference, type Piece, readInline } from './inline.js';
import type { ListPlace, Numbering } from './numbering.js';
import type { ParagraphStyle, Styles } from './styles.js';
import { childElements, descend, isOn, numberOf, valueOf, type XmlElement } from './xml.js';

/** A paragraph of a document as a reader sees it. */
export interface DocxParagraph {
  /** `title`, or the level of a heading, 1 outermost; `undefined` for text. */
  readonly heading: 'title' | number | undefined;
  /** The automatic number or bullet. */
  readonly label: string | undefined;
  /** A line feed stands for a line break. */
  readonly text: string;
  /** What gives the text, in order. */
  readonly pieces: readonly Piece[];
}

/** One run of paragraphs: the body, or a footnote. */
export interface Story {
  readonly paragraphs: readonly DocxParagraph[];
  readonly notes: readonly NoteReference[];
  /** Takes a block (paragraph, table, content control) in the document's order. */
  readonly add: (block: XmlElement) => void;
  /** To be called after the last block. */
  readonly end: () => void;
}

const PROPERTIES = new Set(['sectPr', 'tblPr', 'tblGrid', 'trPr', 'tcPr', 'sdtPr', 'sdtEndPr', 'tblPrEx']);
/** UTF-16 units. Whole paragraphs are given heading styles for the sake of their numbers. */
const LONGEST_HEADING = 200;
const BODY_TEXT = 9;

interface Words {
  text: string;
  readonly pieces: Piece[];
}

const nothing = (): Words => ({ text: '', pieces: [] });

/** Turns blocks into paragraphs with their automatic numbers, tables cell by cell, tracked changes accepted. */
export function createStory(styles: Styles, numbering: Numbering, findings: Findings): Story {
  const paragraphs: DocxParagraph[] = [];
  const notes: NoteReference[] = [];
  // Text whose paragraph mark is deleted: it runs on into the next paragraph.
  let carried = nothing();

  const add = (block: XmlElement): void => {
    if (PROPERTIES.has(block.name)) return;
    switch (block.name) {
      case 'p':
        addParagraph(block);
        return;
      case 'tr': {
        const deleted = descend(block, 'trPr', 'del');
        if (deleted !== undefined) noteChange(findings, deleted);
        else addAll(block);
        return;
      }
      case 'tc':
        if (descend(block, 'tcPr', 'cellDel') !== undefined) return;
        addAll(block);
        end();
        return;
      case 'sdt':
        if (!isOn(block, 'sdtPr', 'showingPlcHdr')) addAll(block);
        return;
      case 'AlternateContent':
        addAll(acceptedBranch(block));
        return;
      case 'altChunk':
        findings.embedded++;
        return;
      case 'del':
      case 'moveFrom':
        return;
      default:
        addAll(block);
    }
  };
  const addAll = (container: XmlElement): void => childElements(container).forEach(add);
  const end = (): void => {
    if (carried.text.trim() !== '') paragraphs.push({ heading: undefined, label: undefined, ...carried });
    carried = nothing();
  };
  const addParagraph = (element: XmlElement): void => {
    const properties = descend(element, 'pPr');
    const before = findings.changes;
    const inline = readInline(element, findings);
    const mark = descend(properties, 'rPr');
    const markDeleted = descend(mark, 'del') ?? descend(mark, 'moveFrom');
    const markChange = markDeleted ?? descend(mark, 'ins') ?? descend(mark, 'moveTo');
    // A mark that changed together with the words before it is no change of its own.
    if (markChange !== undefined && findings.changes === before) noteChange(findings, markChange);
    notes.push(...inline.notes);
    for (const piece of inline.pieces) carried.pieces.push({ ...piece, at: carried.text.length + piece.at });
    carried.text += inline.text;
    if (markDeleted === undefined) {
      push(properties, carried);
      carried = nothing();
    }
    if (inline.boxes.length === 0) return;
    // What runs on runs on into the next paragraph, not into a box.
    const runningOn = carried;
    carried = nothing();
    for (const box of inline.boxes) addAll(box);
    end();
    carried = runningOn;
  };
  const push = (properties: XmlElement | undefined, { text, pieces }: Words): void => {
    const styleId = valueOf(properties, 'pStyle');
    const style = styles.paragraph(styleId);
    const place = listPlace(properties, style, numbering);
    // An empty paragraph shows its number too, so it counts.
    const label = place === undefined ? undefined : numbering.next(place);
    if (text.trim() === '' || style.contents) return;
    paragraphs.push({ heading: headingOf(properties, style, text), label, text, pieces });
  };
  return { paragraphs, notes, add, end };
}

/** Direct numbering before the style's; number 0 takes a paragraph out of every list (17.9.18). */
function listPlace(
  properties: XmlElement | undefined,
  style: ParagraphStyle,
  numbering: Numbering,
): ListPlace | undefined {
  const direct = valueOf(properties, 'numPr', 'numId');
  const numId = direct ?? style.numId;
  if (numId === undefined || numId === '0') return undefined;
  // A style stands at the depth that the list ties it to, whatever depth it names itself.
  const ofStyle = style.lineage
    .map(({ id, level }) => numbering.levelOfStyle(numId, id) ?? level)
    .find((level) => level !== undefined);
  const level = numberOf(properties, 'numPr', 'ilvl') ?? (direct === undefined ? ofStyle : undefined) ?? 0;
  return { numId, level };
}

function headingOf(properties: XmlElement | undefined, style: ParagraphStyle, text: string): DocxParagraph['heading'] {
  if (text.length > LONGEST_HEADING) return undefined;
  const outline = numberOf(properties, 'outlineLvl') ?? style.outline;
  if (outline !== undefined && outline >= 0 && outline < BODY_TEXT) return outline + 1;
  return style.title ? 'title' : undefined;
}

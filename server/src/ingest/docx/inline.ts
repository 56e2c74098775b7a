import { formatNumber } from '../listLabels.js';
import { footnoteMark, noteLabel } from '../writeParagraph.js';
import { descend, isOn, NO_ELEMENT, type XmlElement } from './xml.js';

/** What a document holds besides its accepted text, gathered while it is read. */
export interface Findings {
  changes: number;
  readonly changedBy: Set<string>;
  /** Runs of text that are struck through by hand. */
  struck: number;
  /** Parts in another format inside the document. */
  embedded: number;
  /** References to notes that Word numbers. */
  readonly counted: Record<NoteReference['kind'], number>;
}

/** A footnote or endnote where the text refers to it. */
export interface NoteReference {
  readonly kind: 'footnote' | 'endnote';
  readonly id: string;
  /** Its own mark ("*") when it has one, else its number as Word writes it by default: "3" of a footnote, "iii" of an endnote. */
  readonly label: string;
  /** Where its element starts in the text of the part. */
  readonly start: number;
}

/** A stretch of a paragraph's text that one element gives; it goes on to the next piece, or to the mark of a note. */
export interface Piece {
  /** UTF-16 offset into the text of the paragraph. */
  readonly at: number;
  /** Where the element starts in the text of its part. */
  readonly start: number;
}

/** The text of one paragraph. */
export interface InlineText {
  /** A line feed stands for a line break, a `footnoteMark` for a reference. */
  readonly text: string;
  /** In order of the text. */
  readonly pieces: readonly Piece[];
  readonly notes: readonly NoteReference[];
  /** Contents of text boxes that hang on the paragraph. */
  readonly boxes: readonly XmlElement[];
}

const SKIPPED = new Set([
  ...['pPr', 'rPr', 'sdtPr', 'sdtEndPr', 'fldData', 'rt', 'tbl'],
  ...['instrText', 'delInstrText', 'delText', 'footnoteRef', 'endnoteRef', 'annotationRef'],
]);
const SOFT_HYPHEN = /\u00ad/g;

/** Reads a paragraph as if all tracked changes were accepted; codes of fields, hidden text and comments are left out. */
export function readInline(paragraph: XmlElement, findings: Findings): InlineText {
  let text = '';
  const pieces: Piece[] = [];
  const notes: NoteReference[] = [];
  const boxes: XmlElement[] = [];
  // One entry for every open field: whether its code (true) or its result is being read.
  const fields: boolean[] = [];
  let codes = 0;

  const add = (words: string, { start }: XmlElement): void => {
    if (words !== '') pieces.push({ at: text.length, start });
    text += words;
  };
  const walk = (element: XmlElement): void => {
    for (const child of element.children) if (typeof child !== 'string') visit(child);
  };
  const visit = (element: XmlElement): void => {
    if (SKIPPED.has(element.name)) return;
    const hidden = codes > 0;
    switch (element.name) {
      case 't':
        if (!hidden) add(wordsOf(element), element);
        return;
      case 'tab':
      case 'ptab':
        add(' ', element);
        return;
      case 'br':
      case 'cr':
        add(/^(?:page|column)$/.test(element.attributes.type ?? '') ? ' ' : '\n', element);
        return;
      case 'noBreakHyphen':
        add('-', element);
        return;
      case 'sym':
        add(symbol(element.attributes.font ?? '', element.attributes.char ?? ''), element);
        return;
      case 'r':
        readRun(element, hidden);
        return;
      case 'fldChar':
        readField(element.attributes.fldCharType);
        return;
      case 'ins':
      case 'moveTo':
        noteChange(findings, element);
        walk(element);
        return;
      case 'del':
        noteChange(findings, element);
        return;
      case 'moveFrom':
        return;
      case 'sdt':
        if (!isOn(element, 'sdtPr', 'showingPlcHdr')) walk(element);
        return;
      case 'AlternateContent':
        walk(acceptedBranch(element));
        return;
      case 'txbxContent':
        boxes.push(element);
        return;
      case 'footnoteReference':
      case 'endnoteReference':
        readReference(element, element.name === 'footnoteReference' ? 'footnote' : 'endnote');
        return;
      default:
        walk(element);
    }
  };
  const readRun = (run: XmlElement, hidden: boolean): void => {
    const properties = descend(run, 'rPr');
    if (isOn(properties, 'vanish')) return;
    const before = text.length;
    walk(run);
    const added = text.slice(before).trim() !== '';
    const reference = descend(run, 'footnoteReference') ?? descend(run, 'endnoteReference');
    if (reference !== undefined) {
      const last = notes.at(-1);
      // A note's own mark ("*") is written beside its reference.
      if (last !== undefined && hasOwnMark(reference)) {
        const label = noteLabel(text.slice(before));
        notes[notes.length - 1] = { ...last, label };
        text = text.slice(0, before) + footnoteMark(label);
        while ((pieces.at(-1)?.at ?? -1) >= before) pieces.pop();
      }
    } else if (added && !hidden && (isOn(properties, 'strike') || isOn(properties, 'dstrike'))) findings.struck++;
  };
  const readReference = (element: XmlElement, kind: NoteReference['kind']): void => {
    const id = element.attributes.id ?? '';
    const { start } = element;
    if (hasOwnMark(element)) {
      notes.push({ kind, id, label: '', start });
      return;
    }
    const label = formatNumber(++findings.counted[kind], kind === 'footnote' ? 'decimal' : 'lowerRoman');
    notes.push({ kind, id, label, start });
    text += footnoteMark(label);
  };
  const readField = (type: string | undefined): void => {
    if (type === 'begin') {
      fields.push(true);
      codes++;
    } else if (type === 'separate' || type === 'end') {
      if (fields.pop() === true) codes--;
      if (type === 'separate') fields.push(false);
    }
  };

  walk(paragraph);
  return { text, pieces, notes, boxes };
}

function hasOwnMark(reference: XmlElement): boolean {
  return reference.attributes.customMarkFollows !== undefined;
}

/** Counts a tracked change and remembers who made it. */
export function noteChange(findings: Findings, change: XmlElement): void {
  findings.changes++;
  const author = change.attributes.author?.trim() ?? '';
  if (author !== '') findings.changedBy.add(author);
}

/** Of content that is there twice, for newer and for older versions of Word, the one for newer versions. */
export function acceptedBranch(alternate: XmlElement): XmlElement {
  return descend(alternate, 'Choice') ?? descend(alternate, 'Fallback') ?? NO_ELEMENT;
}

function wordsOf(element: XmlElement): string {
  return shownWords(element.children.filter((child) => typeof child === 'string').join(''));
}

/** Characters of an element of text as a reader sees them: each gives one or none, whatever stands beside it. */
export function shownWords(written: string): string {
  return written
    .replace(SOFT_HYPHEN, '')
    .replace(/[\uf000-\uf0ff]/g, (char) => symbol('', char.charCodeAt(0).toString(16)));
}

/** Characters of the fonts Symbol and Wingdings that occur in texts. */
const SYMBOLS: Readonly<Record<number, string>> = {
  0xa3: '≤',
  0xa7: '•',
  0xa8: '•',
  0xb0: '°',
  0xb1: '±',
  0xb3: '≥',
  0xb4: '×',
  0xb7: '•',
  0xd8: '•',
  0xe0: '→',
  0xfc: '✓',
};

function symbol(font: string, code: string): string {
  if (!/^[0-9a-f]{1,4}$/i.test(code)) return '';
  const value = Number.parseInt(code, 16);
  const low = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value;
  if (font === '' || /symbol|dings/i.test(font))
    return SYMBOLS[low] ?? (low < 0x80 && font === '' ? String.fromCharCode(low) : '');
  return low < 0x20 || (low >= 0xd800 && low <= 0xdfff) ? '' : String.fromCharCode(low);
}

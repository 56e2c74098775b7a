import type { Span } from '../../text/span.js';
import { t } from '../../util/l10n.js';
import type { Pace } from '../pace.js';
import { CUT_SHORT, Unreadable } from './zip.js';

/**
 * An XML element; names of elements and attributes are without their namespace's prefix, which producers choose freely.
 * Its span is that of its tags and all between them: UTF-16 offsets into the text of its part.
 */
export interface XmlElement extends Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  end: number;
  readonly children: (XmlElement | string)[];
}

/** Stands where no element is. */
export const NO_ELEMENT: XmlElement = { name: '', attributes: {}, children: [], start: 0, end: 0 };

/** Elements inside elements; Word itself nests some 40 deep. Deeper content would exhaust the stack of whoever walks it. */
const DEEPEST = 400;
/** Elements that stand in memory at once; a paragraph of Word has some hundred, a long table some hundred thousand. */
const MOST_ELEMENTS = 1_000_000;
/** UTF-16 units between two steps of `pace`. */
const SLICE = 65_536;
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Parses one part of a document; entities that a document type declares are not expanded. `visit` gets every finished
 * child of `container`, which is then forgotten, so that a long text never stands in memory as a whole. Throws
 * `Unreadable`, and what `pace` throws.
 */
export async function parseXml(
  bytes: Uint8Array,
  pace: Pace,
  container?: string,
  visit?: (element: XmlElement) => void,
): Promise<XmlElement> {
  const { Parser } = await import('htmlparser2');
  const xml = decodeXml(bytes).text;
  const root: OpenElement = { ...NO_ELEMENT, children: [] };
  const open: OpenElement[] = [root];
  let elements = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > DEEPEST || ++elements > MOST_ELEMENTS) {
          throw new Unreadable(t('it is built in a way no document is. Open it in Word and save it as a new .docx.'));
        }
        const element: OpenElement = {
          name: localName(name),
          attributes: localNames(attributes),
          children: [],
          start: parser.startIndex,
          end: parser.startIndex,
        };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext(text) {
        const children = open.at(-1)?.children;
        const last = children?.at(-1);
        if (children === undefined) return;
        if (typeof last === 'string') children[children.length - 1] = last + text;
        else children.push(text);
      },
      onclosetag() {
        const element = open.pop();
        const parent = open.at(-1);
        if (element !== undefined) element.end = parser.endIndex + 1;
        if (element === undefined || visit === undefined || parent?.name !== container) return;
        parent?.children.pop();
        visit(element);
        // Only what is still held counts.
        elements = open.length;
      },
    },
    { xmlMode: true },
  );
  for (let at = 0; at < xml.length; at += SLICE) {
    parser.write(xml.slice(at, at + SLICE));
    await pace();
  }
  // Whatever is open at the end was cut off.
  if (open.length > 1 || childElements(root).length === 0) throw new Unreadable(CUT_SHORT);
  parser.end();
  return root;
}

/** The text of a part, and its way back into bytes: what was not changed is the same bytes again. Throws `Unreadable`. */
export function decodeXml(bytes: Uint8Array): {
  readonly text: string;
  readonly encode: (text: string) => Uint8Array;
} {
  const [first, second] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const swapped = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const label = utf16 ? 'utf-16le' : swapped ? 'utf-16be' : 'utf-8';
  try {
    // The byte order mark is no part of the text.
    const whole = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
    const mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    return {
      text: whole.slice(mark.length),
      encode: (text) => (label === 'utf-8' ? new TextEncoder().encode(mark + text) : toUtf16(mark + text, utf16)),
    };
  } catch {
    throw new Unreadable(CUT_SHORT);
  }
}

function toUtf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function localNames(attributes: Readonly<Record<string, string>>): Record<string, string> {
  // No prototype: attribute names are anyone's words.
  const local: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(attributes)) local[localName(name)] ??= value;
  return local;
}

/** The element's child elements, of that name if one is given. */
export function childElements(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** Follows the first child of each name in turn; `undefined` when one is missing. */
export function descend(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>((at, name) => childElements(at, name)[0], element);
}

/** The attribute `val` of the descendant; `undefined` when there is no such element or attribute. */
export function valueOf(element: XmlElement | undefined, ...names: readonly string[]): string | undefined {
  return descend(element, ...names)?.attributes.val;
}

/** A whole number in the attribute `val` of the descendant; `undefined` when there is none. */
export function numberOf(element: XmlElement | undefined, ...names: readonly string[]): number | undefined {
  const value = valueOf(element, ...names);
  return value !== undefined && /^-?\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** Whether the on/off property is there and on; an absent `val` means on. */
export function isOn(element: XmlElement | undefined, ...names: readonly string[]): boolean {
  const property = descend(element, ...names);
  return property !== undefined && !/^(?:0|false|off)$/.test(property.attributes.val ?? 'on');
}

import { t } from '../../util/l10n.js';
import type { Pace } from '../pace.js';
import { CUT_SHORT, Unreadable } from './zip.js';

/** An XML element; names of elements and attributes are without their namespace's prefix, which producers choose freely. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Elements inside elements; Word itself nests some 40 deep. Deeper content would exhaust the stack of whoever walks it. */
const DEEPEST = 400;
/** Elements that stand in memory at once; a paragraph of Word has some hundred, a long table some hundred thousand. */
const MOST_ELEMENTS = 1_000_000;
/** UTF-16 units between two steps of `pace`. */
const SLICE = 65_536;

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
  const xml = decodeXml(bytes);
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  let elements = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > DEEPEST || ++elements > MOST_ELEMENTS) {
          throw new Unreadable(t('it is built in a way no document is. Open it in Word and save it as a new .docx.'));
        }
        const element: OpenElement = { name: localName(name), attributes: localNames(attributes), children: [] };
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

function decodeXml(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0);
  const swapped = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c);
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : swapped ? 'utf-16be' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable(CUT_SHORT);
  }
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

import { withoutDirections } from '../../api/directions.js';
import type { Span } from '../../text/span.js';
import type { XmlElement } from './xml.js';

/** Characters as they are read, and where they are written. */
export interface WrittenText extends Span {
  readonly text: string;
}

const START_TAG = /<[^\s"'/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>/y;
const NAME = /<([^\s"'/>]+)/y;
/** What no XML may hold (XML 1.0, 2.2). */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as the content of an element or, in double quotation marks, of an attribute; what XML cannot hold, or would turn the text around, is made visible. */
export function escapeXml(text: string): string {
  return withoutDirections(text.replace(FORBIDDEN, '\ufffd')).replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** The element's name as it is written, with its prefix. */
export function writtenName(xml: string, { start }: Span): string {
  return matchAt(NAME, xml, start)?.[1] ?? '';
}

/** The element's start tag as it is written. */
export function startTag(xml: string, { start }: Span): string {
  return matchAt(START_TAG, xml, start)?.[0] ?? '';
}

/** The part's text with more in the element, behind all that is in it. */
export function withAppended(xml: string, element: Span, content: string): string {
  const tag = startTag(xml, element);
  if (element.start + tag.length === element.end) {
    const opened = tag.replace(/\s*\/>$/, '>');
    return `${xml.slice(0, element.start)}${opened}${content}</${writtenName(xml, element)}>${xml.slice(element.end)}`;
  }
  const close = xml.lastIndexOf('</', element.end);
  return xml.slice(0, close) + content + xml.slice(close);
}

/** The text in an element, stretch by stretch; an entity is a stretch of its own. */
export async function writtenTexts(xml: string, element: XmlElement): Promise<readonly WrittenText[]> {
  const { Parser } = await import('htmlparser2');
  const texts: WrittenText[] = [];
  const parser = new Parser(
    {
      ontext(text) {
        const { start } = element;
        texts.push({ text, start: start + parser.startIndex, end: start + parser.endIndex + 1 });
      },
    },
    { xmlMode: true },
  );
  parser.end(xml.slice(element.start, element.end));
  return texts;
}

function matchAt(pattern: RegExp, xml: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(xml);
}

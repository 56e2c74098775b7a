const CHAIR = String.raw`(?:(?:Mr|Mrs|Ms)\.? |Madam(?:e)? |Distinguished |Honou?rable )*(?:Co-?)?(?:Chair(?:man|woman|person|s)?|President|Secretary-General|Facilitators?|Excellenc(?:y|ies)|Ladies and gentlemen|Distinguished (?:delegates|colleagues)|colleagues)`;
const SALUTATION = new RegExp(
  `^(?:${CHAIR}(?:(?:, | and )${CHAIR})*|(?:And )?(?:I )?thank you(?: very much)?(?:,? ${CHAIR})?)\\s*[,.:;!]?$`,
  'i',
);

const PAGE_OF = /^(?:page\s+)?(\d{1,3})\s*(?:\/|of)\s*(\d{1,3})$/i;
const FURNITURE: readonly RegExp[] = [
  /^(?:page\s+)?\d{1,3}$/i,
  /^(?:[-–—]\s*)?\d{1,3}\s*[-–—]$/,
  /^[*_\-–—=~.#\s]+$/,
  /^\/\.\.\.$/,
  /^Select target paragraph\s*\d*$/i,
  // What Markdown converters are told: attributes, a table of contents, where links lead.
  /^(?:TOC|TOC \{:toc\}|\{:[^{}]*\})$/i,
  /^\[[^\]^][^\]]{0,60}\]:\s*<?(?:https?:|mailto:|[/#])\S*$/i,
  // The axis of a chart, the row of a table.
  /^(?:\d[\d.,]*%?[\s|]+){4,}\d[\d.,]*%?$/,
  /^(?:Skip to (?:main )?content|Back to top|Print this page|Share this page)$/i,
];
const PAGE_TAIL = /(?<=[.;:!?]["”’)]?)\s+(\d{1,3})\/(\d{1,3})\s*$/;

const MAY_END_PAGE_TAIL = /[\d\s]/;

/** UTF-16 units that are looked at, sentence's end and white space included. */
const LONGEST_PAGE_TAIL = 40;

/** Whether a line of its own is page or web furniture: page numbers, ornaments, widgets. `line` is plain prose. */
export function isFurniture(line: string): boolean {
  const page = PAGE_OF.exec(line);
  if (page !== null) return Number(page[1]) <= Number(page[2]);
  return FURNITURE.some((pattern) => pattern.test(line));
}

/** Whether a whole paragraph only addresses or thanks the chair, as statements do between their parts. */
export function isSalutation(paragraph: string): boolean {
  return SALUTATION.test(paragraph);
}

/** Length of `text` without a page number ("1/5") that runs on after its last sentence. */
export function lengthWithoutPageNumber(text: string): number {
  // Most lines end otherwise, and there are very many lines.
  if (!MAY_END_PAGE_TAIL.test(text.slice(-1))) return text.length;
  const from = Math.max(0, text.length - LONGEST_PAGE_TAIL);
  const tail = PAGE_TAIL.exec(text.slice(from));
  return tail !== null && Number(tail[1]) <= Number(tail[2]) ? from + tail.index : text.length;
}

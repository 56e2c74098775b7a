import { childElements, descend, numberOf, valueOf, type XmlElement } from './xml.js';

/** What a paragraph style says that matters to a reader of the text; `undefined`: it says nothing. */
export interface ParagraphStyle {
  /** The document's title. */
  readonly title: boolean;
  /** A line of a table of contents, or its heading. */
  readonly contents: boolean;
  /** Zero-based; 9 is body text. */
  readonly outline: number | undefined;
  readonly numId: string | undefined;
  /** The style itself and, in turn, what it is based on, each with the zero-based depth in the list that it gives. */
  readonly lineage: readonly { readonly id: string; readonly level: number | undefined }[];
}

/** The paragraph styles of a document. */
export interface Styles {
  /** The style of that id with what it inherits; the default style for `undefined`. */
  readonly paragraph: (id: string | undefined) => ParagraphStyle;
  /** The list that a numbering style stands for. */
  readonly listOf: (id: string) => string | undefined;
}

const PLAIN: ParagraphStyle = {
  title: false,
  contents: false,
  outline: undefined,
  numId: undefined,
  lineage: [],
};

/** Word itself allows some ten styles based on one another. */
const LONGEST_LINEAGE = 30;

/** Reads styles.xml (ECMA-376 part 1, 17.7). A style based on itself, however indirectly, ends there. */
export function readStyles(styles: XmlElement | undefined): Styles {
  const elements = childElements(descend(styles, 'styles'), 'style');
  const byId = new Map(elements.map((style) => [style.attributes.styleId ?? '', style]));
  const standard = elements.find(
    ({ attributes }) => attributes.type === 'paragraph' && /^(?:1|true|on)$/.test(attributes.default ?? ''),
  );
  const resolved = new Map<string, ParagraphStyle>();

  const resolve = (id: string | undefined): ParagraphStyle => {
    const chain: XmlElement[] = [];
    let next = id === undefined ? standard : byId.get(id);
    while (next !== undefined && chain.length < LONGEST_LINEAGE && !chain.includes(next)) {
      chain.push(next);
      next = byId.get(valueOf(next, 'basedOn') ?? '');
    }
    // From the base upwards, each style adding to what it inherits.
    return chain.reduceRight<ParagraphStyle>((inherited, style) => {
      // Built-in styles have English names in every language of Word.
      const name = valueOf(style, 'name') ?? '';
      return {
        title: inherited.title || /^title$/i.test(name),
        contents: inherited.contents || /^(?:toc [1-9]|toc heading)$/i.test(name),
        outline: numberOf(style, 'pPr', 'outlineLvl') ?? headingOf(name) ?? inherited.outline,
        numId: valueOf(style, 'pPr', 'numPr', 'numId') ?? inherited.numId,
        lineage: [
          { id: style.attributes.styleId ?? '', level: numberOf(style, 'pPr', 'numPr', 'ilvl') },
          ...inherited.lineage,
        ],
      };
    }, PLAIN);
  };

  return {
    paragraph(id) {
      const key = id ?? '';
      const style = resolved.get(key) ?? resolve(id);
      resolved.set(key, style);
      return style;
    },
    listOf: (id) => valueOf(byId.get(id), 'pPr', 'numPr', 'numId'),
  };
}

function headingOf(name: string): number | undefined {
  const level = /^heading ([1-9])$/i.exec(name)?.[1];
  return level === undefined ? undefined : Number(level) - 1;
}

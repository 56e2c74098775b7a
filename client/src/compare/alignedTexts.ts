import type { AlignedParagraphs } from '../../../server/src/api/protocol.js';

const BITS = 12;

/**
 * The two texts, a paragraph a line, with a line that looks blank behind each pair. It is the same in both texts and like no
 * other, so that the editor's comparison always pairs the two, and shows the paragraphs of a pair beside each other.
 */
export function alignedTexts(pairs: readonly AlignedParagraphs[]): { readonly record: string; readonly draft: string } {
  const textOf = (side: 'record' | 'draft'): string =>
    pairs.map(({ [side]: line }, n) => `${line === undefined ? '' : `${line}\n`}${blankLine(n)}\n`).join('');
  return { record: textOf('record'), draft: textOf('draft') };
}

/** The number in characters without width, which unlike white space are never ignored by a comparison. */
function blankLine(n: number): string {
  const bits = n.toString(2).padStart(BITS, '0');
  return [...bits].map((bit) => (bit === '0' ? '\u200B' : '\u200C')).join('');
}

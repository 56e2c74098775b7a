import { splitSentences } from '../text/sentences.js';
import { refersBack } from './antecedents.js';

/** What must be known besides a sentence to read it. */
export interface SentenceContext {
  /** The sentence above the list that it opens an item of. */
  readonly leadIn?: string;
  /** The sentence before it in its paragraph, where it may take something up from there. */
  readonly before?: string;
}

/** What must be known besides to read each sentence of a paragraph. `leadIn`: the sentence that leads to the paragraph. */
export function contextsOf(sentences: readonly string[], leadIn: string | undefined): readonly SentenceContext[] {
  return sentences.map((sentence, n) => {
    const before = refersBack(sentence) ? sentences[n - 1] : undefined;
    return {
      ...(n > 0 || leadIn === undefined ? {} : { leadIn }),
      ...(before === undefined ? {} : { before }),
    };
  });
}

/** A paragraph of a text, in order. */
export interface ListedParagraph {
  readonly text: string;
  /** Its enumerator without punctuation ("12", "a", "iv"), "-" for a bullet; `undefined` when it is no item of a list. */
  readonly marker: string | undefined;
  /** How deep it is nested, 0 the outermost. */
  readonly depth: number;
}

/** Knows what stands above a list: "States should:" above "a) report incidents;". */
export interface LeadIns {
  /** The sentence that leads to the paragraph, which comes after all that were given before; `undefined` without one. */
  next(paragraph: ListedParagraph): string | undefined;
}

/** Follows the paragraphs of one text. */
export function createLeadIns(): LeadIns {
  let open: { readonly sentence: string; readonly rank: number }[] = [];
  return {
    next({ text, marker, depth }) {
      const rank = marker === undefined ? -1 : depth * STYLES.length + styleOf(marker);
      open = open.filter((lead) => lead.rank < rank);
      const leadIn = open.at(-1)?.sentence;
      if (/:\s*$/.test(text)) {
        const last = splitSentences(text).at(-1);
        open.push({ sentence: text.slice(last?.start, last?.end), rank });
      }
      return leadIn;
    },
  };
}

/** Enumerators from the outermost inwards: where nothing is indented, letters stand under numbers. */
const STYLES = [/^\d/, /^(?!(?:[ivx]{2,}|i)$)/i, /^/];

function styleOf(marker: string): number {
  return STYLES.findIndex((style) => style.test(marker));
}

import type { Span } from './span.js';
import type { Spelling } from './spelling.js';
import { JOINTS } from './termScanner.js';
import { termOf } from './terms.js';
import { endOfWord, isPlain, standsBeside } from './words.js';

const FIRST_SURROGATE = 0xd800;
/** Of an ASCII letter's code: the same for capitals and small letters. */
const LETTER = 0x1f;
const LONGEST_TOLD = 31;

/** Where the tokens of a text stand. */
export interface TokenSpans {
  /** `undefined` beyond the last token. */
  at(token: number): Span | undefined;
}

/** Opens a text for whoever wants few of its tokens: it is read no further than to those, and no word is looked up. */
export type SpanReader = (text: string) => TokenSpans;

/** A reader of the spans of the tokens that `createTokenizer` finds with the same spelling. */
export function createSpanReader(spelling: Spelling): SpanReader {
  const mayOpen = createOpeningCheck(spelling);
  const compoundOf = (first: string, second: string): string | undefined =>
    spelling.compounds.get(`${first} ${termOf(second, spelling)}`);

  return (text) => {
    // Offsets of start and end in turn: there may be thousands.
    const edges: number[] = [];
    /** Reads on to so many edges, from the end of the last token, which is known not to go on. */
    const readTo = (wanted: number): void => {
      let [from, to, isPlainToken] = [-1, -2, true];
      // The one word that the house makes of the token, when it is two.
      let joined: string | undefined;
      for (let at = edges.at(-1) ?? 0; at < text.length; ) {
        const start = at;
        let code = text.charCodeAt(at);
        while (isPlain(code)) {
          if (++at === text.length) break;
          code = text.charCodeAt(at);
        }
        const isPlainWord = at === text.length || standsBeside(code);
        if (!isPlainWord) at = endOfWord(text, start);
        if (at === start) {
          at += code >= FIRST_SURROGATE && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
          continue;
        }
        const mayJoin = start === to + 1 && (!isPlainToken || mayOpen(text, from, to)) && JOINTS.has(text.charAt(to));
        joined = mayJoin
          ? compoundOf(joined ?? termOf(text.slice(from, to), spelling), text.slice(start, at))
          : undefined;
        if (joined === undefined) {
          if (from >= 0 && edges.push(from, to) >= wanted) return;
          from = start;
        }
        isPlainToken = isPlainWord && joined === undefined;
        to = at;
      }
      if (from >= 0) edges.push(from, to);
    };
    return {
      at(token) {
        const end = 2 * token + 1;
        if (edges.length <= end) readTo(end + 1);
        const [from, to] = [edges[end - 1], edges[end]];
        return from === undefined || to === undefined ? undefined : { start: from, end: to };
      },
    };
  };
}

/** Tells of a word of ASCII letters and figures, by first letter and length, whether it may be the first of two that are one. */
function createOpeningCheck({ compounds, variants }: Spelling): (text: string, from: number, to: number) => boolean {
  const openings = new Set([...compounds.keys()].map((pair) => pair.slice(0, pair.indexOf(' '))));
  const lengths = new Uint32Array(LETTER + 1);
  const add = (word: string): void => {
    const letter = word.charCodeAt(0) & LETTER;
    lengths[letter] = (lengths[letter] ?? 0) | (1 << Math.min(word.length, LONGEST_TOLD));
  };
  for (const opening of openings) add(opening);
  for (const [variant, term] of variants) if (openings.has(term)) add(variant);
  return (text, from, to) =>
    (((lengths[text.charCodeAt(from) & LETTER] ?? 0) >>> Math.min(to - from, LONGEST_TOLD)) & 1) === 1;
}

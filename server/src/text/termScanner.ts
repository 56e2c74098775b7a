import type { Spelling } from './spelling.js';
import { termOf } from './terms.js';
import { endOfWord, isPlain, standsBeside } from './words.js';

/** Between two words that may be one: a space or a hyphen, breaking or not. */
export const JOINTS: ReadonlySet<string> = new Set([' ', '\u00a0', '\u2009', '\u202f', '-', '\u2010', '\u2011']);
/** Slots of an empty table of words. A power of two. */
const FEWEST_SLOTS = 1 << 10;
const FEWEST_LETTERS = 1 << 12;

const FIRST_SURROGATE = 0xd800;

/** Told of each token: the number of its term, and its span. */
export type TokenVisitor = (term: number, start: number, end: number) => void;

/** Reads texts word by word. Makes neither objects nor strings of words that it has met before. */
export interface TermScanner {
  /** Terms by number, each once. Grows with every new word. */
  readonly terms: readonly string[];
  /** Visits the tokens of the text in order; `createTokenizer` says which they are. */
  scan(text: string, visit: TokenVisitor): void;
}

/** A scanner that folds the spelling variants of `spelling` and has met no word yet. */
export function createTermScanner(spelling: Spelling): TermScanner {
  const terms: string[] = [];
  const numbers = new Map<string, number>();
  const opensCompound: boolean[] = [];
  const openings = new Set([...spelling.compounds.keys()].map((pair) => pair.slice(0, pair.indexOf(' '))));
  const words = createWordTable((word) => numberOf(termOf(word, spelling)));

  function numberOf(term: string): number {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, terms.length);
    opensCompound.push(openings.has(term));
    return terms.push(term) - 1;
  }

  /** Number of the one word that the house makes of two terms; `undefined` when they stay two. */
  function compoundOf(first: number, second: number): number | undefined {
    const compound = spelling.compounds.get(`${terms[first]} ${terms[second]}`);
    return compound === undefined ? undefined : numberOf(compound);
  }

  return {
    terms,
    scan(text, visit) {
      let [term, from, to] = [-1, 0, -2];
      for (let at = 0; at < text.length; ) {
        const start = at;
        let hash = 0;
        let code = text.charCodeAt(at);
        while (isPlain(code)) {
          hash = mixed(hash, code);
          if (++at === text.length) break;
          code = text.charCodeAt(at);
        }
        if (at < text.length && !standsBeside(code)) {
          // Few words hold more than letters and figures of ASCII.
          at = endOfWord(text, start);
          hash = 0;
          for (let i = start; i < at; i++) hash = mixed(hash, text.charCodeAt(i));
        }
        if (at === start) {
          at += code >= FIRST_SURROGATE && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
          continue;
        }
        const next = words.numberOf(text, start, at, hash);
        const mayJoin = start === to + 1 && opensCompound[term] === true && JOINTS.has(text.charAt(to));
        const compound = mayJoin ? compoundOf(term, next) : undefined;
        if (compound === undefined) {
          if (term >= 0) visit(term, from, to);
          from = start;
        }
        term = compound ?? next;
        to = at;
      }
      if (term >= 0) visit(term, from, to);
    },
  };
}

/** One step of the FNV-1a hash over 16 bits at a time. */
function mixed(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** Finds the numbers of words where they stand in a text. */
interface WordTable {
  numberOf(text: string, start: number, end: number, hash: number): number;
}

/** A table with open addressing over the letters of words, which it copies when it meets them first; `read` then tells their number. */
function createWordTable(read: (word: string) => number): WordTable {
  const numbers: number[] = [];
  // The letters of all words, one word after the other, and where each begins: whoever compares them makes no call.
  let letters = new Uint16Array(FEWEST_LETTERS);
  const starts = [0];
  // Hash of the word and its position among them from one on, side by side: they are looked at together.
  let slots = new Int32Array(FEWEST_SLOTS * 2);

  function slotFor(hash: number): number {
    return ((hash ^ (hash >>> 15)) & ((slots.length >> 1) - 1)) << 1;
  }

  function put(hash: number, position: number): void {
    let slot = slotFor(hash);
    while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1);
    slots[slot] = hash;
    slots[slot + 1] = position;
  }

  function add(word: string, hash: number): number {
    if (numbers.length * 4 >= slots.length) {
      const before = slots;
      slots = new Int32Array(before.length * 2);
      for (let i = 0; i < before.length; i += 2) {
        const position = before[i + 1] ?? 0;
        if (position !== 0) put(before[i] ?? 0, position);
      }
    }
    const start = starts.at(-1) ?? 0;
    if (start + word.length > letters.length) {
      const before = letters;
      letters = new Uint16Array((start + word.length) * 2);
      letters.set(before);
    }
    for (let i = 0; i < word.length; i++) letters[start + i] = word.charCodeAt(i);
    starts.push(start + word.length);
    const number = read(word);
    put(hash, numbers.push(number));
    return number;
  }

  return {
    numberOf(text, start, end, hash) {
      for (let slot = slotFor(hash); ; slot = (slot + 2) & (slots.length - 1)) {
        const position = slots[slot + 1] ?? 0;
        // A copy: a slice would keep the whole text it was cut from in memory.
        if (position === 0) return add([...text.slice(start, end)].join(''), hash);
        if (slots[slot] !== hash) continue;
        let letter = starts[position - 1] ?? 0;
        if ((starts[position] ?? 0) - letter !== end - start) continue;
        let at = start;
        while (at < end && text.charCodeAt(at) === letters[letter]) {
          at++;
          letter++;
        }
        if (at === end) return numbers[position - 1] ?? 0;
      }
    },
  };
}

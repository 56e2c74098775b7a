import type { Span } from './span.js';
import type { Spelling } from './spelling.js';

/** One word of a text. `term` is the normalised index key; the span covers the word as written, without a possessive ending's loss. */
export interface Token extends Span {
  readonly term: string;
}

/** Turns text into tokens; equal terms mean "the same word for a reader" (case, house-style spelling, possessive and typography folded). */
export type Tokenizer = (text: string) => Token[];

// Raised figures stand apart: they are exponents and marks of notes. Lowered ones belong to their word (CO₂).
const LETTERS = String.raw`[\p{L}\p{M}\p{Nd}\p{Nl}₀-₉]`;
const APOSTROPHES = "'’‘＇";
/** What shows nothing: soft hyphen, joiners and other characters without width. */
const INVISIBLE = String.raw`\u00ad\u200b-\u200d\u2060\ufeff`;
const WORD = new RegExp(
  String.raw`${LETTERS}+(?:(?:[${APOSTROPHES}](?=[\p{L}\p{M}])|[${INVISIBLE}]+(?=${LETTERS}))${LETTERS}+)*|\p{No}+`,
  'uy',
);
const PLAIN = /^[a-z0-9]+$/;
const NOT_SEEN = new RegExp(`[${INVISIBLE}]`, 'g');
const APOSTROPHE = new RegExp(`[${APOSTROPHES}ʼ]`, 'g');
const NO_LETTER = /[^\p{L}\p{M}\p{N}']/gu;
const POSSESSIVE = /'s$/;
/** Between two words that may be one: a space or a hyphen, breaking or not. */
const JOINTS: ReadonlySet<string> = new Set([' ', '\u00a0', '\u2009', '\u202f', '-', '\u2010', '\u2011']);

/** Words whose terms are remembered: a power of two, so that their hashes are dealt evenly. */
const REMEMBERED = 1 << 14;

/**
 * A tokenizer that folds the spelling variants of `spelling`. Linear in the text's length.
 * Hyphens separate words ("capacity-building" and "capacity building" are the same two terms);
 * pairs that the house style writes as one word ("cyber-space") come out as one token. Words that look alike are alike:
 * accents composed or not, ligatures, full-width letters, any apostrophe, soft hyphens (Unicode Standard Annex 15, NFKC).
 */
export function createTokenizer(spelling: Spelling): Tokenizer {
  const termOf = createTermReader(spelling);
  const opensCompound = new Set([...spelling.compounds.keys()].map((pair) => pair.slice(0, pair.indexOf(' '))));
  return (text) => {
    const tokens: Token[] = [];
    let previous: Token | undefined;
    for (let start = nextWord(text, 0); start < text.length; start = nextWord(text, previous?.end ?? start)) {
      const end = endOfWord(text, start);
      const term = termOf(text, start, end);
      const closed =
        previous !== undefined &&
        start === previous.end + 1 &&
        opensCompound.has(previous.term) &&
        JOINTS.has(text.charAt(previous.end))
          ? spelling.compounds.get(`${previous.term} ${term}`)
          : undefined;
      if (previous !== undefined && closed !== undefined) {
        previous = { start: previous.start, end, term: closed };
        tokens[tokens.length - 1] = previous;
      } else {
        previous = { start, end, term };
        tokens.push(previous);
      }
    }
    return tokens;
  };
}

/** Reads the term of the word from `start` to `end`. Texts repeat few words most of the time: those are not even cut out. */
function createTermReader({ variants }: Spelling): (text: string, start: number, end: number) => string {
  const read = (word: string): string => {
    const lower = word.toLowerCase();
    const bare = PLAIN.test(lower) ? lower : fold(word);
    return variants.get(bare) ?? bare;
  };
  const words: string[] = Array.from({ length: REMEMBERED }, () => '');
  const terms: string[] = Array.from({ length: REMEMBERED }, () => '');
  return (text, start, end) => {
    let hash = end - start;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (REMEMBERED - 1);
    const known = words[slot] ?? '';
    if (known.length === end - start && text.startsWith(known, start)) return terms[slot] ?? '';
    // A copy: a slice would keep the whole text it was cut from in memory.
    const word = [...text.slice(start, end)].join('');
    const term = read(word);
    words[slot] = word;
    terms[slot] = term;
    return term;
  };
}

/** Where the next word starts, from `at` on; the text's length when there is none. */
function nextWord(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < 0x80 ? isPlain(code) : wordFrom(text, at) > at) return at;
    at += code >= 0x80 && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

/** Where the word that starts at `start` ends. Most end at a character of ASCII, which takes no regular expression to see. */
function endOfWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && isPlain(text.charCodeAt(end))) end++;
  const isWhole = end > start && (end === text.length || (text.charCodeAt(end) < 0x80 && text.charAt(end) !== "'"));
  return isWhole ? end : wordFrom(text, start);
}

/** End of the word at `at`; `at` itself when none starts there. */
function wordFrom(text: string, at: number): number {
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at;
}

/** Whether the character is a letter or figure of ASCII. */
function isPlain(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

function fold(word: string): string {
  const plain = word.replace(NOT_SEEN, '').replace(APOSTROPHE, "'").normalize('NFKC').toLowerCase();
  return plain.replace(NO_LETTER, '').replace(POSSESSIVE, '') || plain;
}

/** Index of the token that contains or ends at `offset`; `undefined` when the offset touches no word. O(log n). */
export function tokenAt(tokens: readonly Token[], offset: number): number | undefined {
  let low = 0;
  let high = tokens.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const token = tokens[middle];
    if (token === undefined) return undefined;
    if (offset < token.start) high = middle - 1;
    else if (offset > token.end) low = middle + 1;
    else {
      const next = tokens[middle + 1];
      return next !== undefined && next.start === offset ? middle + 1 : middle;
    }
  }
  return undefined;
}

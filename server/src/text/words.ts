// Raised figures stand apart: they are exponents and marks of notes. Lowered ones belong to their word (CO₂).
const LETTERS = String.raw`[\p{L}\p{M}\p{Nd}\p{Nl}₀-₉]`;
/** What may stand for an apostrophe within a word. */
export const APOSTROPHES = "'’‘＇";
/** What shows nothing: soft hyphen, joiners, turns of direction and other characters without width (Unicode Standard Annex 44). */
export const INVISIBLE = String.raw`\p{Default_Ignorable_Code_Point}`;
/** Some marks show nothing, as those that choose a variant do: no word begins with one. */
const WORD = new RegExp(
  String.raw`(?!${INVISIBLE})${LETTERS}+(?:(?:[${APOSTROPHES}](?=[\p{L}\p{M}])|[${INVISIBLE}]+(?=${LETTERS}))${LETTERS}+)*|\p{No}+`,
  'uy',
);
const ASCII = 0x80;
const APOSTROPHE = "'".charCodeAt(0);
/** Letters and figures of ASCII, by code. */
const PLAIN = Uint8Array.from({ length: ASCII }, (_, code) => Number(/[A-Za-z\d]/.test(String.fromCharCode(code))));
/** Besides the rest of ASCII, what often stands beside a word and never in one: no-break space, dashes, quotation marks, ellipsis. */
const BESIDE: ReadonlySet<number> = new Set([0xa0, 0x2013, 0x2014, 0x201c, 0x201d, 0x2026]);

/** Whether the character is a letter or figure of ASCII. */
export function isPlain(code: number): boolean {
  return code < ASCII && PLAIN[code] === 1;
}

/** Whether the character neither is part of a word nor joins two parts of one, as most that stand between words. `false` says nothing. */
export function standsBeside(code: number): boolean {
  return code < ASCII ? PLAIN[code] === 0 && code !== APOSTROPHE : BESIDE.has(code);
}

/** End of the word at `start`, whatever its letters; `start` itself when none starts there. */
export function endOfWord(text: string, start: number): number {
  WORD.lastIndex = start;
  return WORD.test(text) ? WORD.lastIndex : start;
}

/** Stands in the stream where a passage ends, so that no run of words reaches into the next passage. */
export const GAP = -1;

/** What stands between a word and the one before it, weakest first. */
export const BREAK = { none: 0, comma: 1, bracket: 2, clause: 3 } as const;

/**
 * Every word of some documents, one after the other, as term numbers. A place is a position in the stream. Documents and
 * passages stand in order; a `GAP` ends each passage.
 */
export interface WordStream {
  readonly stream: Int32Array;
  /** One of `BREAK` for each place: what stands before the word. */
  readonly breaks: Uint8Array;
  /** First place of each passage; after the last one, the stream's length. */
  readonly passagePlaces: Int32Array;
  /** First passage of each document; after the last one, the number of passages. */
  readonly documentPassages: Int32Array;
}

const SPACE = 0x20;
const COMMA = 0x2c;
const STOPS: ReadonlySet<number> = new Set(Array.from('.?!;:', (mark) => mark.charCodeAt(0)));

/** What the text from `from` to `to`, between two words, means for their belonging together; one of `BREAK`. */
export function breakBetween(text: string, from: number, to: number): number {
  const first = text.charCodeAt(from);
  if (to - from === 1 && first === SPACE) return BREAK.none;
  // Most marks are a comma or a stop and a space.
  if (to - from === 2 && text.charCodeAt(from + 1) === SPACE) {
    if (first === COMMA) return BREAK.comma;
    if (STOPS.has(first)) return BREAK.clause;
  }
  return breakIn(text.slice(from, to));
}

function breakIn(between: string): number {
  if (/[;:]|[.?!]["”’)]*\s/.test(between)) return BREAK.clause;
  if (/[()[\]–—]|\s-\s/.test(between)) return BREAK.bracket;
  return between.includes(',') ? BREAK.comma : BREAK.none;
}

/** Position of the last entry that is at most `value`, in ascending `starts` of which the first `count` are looked at. O(log n). */
export function lastAtMost(starts: Int32Array, count: number, value: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** First position of an ascending list whose entry is not below `value`; its length when all are. O(log n). */
export function firstNotBefore(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

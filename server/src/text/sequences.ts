/** An enumerator that only its neighbours tell from prose: "1.1", "A.", "(B)", "II.". */
export interface SequenceMark {
  /** As written, without punctuation: "1.1", "A", "II". */
  readonly marker: string;
  /** Length of what stands before the prose, white space and bullet included. UTF-16 units. */
  readonly length: number;
}

/** Whether these marks are believed where a sequence shows them ("A." before "B."), or wherever they stand. */
export type SequenceRule = 'in sequence' | 'always';

const MARK =
  /^[ \t]*(?:[-*+•][ \t]+)?(?:(\d{1,3}(?:\.\d{1,3}){1,4})\.?|\(([A-Z]|[IVXLC]{2,5})\)|([A-Z]|[IVXLC]{2,5})[.)])[ \t]+(?=\S)/;
/** "1.5 per cent" goes on in small letters. */
const OPENS_SENTENCE = /^(?:["“‘'([*_]*\p{Lu}|["“‘'[])/u;
const NUMBER_BEFORE = /^[ \t]*(?:[-*+•][ \t]+)?\(?(\d{1,3})[.)]/;
const ENDS_LIKE_PROSE = /[.,;:]["”’)\]*_]*(?: and| or)?\s*$/;
/** Lines. */
const LONGEST_LOOK = 20;
/** UTF-16 units. */
const LEAD = 10;
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

interface Candidate extends SequenceMark {
  readonly line: number;
  /** What the members of one sequence share: the numbers before the last one, or the way the letter is written. */
  readonly kind: string;
  /** What it can count to: "I" is the ninth letter and the first roman numeral. */
  readonly values: readonly number[];
}

/**
 * The lines that open with such an enumerator, by index. In sequence: the first of its kind with the second behind it,
 * or with the paragraph it divides before it ("1." and "1.1"); every other one with the one before it. A letter with a
 * full stop over a line that does not end like prose is a heading's and left out. Linear.
 */
export function sequenceMarks(lines: readonly string[], rule: SequenceRule): ReadonlyMap<number, SequenceMark> {
  const marks = new Map<number, SequenceMark>();
  const candidates = readCandidates(lines, rule);
  if (rule === 'always') {
    for (const { line, marker, length } of candidates) marks.set(line, { marker, length });
    return marks;
  }
  const next = nextOfKind(candidates);
  const last = new Map<string, readonly number[]>();
  const divided = new Set<string>();
  for (const [n, { line, kind, values, marker, length }] of candidates.entries()) {
    const before = last.get(kind) ?? [];
    const follows = values.filter((value) => before.includes(value - 1));
    const divides = divided.has(kind) || dividesParagraph(lines, line, kind);
    const opens = values.includes(1) && (divides || next[n]?.includes(2) === true);
    const believed = follows.length > 0 ? follows : opens ? [1] : [];
    if (believed.length === 0) continue;
    last.set(kind, believed);
    divided.add(marker);
    marks.set(line, { marker, length });
  }
  return marks;
}

/** For each candidate what the next one of its kind can count to. */
function nextOfKind(candidates: readonly Candidate[]): readonly (readonly number[] | undefined)[] {
  const next: (readonly number[] | undefined)[] = [];
  const met = new Map<string, readonly number[]>();
  for (let n = candidates.length - 1; n >= 0; n--) {
    const candidate = candidates[n];
    if (candidate === undefined) continue;
    next[n] = met.get(candidate.kind);
    met.set(candidate.kind, candidate.values);
  }
  return next;
}

function readCandidates(lines: readonly string[], rule: SequenceRule): Candidate[] {
  return lines.flatMap((text, line): Candidate[] => {
    const found = MARK.exec(text);
    if (found === null) return [];
    const [opening, dotted, bracketed, letter] = found;
    const length = opening.length;
    if (rule !== 'always' && !OPENS_SENTENCE.test(text.slice(length, length + LEAD))) return [];
    if (dotted !== undefined) {
      const dot = dotted.lastIndexOf('.');
      const value = Number(dotted.slice(dot + 1));
      return [{ line, marker: dotted, length, kind: dotted.slice(0, dot), values: [value] }];
    }
    const marker = bracketed ?? letter ?? '';
    const kind = bracketed === undefined ? 'A.' : '(A)';
    if (rule !== 'always' && letter !== undefined && !endsLikeProse(lines, line)) return [];
    return [
      { line, marker, length, kind, values: [letterValue(marker), romanValue(marker)].filter((value) => value > 0) },
    ];
  });
}

/** Whether the lines from this one to the next blank one end as prose does. */
function endsLikeProse(lines: readonly string[], from: number): boolean {
  let last = from;
  while (last - from < LONGEST_LOOK && (lines[last + 1] ?? '').trim() !== '') last++;
  return ENDS_LIKE_PROSE.test((lines[last] ?? '').slice(-20));
}

/** Whether "1." or the like opens one of the lines right above "1.1". */
function dividesParagraph(lines: readonly string[], line: number, kind: string): boolean {
  for (let n = line - 1; n >= Math.max(0, line - LONGEST_LOOK); n--) {
    const above = NUMBER_BEFORE.exec(lines[n] ?? '')?.[1];
    if (above !== undefined) return above === kind;
  }
  return false;
}

function letterValue(marker: string): number {
  return marker.length === 1 ? marker.charCodeAt(0) - 64 : 0;
}

function romanValue(marker: string): number {
  if (!/^[IVXLC]+$/.test(marker)) return 0;
  const digits = Array.from(marker, (digit) => ROMAN[digit] ?? 0);
  return digits.reduce((sum, digit, n) => sum + (digit < (digits[n + 1] ?? 0) ? -digit : digit), 0);
}

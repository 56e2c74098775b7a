const HYPHENATED = /\p{L}+(?:-\p{L}+)+/gu;
const WORD = /\p{L}+/gu;
const CUT = /(?<=^|[^\p{L}-])((?:\p{L}+-)*\p{L}+)-$/u;
const URL_TAIL = /(?:https?:\/\/|www\.)\S*[-/_.]$/;

/** How often a document writes words whole, and with a hyphen. */
export interface Spellings {
  readonly words: ReadonlyMap<string, number>;
  readonly hyphenated: ReadonlyMap<string, number>;
  /** Whether the hyphens that can be judged were all there before the lines were broken. */
  readonly undivided: boolean;
}

/** Reads the spellings of a document from its lines; what stands at a line's edge may be cut and does not count. Linear. */
export function readSpellings(lines: readonly string[]): Spellings {
  const words = new Map<string, number>();
  const hyphenated = new Map<string, number>();
  const count = (counts: Map<string, number>, word: string): void => {
    counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  };
  for (const line of lines) {
    const whole = line.replace(/\S+-$/, '');
    for (const [word] of whole.matchAll(HYPHENATED)) count(hyphenated, word);
    for (const [word] of whole.matchAll(WORD)) count(words, word);
  }
  let divided = 0;
  let kept = 0;
  lines.forEach((line, n) => {
    const [left, right] = partsAt(line, lines[n + 1] ?? '');
    if (left === undefined || right === undefined) return;
    if (words.has(`${left}${right}`)) divided++;
    if (hyphenated.has(`${left}-${right}`)) kept++;
  });
  return { words, hyphenated, undivided: kept > 0 && divided === 0 };
}

/**
 * Joins two lines of one paragraph. A hyphen at the line's end stays when it is part of the word: when the document
 * writes the word so elsewhere, before a capital ("non-State") or a figure, and between two words of the document
 * that it does not write as one. Otherwise it divided the word and goes.
 */
export function joinLines(before: string, after: string, spellings: Spellings): string {
  if (before === '') return after;
  if (before.endsWith('\u00ad')) return before.slice(0, -1) + after;
  if (/\d[–—‒-]$/.test(before) && /^\d/.test(after)) return before + after;
  if (URL_TAIL.test(before)) return before + after;
  if (!/\p{L}[-‐‑]$/u.test(before)) return `${before} ${after}`;
  // "pre- and post-conflict"
  if (/^(?:and|or|to|und)\b/.test(after)) return `${before} ${after}`;
  const [left, right] = partsAt(before, after);
  return left !== undefined && right !== undefined && isDivided(left, right, spellings)
    ? before.slice(0, -1) + after
    : before + after;
}

/** Joins the lines of one paragraph. Linear: each joint is judged by its own two lines. */
export function joinAll(lines: readonly string[], spellings: Spellings): string {
  const parts = lines.map((line, n) => {
    const next = lines[n + 1];
    if (next === undefined) return line;
    const joined = joinLines(line, next, spellings);
    return joined.slice(0, joined.length - next.length);
  });
  return parts.join('');
}

function partsAt(before: string, after: string): readonly [left?: string, right?: string] {
  const left = CUT.exec(before.replace(/[‐‑]$/, '-'))?.[1]?.toLowerCase();
  const right = /^\p{Ll}+(?:-\p{L}+)*/u.exec(after)?.[0]?.toLowerCase();
  return left === undefined || right === undefined ? [] : [left, right];
}

function isDivided(left: string, right: string, { words, hyphenated, undivided }: Spellings): boolean {
  const head = left.split('-').at(-1) ?? left;
  const tail = right.split('-')[0] ?? right;
  const withHyphen = hyphenated.get(`${left}-${right}`) ?? hyphenated.get(`${head}-${tail}`) ?? 0;
  const asOne = words.get(`${head}${tail}`) ?? 0;
  if (withHyphen !== asOne) return asOne > withHyphen;
  if (left.includes('-') || right.includes('-')) return false;
  return !undivided && !(words.has(head) && words.has(tail));
}

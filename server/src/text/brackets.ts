import { trimSpan } from './sentences.js';
import type { Span } from './span.js';

/** Words in square brackets that negotiators have not settled: "[shall] [should]", "[, as appropriate,]", "[a / b]". */
export interface BracketGroup extends Span {
  /** What may stand there, at least two. */
  readonly alternatives: readonly Alternative[];
}

/** One of the wordings in brackets, without them and without "Alt 1:"; empty where the words are left out. */
export interface Alternative extends Span {
  /** The groups within it. */
  readonly groups: readonly BracketGroup[];
}

interface Bracket extends Span {
  readonly children: Bracket[];
}

/** Square brackets that mark nothing unsettled: code, comments, links, notes, ellipses, a letter changed in a quotation, escapes. */
const NO_BRACKETS = new RegExp(
  [
    '<!--[\\s\\S]*?-->',
    '`[^`]*`',
    String.raw`!?\[[^[\]]*\]\([^()\s]*(?:\s+"[^"]*")?\)`,
    String.raw`\[\^[^\s[\]^]{1,20}\]:?`,
    String.raw`\[\s*(?:\.\s?\.\s?\.|…|sic|emphasis added)\s*\]`,
    String.raw`\[\p{Lu}\](?=\p{Ll})`,
    String.raw`(?<=[\p{L}\p{N}.,;:)”’"])\[\d{1,3}\]`,
    String.raw`\\[[\]]`,
    String.raw`^\s*\[[ xX]\](?=\s)`,
  ].join('|'),
  'gu',
);
const LINK_LABEL = /^ {0,3}\[([^[\]^]+)\]:[ \t]*\S/gm;
const BETWEEN = /^\s*(?:(?:\/|and\/or|or)\s*)?$/;
const NAME = /^\s*(?:alt(?:ernative)?|option)\.?\s*(?:\d{1,2}|[a-z])(?:\s*(?:bis|ter))?\s*[:.–—-]\s*/i;
/** A reading is as long as the prose: thousands of a long one would fill the memory. */
const MOST_READINGS = 50;
/** "a / b", and "shall/should" of single words. */
const [SPACED, TIGHT] = [/\s\/\s/g, /\//g];
const ONLY_WORDS = /^\s*[\p{L}’'-]+(?:\/[\p{L}’'-]+)+\s*$/u;

/** The labels that a Markdown text defines for its links ("[ref]: https://..."), in small letters. */
export function linkLabels(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(LINK_LABEL)].map(([, label = '']) => label.toLowerCase()));
}

/** The groups of brackets in a paragraph's prose, in order, none within another. `labels`: of the whole text. Linear. */
export function readBrackets(prose: string, labels: ReadonlySet<string> = new Set()): readonly BracketGroup[] {
  if (!prose.includes('[')) return [];
  return groupsOf(matchBrackets(withoutLinks(prose, labels)), prose);
}

/** All groups, each before those within it. */
export function allGroups(groups: readonly BracketGroup[]): readonly BracketGroup[] {
  return groups.flatMap((group) => [
    group,
    ...group.alternatives.flatMap((alternative) => allGroups(alternative.groups)),
  ]);
}

/**
 * The prose as it reads with one alternative of each group, by its position; what is not chosen and the brackets themselves
 * are spaces, so that every offset stays.
 */
export function readWith(
  prose: string,
  groups: readonly BracketGroup[],
  choose: (group: BracketGroup) => number,
): string {
  const blank = (start: number, end: number): string => ' '.repeat(Math.max(0, end - start));
  const write = (from: number, to: number, inside: readonly BracketGroup[]): string => {
    let written = '';
    let at = from;
    for (const group of inside) {
      const chosen = group.alternatives[choose(group)] ?? { start: group.start, end: group.start, groups: [] };
      written += prose.slice(at, group.start) + blank(group.start, chosen.start);
      written += write(chosen.start, chosen.end, chosen.groups) + blank(chosen.end, group.end);
      at = group.end;
    }
    return written + prose.slice(at, to);
  };
  return write(0, prose.length, groups);
}

/**
 * The readings of the prose that together choose each alternative of each group once, those without words left out; the prose
 * alone without groups. Of a group with more than fifty alternatives the first fifty.
 */
export function readingsOf(prose: string): readonly string[] {
  const groups = readBrackets(prose);
  if (groups.length === 0) return [prose];
  const counts = allGroups(groups).map(({ alternatives }) => alternatives.length);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const readings = Array.from({ length: Math.min(most, MOST_READINGS) }, (_, n) =>
    readWith(prose, groups, ({ alternatives }) => Math.min(n, alternatives.length - 1)),
  );
  return readings.filter((reading, n) => n === 0 || /\p{L}/u.test(reading));
}

function withoutLinks(prose: string, labels: ReadonlySet<string>): string {
  const blank = (part: string): string => ' '.repeat(part.length);
  const plain = prose.replace(NO_BRACKETS, blank);
  if (labels.size === 0) return plain;
  const isLabel = (label: string): boolean => labels.has(label.toLowerCase());
  return plain
    .replace(/\[[^[\]]*\]\[([^[\]]*)\]/g, (part, label: string) => (isLabel(label) ? blank(part) : part))
    .replace(/\[([^[\]]+)\](?:\[\])?/g, (part, label: string) => (isLabel(label) ? blank(part) : part));
}

/** The brackets that are closed, each with those within it. */
function matchBrackets(prose: string): readonly Bracket[] {
  const roots: Bracket[] = [];
  const open: { readonly start: number; readonly children: Bracket[] }[] = [];
  for (const { 0: sign, index } of prose.matchAll(/[[\]]/g)) {
    if (sign === '[') {
      open.push({ start: index, children: [] });
      continue;
    }
    const closed = open.pop();
    if (closed !== undefined) (open.at(-1)?.children ?? roots).push({ ...closed, end: index + 1 });
  }
  // What stands within a bracket that is never closed stands in none.
  return [...roots, ...open.flatMap(({ children }) => children)].sort((a, b) => a.start - b.start);
}

function groupsOf(brackets: readonly Bracket[], prose: string): readonly BracketGroup[] {
  const runs: Bracket[][] = [];
  for (const bracket of brackets) {
    const before = runs.at(-1)?.at(-1);
    if (before !== undefined && BETWEEN.test(prose.slice(before.end, bracket.start))) runs.at(-1)?.push(bracket);
    else runs.push([bracket]);
  }
  return runs.map((run) => {
    const [start, end] = [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];
    const written = run.flatMap((bracket) => alternativesIn(bracket, prose));
    const leftOut = { start, end: start, groups: [] };
    return { start, end, alternatives: written.length > 1 ? written : [...written, leftOut] };
  });
}

function alternativesIn({ start, end, children }: Bracket, prose: string): readonly Alternative[] {
  const from = start + 1 + (NAME.exec(prose.slice(start + 1, end - 1))?.[0].length ?? 0);
  const inner = prose.slice(from, end - 1);
  const separators = [...inner.matchAll(ONLY_WORDS.test(inner) && inner.trim() !== 'and/or' ? TIGHT : SPACED)]
    .map(({ 0: sign, index }) => ({ start: from + index, end: from + index + sign.length }))
    .filter((sign) => !children.some((child) => child.start < sign.start && sign.start < child.end));
  const edges = [from, ...separators.flatMap((sign) => [sign.start, sign.end]), end - 1];
  return Array.from({ length: separators.length + 1 }, (_, n) => {
    const span = trimSpan(prose, { start: edges[2 * n] ?? from, end: edges[2 * n + 1] ?? end });
    const inside = children.filter((child) => span.start <= child.start && child.end <= span.end);
    return { ...span, groups: groupsOf(inside, prose) };
  });
}

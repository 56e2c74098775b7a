import type { Block } from '../text/blocks.js';
import { parseRoman } from '../text/numerals.js';
import type { Span } from '../text/span.js';

/** A numbered paragraph of a draft, with the number it has and the one its place gives it. */
export interface NumberedParagraph {
  readonly block: Block;
  /** Its own enumerator, without punctuation. UTF-16 offsets into the draft. */
  readonly label: Span;
  /** The enumerators by which it is referred to, as they are written, from the outermost inwards: "12", "a", "ii". */
  readonly written: readonly string[];
  /** The same enumerators as their places in the draft give them. */
  readonly due: readonly string[];
  /** Which run of outermost numbers it belongs to: a draft that numbers each section anew has several. */
  readonly run: number;
}

type Style = 'number' | 'dotted' | 'letter' | 'roman';

/** From the outermost inwards, where nothing is indented. */
const STYLES: readonly Style[] = ['number', 'dotted', 'letter', 'roman'];
/** An enumerator as a paragraph can be read by it again. */
const READABLE = { number: /^\d{1,3}$/, dotted: /^[\d.]+$/, letter: /^[a-z]$/, roman: /^[ivxlc]{1,5}$/ };
/** What stands between two numbers of one list: a rule, a heading by its level, a lettered heading, other paragraphs. */
const [RULE, LETTERED, PROSE, NOTHING] = [0, 7, 8, 9] as const;
/** A list whose lowest number is higher than this is part of a longer text, and keeps where it begins. */
const MOST_MISSING = 3;

interface Item {
  readonly block: Block;
  readonly marker: string;
  readonly label: Span;
  /** How it is written, the enumerator left out, and how far it is indented: "(#) 0". */
  readonly form: string;
  value: number;
  /** What stands between it and the item before. */
  between: number;
  due: string;
  run: number;
}

interface List {
  readonly style: Style;
  readonly form: string;
  readonly level: number;
  readonly parent: { readonly list: List; readonly item: Item } | undefined;
  readonly items: Item[];
  between: number;
}

/** The numbered paragraphs of a draft, in order. `text`: of the whole draft; `blocks`: all of it. Linear, never throws. */
export function readNumbering(text: string, blocks: readonly Block[]): readonly NumberedParagraph[] {
  const lists: List[] = [];
  const paragraphs: { readonly list: List; readonly item: Item }[] = [];
  let open: List[] = [];
  const items = new Map(blocks.flatMap((block) => (isItem(block) ? [[block, itemOf(block, text)] as const] : [])));
  const after = nextOfForm([...items.values()]);
  for (const block of blocks) {
    const item = items.get(block);
    if (item === undefined) {
      const between = boundaryOf(block);
      for (const list of open) list.between = Math.min(list.between, between);
      continue;
    }
    const found = findList(item, open, after.get(item));
    open = found.open;
    item.value = found.value;
    const list = open.at(-1);
    if (list === undefined) continue;
    if (list.items.length === 0) lists.push(list);
    item.between = list.between;
    list.between = NOTHING;
    list.items.push(item);
    paragraphs.push({ list, item });
  }
  let run = 0;
  // A list comes after the one it stands under, so that its numbers are known already.
  for (const list of lists) run = numberList(list, run);
  return paragraphs.map(({ list, item }) => ({
    block: item.block,
    label: item.label,
    written: pathOf(list, item, ({ marker }) => marker),
    due: pathOf(list, item, ({ due }) => due),
    run: item.run,
  }));
}

function isItem({ kind, marker, note }: Block): boolean {
  return kind === 'paragraph' && note === undefined && marker !== undefined && stylesOf(marker).length > 0;
}

function itemOf(block: Block, text: string): Item {
  const marker = block.marker ?? '';
  const opening = text.slice(block.start, block.textStart);
  const at = opening.indexOf(marker);
  const start = block.start + at;
  const form = `${opening.slice(0, at).trim()}#${opening.slice(at + marker.length).trim()} ${block.level}`;
  const label = { start, end: start + marker.length };
  return { block, marker, label, form, value: 0, between: NOTHING, due: marker, run: 0 };
}

/** What the enumerator may be: "i" is the ninth letter and the first roman numeral. Capitals number sections, not paragraphs. */
function stylesOf(marker: string): readonly Style[] {
  if (/^\d/.test(marker)) return [marker.includes('.') ? 'dotted' : 'number'];
  if (!/^[a-z]+$/.test(marker)) return [];
  const letter: readonly Style[] = marker.length === 1 ? ['letter'] : [];
  return valueOf(marker, 'roman') === undefined ? letter : [...letter, 'roman'];
}

function valueOf(marker: string, style: Style): number | undefined {
  if (style === 'letter') return marker.length === 1 ? marker.charCodeAt(0) - 96 : undefined;
  if (style === 'roman') return parseRoman(marker.toUpperCase());
  return Number(marker.slice(marker.lastIndexOf('.') + 1));
}

function boundaryOf({ kind, level, marker, note }: Block): number {
  if (kind === 'rule') return RULE;
  if (kind === 'heading') return level;
  if (kind !== 'paragraph' || note !== undefined) return NOTHING;
  return marker === undefined ? PROSE : LETTERED;
}

function nextOfForm(items: readonly Item[]): ReadonlyMap<Item, string> {
  const next = new Map<Item, string>();
  const met = new Map<string, string>();
  for (const item of items.toReversed()) {
    const marker = met.get(item.form);
    if (marker !== undefined) next.set(item, marker);
    met.set(item.form, item.marker);
  }
  return next;
}

/**
 * The lists that are open at the item, the last of which it belongs to, and what it counts to there. `next`: the enumerator
 * that follows in its form.
 */
function findList(
  item: Item,
  open: readonly List[],
  next: string | undefined,
): { readonly open: List[]; readonly value: number } {
  const { form, marker } = item;
  const { level } = item.block;
  const styles = stylesOf(marker);
  if (styles[0] === 'dotted') return openDotted(item, open);
  const style = styles.length === 1 ? (styles[0] ?? 'number') : likelierStyle(item, open, next);
  const value = valueOf(marker, style) ?? 0;
  // "1)" under "1." is another list; "(a)" and "b)" are one, written carelessly.
  const same = open.findLast(
    (list) => list.style === style && list.level === level && (style !== 'number' || list.form === form),
  );
  if (same !== undefined) return { open: open.slice(0, open.indexOf(same) + 1), value };
  const outer = open.filter((list) => !isDeeper(list, level, style));
  return { open: [...outer, newList(style, form, level, outer.at(-1))], value };
}

/** Letter or roman numeral, by what comes before and behind. */
function likelierStyle({ block, marker }: Item, open: readonly List[], next: string | undefined): Style {
  const [letters, romans] = (['letter', 'roman'] as const).map((style) =>
    open.findLast((list) => list.style === style && list.level === block.level),
  );
  const asRoman = valueOf(marker, 'roman') ?? 0;
  if (marker === 'i' && next === 'ii') return 'roman';
  if (romans !== undefined && asRoman === lastValue(romans) + 1) return 'roman';
  if (letters !== undefined && valueOf(marker, 'letter') === lastValue(letters) + 1) return 'letter';
  const isNear = romans !== undefined && asRoman <= romans.items.length + MOST_MISSING;
  return marker === 'i' || isNear ? 'roman' : 'letter';
}

/** "3.1" stands under the number above it, whatever that is: where paragraphs have moved, it moves with them. */
function openDotted(item: Item, open: readonly List[]): { readonly open: List[]; readonly value: number } {
  const { marker, form, block } = item;
  const depth = marker.split('.').length;
  const value = valueOf(marker, 'dotted') ?? 0;
  const under = open.findLastIndex(
    ({ style, items }) => /^(?:number|dotted)$/.test(style) && items.at(-1)?.marker.split('.').length === depth - 1,
  );
  const outer = open.slice(0, under + 1);
  const same = under < 0 ? undefined : open[under + 1];
  if (same?.style === 'dotted') return { open: [...outer, same], value };
  return { open: [...outer, newList('dotted', form, block.level, outer.at(-1))], value };
}

function newList(style: Style, form: string, level: number, under: List | undefined): List {
  const item = under?.items.at(-1);
  const parent = under === undefined || item === undefined ? undefined : { list: under, item };
  return { style, form, level, parent, items: [], between: NOTHING };
}

function isDeeper(list: List, level: number, style: Style): boolean {
  return list.level > level || (list.level === level && STYLES.indexOf(list.style) > STYLES.indexOf(style));
}

function lastValue({ items }: List): number {
  return items.at(-1)?.value ?? 0;
}

/** Gives the items of a list the numbers that are due to them; answers the number of the newest run. */
function numberList(list: List, before: number): number {
  const { style, items, parent } = list;
  const restarts = createRestartCheck(list);
  const runs: Item[][] = [];
  for (const item of items) {
    if (runs.length === 0 || restarts(item)) runs.push([]);
    runs.at(-1)?.push(item);
  }
  let run = before;
  const due = new Map<Item, string>();
  for (const members of runs) {
    if (parent === undefined) run++;
    const lowest = Math.min(...members.map(({ value }) => value));
    const first = lowest > MOST_MISSING ? lowest : 1;
    for (const [n, item] of members.entries()) {
      item.run = parent?.item.run ?? run;
      const label = labelOf(first + n, style);
      due.set(item, style === 'dotted' && parent !== undefined ? `${parent.item.due}.${label}` : label);
    }
  }
  // "3.1" without a "3" above, and what could not be read again, are left alone.
  const isLeft = style === 'dotted' && parent === undefined;
  if (isLeft || [...due.values()].some((label) => !READABLE[style].test(label))) return run;
  for (const [item, label] of due) item.due = label;
  return run;
}

/**
 * Whether a list begins anew at one of its items. The outermost numbers do at headings of a level, and at whatever else parts
 * them, when most of the paragraphs behind such ones are numbered 1; inner lists wherever something parts them and they are.
 */
function createRestartCheck({ style, items, parent }: List): (item: Item) => boolean {
  if (parent !== undefined || style !== 'number') return ({ value, between }) => between !== NOTHING && value === 1;
  const most = new Set<number>();
  for (let boundary = RULE; boundary < NOTHING; boundary++) {
    const behind = items.slice(1).filter(({ between }) => between === boundary);
    if (behind.filter(({ value }) => value === 1).length * 2 > behind.length) most.add(boundary);
  }
  return ({ between }) => most.has(between);
}

const TENS = ['', 'x', 'xx', 'xxx', 'xl', 'l', 'lx', 'lxx', 'lxxx', 'xc'];
const UNITS = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];

function labelOf(value: number, style: Style): string {
  if (style === 'letter') return value <= 26 ? String.fromCharCode(96 + value) : '';
  if (style === 'roman') return `${TENS[Math.floor(value / 10)] ?? '?'}${UNITS[value % 10]}`;
  return String(value);
}

/** "12", "a", "ii"; a dotted number names the ones above it itself. */
function pathOf(list: List, item: Item, read: (item: Item) => string): readonly string[] {
  const above = list.parent;
  if (above === undefined || list.style === 'dotted') return [read(item)];
  return [...pathOf(above.list, above.item, read), read(item)];
}

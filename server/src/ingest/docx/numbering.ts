import { formatNumber } from '../listLabels.js';
import { childElements, descend, isOn, numberOf, valueOf, type XmlElement } from './xml.js';

/** Where a paragraph stands in an automatic list. */
export interface ListPlace {
  readonly numId: string;
  /** Zero-based depth. */
  readonly level: number;
}

/** The automatic lists of a document. It counts: each call is the next numbered paragraph, in the document's order. */
export interface Numbering {
  /** The label of the next paragraph there ("12.", "(a)", "-" for a bullet); `undefined` when the list shows none. */
  readonly next: (place: ListPlace) => string | undefined;
  /** The depth that a list ties to a paragraph style; `undefined` when none is. */
  readonly levelOfStyle: (numId: string, styleId: string) => number | undefined;
}

interface Level {
  readonly start: number;
  readonly format: string;
  /** "%1." or "(%2)": how the numbers are written. */
  readonly text: string;
  /** 0: never starts again; n: only after a paragraph of the first n levels; `undefined`: after any higher level. */
  readonly restart: number | undefined;
  /** All numbers of the label are written in figures. */
  readonly legal: boolean;
  readonly styleId: string | undefined;
}

interface List {
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly starts: ReadonlyMap<number, number>;
}

const DEEPEST = 8;

/**
 * Reads numbering.xml (ECMA-376 part 1, 17.9). Lists of one abstract definition count on from each other, unless a list
 * overrides a start. `listOfStyle` names the list that a numbering style stands for.
 */
export function readNumbering(
  numbering: XmlElement | undefined,
  listOfStyle: (styleId: string) => string | undefined,
): Numbering {
  const root = descend(numbering, 'numbering');
  const abstracts = new Map(childElements(root, 'abstractNum').map((e) => [e.attributes.abstractNumId ?? '', e]));
  const nums = new Map(childElements(root, 'num').map((e) => [e.attributes.numId ?? '', e]));
  const lists = new Map<string, List | undefined>();
  const listOf = (numId: string): List | undefined => {
    if (!lists.has(numId)) lists.set(numId, readList(numId, nums, abstracts, listOfStyle));
    return lists.get(numId);
  };
  const counters = new Map<string, (number | undefined)[]>();
  const begun = new Set<string>();

  return {
    next({ numId, level }) {
      const list = listOf(numId);
      const definition = list?.levels.get(level);
      if (list === undefined || definition === undefined) return undefined;
      const counts = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counts);
      if (!begun.has(numId)) {
        begun.add(numId);
        for (const [at] of list.starts) counts[at] = undefined;
      }
      counts[level] = (counts[level] ?? startOf(list, level) - 1) + 1;
      for (let deeper = level + 1; deeper <= DEEPEST; deeper++) {
        const restart = list.levels.get(deeper)?.restart;
        if (restart === undefined || level < restart) counts[deeper] = undefined;
      }
      return labelOf(list, definition, counts);
    },
    levelOfStyle(numId, styleId) {
      for (const [level, definition] of listOf(numId)?.levels ?? []) {
        if (definition.styleId === styleId) return level;
      }
      return undefined;
    },
  };
}

function readList(
  numId: string,
  nums: ReadonlyMap<string, XmlElement>,
  abstracts: ReadonlyMap<string, XmlElement>,
  listOfStyle: (styleId: string) => string | undefined,
): List | undefined {
  const num = nums.get(numId);
  let abstractId = valueOf(num, 'abstractNumId');
  let abstract = abstracts.get(abstractId ?? '');
  const style = valueOf(abstract, 'numStyleLink');
  if (style !== undefined) {
    abstractId = valueOf(nums.get(listOfStyle(style) ?? ''), 'abstractNumId');
    abstract = abstracts.get(abstractId ?? '');
  }
  if (abstract === undefined || abstractId === undefined) return undefined;
  const overrides = childElements(num, 'lvlOverride');
  const definitions = [
    ...childElements(abstract, 'lvl'),
    ...overrides.flatMap((override) => childElements(override, 'lvl')),
  ];
  return {
    abstractId,
    levels: new Map(definitions.map((element) => [depthOf(element), readLevel(element)])),
    starts: new Map(
      overrides.flatMap((override) => {
        const start = numberOf(override, 'startOverride');
        return start === undefined ? [] : [[depthOf(override), start] as const];
      }),
    ),
  };
}

function depthOf(element: XmlElement): number {
  return Number(element.attributes.ilvl ?? 0);
}

function readLevel(element: XmlElement): Level {
  return {
    start: numberOf(element, 'start') ?? 0,
    // Word offers some formats only to newer versions and keeps a plain one beside them.
    format: valueOf(element, 'numFmt') ?? valueOf(element, 'AlternateContent', 'Fallback', 'numFmt') ?? 'decimal',
    text: valueOf(element, 'lvlText') ?? '',
    restart: numberOf(element, 'lvlRestart'),
    legal: isOn(element, 'isLgl'),
    styleId: valueOf(element, 'pStyle'),
  };
}

function startOf(list: List, level: number): number {
  return list.starts.get(level) ?? list.levels.get(level)?.start ?? 1;
}

function labelOf(list: List, definition: Level, counts: readonly (number | undefined)[]): string | undefined {
  if (definition.format === 'bullet') return '-';
  const label = definition.text.replace(/%([1-9])/g, (_whole, digit: string) => {
    const level = Number(digit) - 1;
    const format = definition.legal ? 'decimal' : (list.levels.get(level)?.format ?? 'decimal');
    return formatNumber(counts[level] ?? startOf(list, level), format);
  });
  const trimmed = label.replace(/\s+/g, ' ').trim();
  if (trimmed === '') return undefined;
  if (!/[\p{L}\p{N}]/u.test(trimmed)) return '-';
  // A bare figure or letter would be read as the first word of the text.
  return /^%[1-9]$/.test(definition.text.trim()) ? `${trimmed}.` : trimmed;
}

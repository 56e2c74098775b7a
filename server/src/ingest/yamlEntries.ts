import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** An entry of a list: its fields in the order in which they are written. */
export type YamlEntry = Readonly<Record<string, unknown>>;

/** A file's text with an entry more, and the zero-based line on which that starts. */
export interface TextWithEntry {
  readonly text: string;
  readonly line: number;
}

/** A file's text without some entries. */
export interface TextWithoutEntries {
  readonly text: string;
  /** How many are gone. */
  readonly removed: number;
}

/** Long lines stay as they are: what is folded reads badly in a comparison of versions. */
const AS_WRITTEN = { lineWidth: 0 } as const;

/**
 * The text with the entry as the last one of a top-level list, which is made where there is none. All else stays as it was
 * written, byte for byte, unless the list stands in brackets: then comments and order stay. `undefined` for a text that is
 * not a YAML mapping, or where something else than a list has the name.
 */
export function addEntry(text: string, list: string, entry: YamlEntry): TextWithEntry | undefined {
  const read = readList(text, list);
  if (read === undefined) return undefined;
  const { document, entries } = read;
  const wanted = [...entries, entry];
  const spliced = splice(text, read, list, entry);
  if (spliced !== undefined && holds(text, spliced.text, list, wanted)) return spliced;
  listIn(document, list).add(document.createNode(entry));
  const written = document.toString(AS_WRITTEN);
  return { text: written, line: lastEntryLine(written, list) };
}

/**
 * The text without those entries of a top-level list, by their positions. All else stays as it was written, comments before
 * and after an entry included; those inside go with it. `undefined` as with `addEntry`.
 */
export function removeEntries(
  text: string,
  list: string,
  positions: readonly number[],
): TextWithoutEntries | undefined {
  const read = readList(text, list);
  if (read === undefined) return undefined;
  const { document, pair, entries } = read;
  const removed = positions.length;
  if (removed === 0) return { text, removed };
  const wanted = entries.filter((_, i) => !positions.includes(i));
  const fromLast = [...positions].sort((a, b) => b - a);
  const cuts = fromLast.map((position) => linesOf(text, pair?.value, position));
  const cut = cuts.reduce<string | undefined>(
    (rest, lines) => (lines === undefined ? undefined : rest && rest.slice(0, lines.start) + rest.slice(lines.end)),
    text,
  );
  if (cut !== undefined && holds(text, cut, list, wanted)) return { text: cut, removed };
  const { items } = listIn(document, list);
  for (const position of fromLast) items.splice(position, 1);
  return { text: document.toString(AS_WRITTEN), removed };
}

/** A list that can be changed. */
interface ReadList {
  readonly document: Document;
  /** The list with its name; `undefined` where there is none yet. */
  readonly pair: Pair | undefined;
  readonly entries: readonly unknown[];
}

function readList(text: string, list: string): ReadList | undefined {
  const document: Document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return { document, pair: undefined, entries: [] };
  if (!isMap(document.contents)) return undefined;
  const pair = document.contents.items.find(({ key }) => isScalar(key) && key.value === list);
  const { value } = pair ?? {};
  if (value !== undefined && value !== null && !isSeq(value) && !(isScalar(value) && value.value === null))
    return undefined;
  const values = valuesOf(document);
  return values && { document, pair, entries: (values[list] ?? []) as readonly unknown[] };
}

/** `undefined` for references that lead nowhere or to too much. */
function valuesOf(document: Document): Record<string, unknown> | undefined {
  try {
    return (document.toJS() ?? {}) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Whether the changed text is the one before with these entries in the list. */
function holds(before: string, after: string, list: string, entries: readonly unknown[]): boolean {
  const [old, changed] = [before, after].map((text) => {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
    return document.errors.length > 0 ? undefined : valuesOf(document);
  });
  if (old === undefined || changed === undefined) return false;
  const { [list]: _, ...others } = old;
  const { [list]: changedList, ...changedOthers } = changed;
  return JSON.stringify([others, entries]) === JSON.stringify([changedOthers, changedList ?? []]);
}

/** The text with the entry written into it; `undefined` where it must be written anew. */
function splice(text: string, { document, pair }: ReadList, list: string, entry: YamlEntry): TextWithEntry | undefined {
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const place = placeOfNext(text, pair);
  if (place === undefined) return undefined;
  const { at, indent } = place;
  const head = [
    at > 0 && text[at - 1] !== '\n' ? newLine : '',
    // What a file begins with is about all of it.
    document.contents === null && text.trim() !== '' && !/\n\s*\n$/.test(text) ? newLine : '',
    pair === undefined ? `${list}:${newLine}` : '',
  ];
  const start = text.slice(0, at) + head.join('');
  const lines = stringify([entry], AS_WRITTEN).trimEnd().split('\n');
  const written = lines.map((line) => `${' '.repeat(indent)}${line}${newLine}`).join('');
  return { text: start + written + text.slice(at), line: start.split('\n').length - 1 };
}

/** Where a list goes on, and how far in; the end of the text where there is no such list. `undefined` in brackets. */
function placeOfNext(
  text: string,
  pair: Pair | undefined,
): { readonly at: number; readonly indent: number } | undefined {
  if (pair === undefined) return { at: text.length, indent: 2 };
  const { key, value } = pair;
  if (isSeq(value)) {
    const last = linesOf(text, value, value.items.length - 1);
    return last && { at: last.end, indent: last.indent };
  }
  return isNode(key) ? { at: lineEnd(text, key.range?.[1] ?? 0), indent: 2 } : undefined;
}

/** The lines of an entry of a list that is written line by line. UTF-16 offsets, end exclusive. */
function linesOf(
  text: string,
  list: unknown,
  position: number,
): { readonly start: number; readonly end: number; readonly indent: number } | undefined {
  const item = isSeq(list) ? list.items[position] : undefined;
  const token = isSeq(list) && list.srcToken?.type === 'block-seq' ? list.srcToken.items[position] : undefined;
  const dash = token?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
  const end = isNode(item) ? item.range?.[1] : undefined;
  if (dash === undefined || end === undefined) return undefined;
  const start = text.lastIndexOf('\n', dash - 1) + 1;
  if (text.slice(start, dash).trim() !== '') return undefined;
  return { start, end: text[end - 1] === '\n' ? end : lineEnd(text, end), indent: dash - start };
}

/** Where the line after the one of `offset` starts, or the text ends. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** The document's list, made where it is missing or empty. */
function listIn(document: Document, name: string): YAMLSeq {
  if (document.contents === null) document.contents = document.createNode({}) as YAMLMap;
  const contents = document.contents as YAMLMap;
  const there = contents.get(name, true);
  if (isSeq(there)) {
    if (there.items.length === 0) there.flow = false;
    return there;
  }
  const list = document.createNode([]) as YAMLSeq;
  list.flow = false;
  contents.set(name, list);
  return list;
}

function lastEntryLine(text: string, name: string): number {
  const lineCounter = new LineCounter();
  const list = (parseDocument(text, { lineCounter }).contents as YAMLMap | null)?.get(name);
  const last = isSeq(list) ? list.items.at(-1) : undefined;
  return isMap(last) ? lineCounter.linePos(last.range?.[0] ?? 0).line - 1 : 0;
}

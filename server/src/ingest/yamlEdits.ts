import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import { parseYamlFields } from './yamlFile.js';

/** Fields of an entry in the order in which they are written, each a single line. */
export type EntryFields = Readonly<Record<string, string>>;

/** A change of one entry of a list. `index`: its place in the list. */
export type EntryEdit =
  | { readonly kind: 'add'; readonly list: string; readonly fields: EntryFields }
  | { readonly kind: 'set'; readonly list: string; readonly index: number; readonly fields: EntryFields }
  | { readonly kind: 'remove'; readonly list: string; readonly index: number };

/**
 * The text of a YAML mapping of lists with one entry changed; every other character stays as it is, since people keep such
 * files under version control. `undefined` where the file is written so that this cannot be done without a doubt.
 */
export function editEntry(text: string, edit: EntryEdit): string | undefined {
  const before = parseYamlFields(text);
  if ('problem' in before) return undefined;
  const edited = edit.kind === 'add' ? added(text, edit) : edit.kind === 'set' ? set(text, edit) : removed(text, edit);
  const after = edited === undefined ? undefined : parseYamlFields(edited);
  if (after === undefined || 'problem' in after) return undefined;
  // Reading what was written settles whatever the places in the text may not have told.
  const isMeant =
    canonical(after.values) === canonical({ ...before.values, [edit.list]: listAfter(before.values, edit) });
  return isMeant ? edited : undefined;
}

function listAfter(values: Readonly<Record<string, unknown>>, edit: EntryEdit): readonly unknown[] {
  const list = entriesOf(values[edit.list]);
  if (edit.kind === 'add') return [...list, edit.fields];
  if (edit.kind === 'remove') return list.filter((_, i) => i !== edit.index);
  return list.map((entry, i) => (i === edit.index ? { ...(entry as object), ...edit.fields } : entry));
}

function entriesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An empty list says as much as none, and the order of fields says nothing. */
function canonical(values: Readonly<Record<string, unknown>>): string {
  const lists = Object.entries(values).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return JSON.stringify(Object.fromEntries(lists), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function added(text: string, { list, fields }: EntryEdit & { readonly kind: 'add' }): string | undefined {
  const pair = contentsOf(text)?.items.find(({ key }) => isScalar(key) && key.value === list);
  const eol = eolOf(text);
  if (pair === undefined) return spliceLines(text, text.length, `${list}:${eol}${entryLines(fields, '  ', eol)}`);
  const { key, value } = pair;
  const last = isSeq(value) ? value.items.at(-1) : undefined;
  if (isSeq(value) && last !== undefined) {
    const end = endOf(last);
    if (end === undefined) return undefined;
    if (value.flow === true) return `${text.slice(0, end)}, ${JSON.stringify(fields)}${text.slice(end)}`;
    const indent = /^[ \t]*/.exec(text.slice(lineStart(text, startOf(last) ?? 0)))?.[0] ?? '';
    return spliceLines(text, end, entryLines(fields, indent, eol));
  }
  const at = endOf(key);
  if (at === undefined || !(isSeq(value) || value === null || (isScalar(value) && value.value === null)))
    return undefined;
  const [from, to] = isSeq(value) ? [startOf(value) ?? 0, endOf(value) ?? 0] : [0, 0];
  const open = text.slice(0, from).replace(/ $/, '') + text.slice(to);
  return spliceLines(isSeq(value) ? open : text, at, entryLines(fields, '  ', eol));
}

function set(text: string, { list, index, fields }: EntryEdit & { readonly kind: 'set' }): string | undefined {
  const entry = listIn(text, list)?.items[index];
  if (!isMap(entry) || entry.flow === true) return undefined;
  let edited = text;
  // From the last to the first, so that the places before stay.
  const known = entry.items.toReversed().flatMap(({ key, value }) => (isScalar(key) ? [{ key, value }] : []));
  const missing = Object.entries(fields).filter(([name]) => !known.some(({ key }) => key.value === name));
  const [end, start] = [endOf(entry), startOf(entry)];
  if (end === undefined || start === undefined) return undefined;
  if (missing.length > 0) {
    const indent = ' '.repeat(start - lineStart(text, start));
    edited = spliceLines(edited, end, indented(Object.fromEntries(missing), indent, eolOf(text)));
  }
  for (const { key, value } of known) {
    const written = fields[String(key.value)];
    const [from, to] = [startOf(value), endOf(value)];
    if (written === undefined) continue;
    if (from === undefined || to === undefined) return undefined;
    edited = `${edited.slice(0, from)}${stringify(written, { lineWidth: 0 }).trimEnd()}${edited.slice(to)}`;
  }
  return edited;
}

function removed(text: string, { list, index }: EntryEdit & { readonly kind: 'remove' }): string | undefined {
  const items = listIn(text, list);
  const [start, end] = [startOf(items?.items[index]), endOf(items?.items[index])];
  if (items === undefined || start === undefined || end === undefined) return undefined;
  if (items.flow === true) {
    const next = startOf(items.items[index + 1]);
    const before = endOf(items.items[index - 1]);
    return text.slice(0, next === undefined ? (before ?? start) : start) + text.slice(next ?? end);
  }
  return text.slice(0, lineStart(text, start)) + text.slice(lineEnd(text, end));
}

/** The lines put in at the line that begins at, or follows, a place of the text. */
function spliceLines(text: string, at: number, lines: string): string {
  const place = lineEnd(text, at);
  const isOpen = place > 0 && text[place - 1] !== '\n';
  return `${text.slice(0, place)}${isOpen ? eolOf(text) : ''}${lines}${text.slice(place)}`;
}

function entryLines(fields: EntryFields, indent: string, eol: string): string {
  return `${indent}- ${indented(fields, `${indent}  `, eol).slice(indent.length + 2)}`;
}

/** One line a field: what is folded reads badly in a comparison of versions. */
function indented(fields: EntryFields, indent: string, eol: string): string {
  return stringify(fields, { lineWidth: 0 })
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join(eol);
}

function listIn(text: string, list: string): YAMLSeq | undefined {
  const value = contentsOf(text)?.get(list);
  return isSeq(value) ? value : undefined;
}

function contentsOf(text: string): YAMLMap | undefined {
  const { contents } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  return isMap(contents) ? contents : undefined;
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}

/** Where a node ends, UTF-16 offset, exclusive; of one that has lines of its own, behind the last of them. */
function endOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[1] : undefined;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line ends on which a place is, its line break included; the place itself at the start of a line. */
function lineEnd(text: string, at: number): number {
  if (at === 0 || text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

import { isMap, isNode, isScalar, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import { t } from '../util/l10n.js';
import { parseYamlFields } from './yamlFile.js';

/** Fields of an entry in the order in which they are written; texts are single lines. */
export interface EntryFields {
  readonly [name: string]: string | readonly string[] | EntryFields;
}

/** A change of one entry of a list. `index`: its place in the list; `set` puts texts in the place of texts. */
export type EntryEdit =
  | { readonly kind: 'add'; readonly list: string; readonly fields: EntryFields }
  | {
      readonly kind: 'set';
      readonly list: string;
      readonly index: number;
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'remove'; readonly list: string; readonly index: number };

/** A text after an edit. */
export interface EditedText {
  readonly text: string;
  /** Zero-based line of the entry, or where it stood. */
  readonly line: number;
}

/** An edited text, or why it cannot be edited so and what to do: a sentence. */
export type Edited = EditedText | { readonly problem: string };

/**
 * The text of a YAML mapping of lists with entries changed one after the other, each index as the edits before it leave the
 * list; the line is that of the last one. Every other character stays as it is, since people keep such files under version
 * control. `undefined` where the text is written so that this cannot be done without a doubt.
 */
export function editEntries(text: string, edits: readonly EntryEdit[]): EditedText | undefined {
  return edits.reduce<EditedText | undefined>((before, edit) => before && editEntry(before.text, edit), {
    text,
    line: 0,
  });
}

/** As `editEntries`, without the entries of a list that are meant; the same text where none is. */
export function removeEntries(
  text: string,
  list: string,
  isMeant: (entry: unknown) => boolean,
): EditedText | undefined {
  const parsed = parseYamlFields(text);
  const entries = 'problem' in parsed ? undefined : (parsed.values[list] ?? []);
  if (!Array.isArray(entries)) return undefined;
  const places = entries.flatMap((entry: unknown, index) => (isMeant(entry) ? [index] : []));
  // From the last to the first, so that the places before stay.
  const edits = places.toReversed().map((index) => ({ kind: 'remove', list, index }) as const);
  return editEntries(text, edits);
}

/** What to do about a file that can be read, but not be edited. `file`: its path. */
export function cannotBeEdited(file: string): string {
  return t('{0} is written in a way that cannot be changed here. Make the change in the file itself.', file);
}

function editEntry(text: string, edit: EntryEdit): EditedText | undefined {
  const before = parseYamlFields(text);
  if ('problem' in before) return undefined;
  const edited = edit.kind === 'add' ? added(text, edit) : edit.kind === 'set' ? set(text, edit) : removed(text, edit);
  const after = edited === undefined ? undefined : parseYamlFields(edited);
  if (edited === undefined || after === undefined || 'problem' in after) return undefined;
  // Reading what was written settles whatever the places in the text may not have told.
  const isMeant =
    canonical(after.values) === canonical({ ...before.values, [edit.list]: listAfter(before.values, edit) });
  if (!isMeant) return undefined;
  const line = edit.kind === 'add' ? after.entryLines[edit.list]?.at(-1) : before.entryLines[edit.list]?.[edit.index];
  return { text: edited, line: line ?? 0 };
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
  const contents = contentsOf(text);
  const pair = contents?.items.find(({ key }) => isScalar(key) && key.value === list);
  const eol = eolOf(text);
  if (pair === undefined) {
    // What a file begins with is about all of it.
    const isHeading = contents === undefined && text.trim() !== '' && !/\n\s*\n$/.test(text);
    const gap = isHeading ? eol : '';
    return spliceLines(text, text.length, `${gap}${list}:${eol}${entryLines(fields, '  ', eol)}`);
  }
  const { key, value } = pair;
  const last = isSeq(value) ? value.items.length - 1 : -1;
  if (isSeq(value) && last >= 0) {
    if (value.flow === true) {
      const end = endOf(value.items[last]);
      return end === undefined ? undefined : `${text.slice(0, end)}, ${JSON.stringify(fields)}${text.slice(end)}`;
    }
    const lines = linesOf(text, value, last);
    return lines && spliceLines(text, lines.end, entryLines(fields, lines.indent, eol));
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
  const lines = linesOf(text, items, index);
  return lines && text.slice(0, lines.start) + text.slice(lines.end);
}

/** The lines of an entry of a list that is written line by line, from its dash on. UTF-16 offsets, end exclusive. */
function linesOf(
  text: string,
  { items, srcToken }: YAMLSeq,
  index: number,
): { readonly start: number; readonly end: number; readonly indent: string } | undefined {
  const token = srcToken?.type === 'block-seq' ? srcToken.items[index] : undefined;
  const dash = token?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
  const end = endOf(items[index]);
  if (dash === undefined || end === undefined) return undefined;
  const start = lineStart(text, dash);
  return { start, end: lineEnd(text, end), indent: text.slice(start, dash) };
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
  const { contents } = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, logLevel: 'silent' });
  return isMap(contents) ? contents : undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Where a node ends, UTF-16 offset, exclusive; of one that has lines of its own, behind the last of them. */
function endOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[1] : undefined;
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

import { parseDepartures, DEPARTURES_FILE, DEPARTURES_HEADING } from './departuresFile.js';
import { POSITIONS_HEADING } from './positionsEdits.js';
import { parsePositions, POSITIONS_FILE } from './positionsFile.js';
import { cannotBeEdited, type Edited, editEntries, type EntryFields } from './yamlEdits.js';
import { parseYamlFields } from './yamlFile.js';

/** The workspace's own files whose entries a mission may share, from the workspace folder. */
export const SHARED_FILES = { positions: POSITIONS_FILE, departures: DEPARTURES_FILE } as const;

const HEADINGS: Readonly<Record<SharedFile, string>> = { positions: POSITIONS_HEADING, departures: DEPARTURES_HEADING };

/** Name of such a file. */
export type SharedFile = keyof typeof SHARED_FILES;

/** What an entry of such a file says, and in which of its lists. */
export interface EntryContent {
  readonly list: string;
  /** By name, in the order of the names: equal entries are equal as JSON. Who decided a position is left out. */
  readonly fields: EntryFields;
}

/** An entry, by what it decides about. At most one stands about each subject. */
export interface SharedEntry extends EntryContent {
  readonly file: SharedFile;
  /** Equal where two entries decide about the same; it says nothing to a person. */
  readonly subject: string;
}

/** What comes in the place of what: nothing for an entry that is new, or gone. `by`: who decided it, on one line. */
export interface EntryChange {
  readonly file: SharedFile;
  readonly before?: EntryContent;
  readonly after?: EntryContent & { readonly by?: string };
}

/** The entries of files that can be used, by what they decide about. */
export type FileEntries = Readonly<Partial<Record<SharedFile, ReadonlyMap<string, SharedEntry>>>>;

/** A decision that was not taken, because somebody had decided otherwise. */
export interface RefusedEntry {
  readonly file: SharedFile;
  /** What was decided here; absent where an entry was taken back. */
  readonly mine?: EntryContent;
  /** What stands; absent where it was taken back. */
  readonly theirs?: EntryContent;
  /** By whom and when: "amina, 2026-03-12". */
  readonly by: string;
}

/** Who decided; what is shared carries it apart. */
const BY = 'by';
/** Fields as they are written, those before all others that say what an entry is about. */
const ORDER: readonly string[] =
  'rule words document citation quote holder topic topics into never always instead wording by date instruction reason sentence from'.split(
    ' ',
  );

/**
 * The entries of a file's text, by subject; of two about the same the later. `undefined` where the file is not there or says
 * something that cannot be used: what is half written is nobody's decision yet.
 */
export function sharedEntries(
  file: SharedFile,
  text: string | undefined,
): ReadonlyMap<string, SharedEntry> | undefined {
  if (text === undefined) return undefined;
  const { problems } = file === 'positions' ? parsePositions('', text) : parseDepartures('', text);
  const parsed = parseYamlFields(text);
  if (problems.length > 0 || 'problem' in parsed) return undefined;
  const entries = Object.entries(parsed.values).flatMap(([list, values]) =>
    (values as readonly unknown[]).map((value) => entryOf(file, list, value)),
  );
  return new Map(entries.map((entry) => [entry.subject, entry]));
}

/**
 * The file's text after the changes; all else stays as it was written. An entry that was to be replaced and is not there any
 * more has been changed since: it is left alone, and so is what stands there already. `undefined` as text: there is no file yet.
 */
export function changeEntries(text: string | undefined, changes: readonly EntryChange[]): Edited {
  const [first] = changes;
  const before = text ?? (first === undefined ? '' : HEADINGS[first.file]);
  const edited = changes.reduce<Edited>((each, change) => ('problem' in each ? each : changeEntry(each.text, change)), {
    text: before,
    line: 0,
  });
  // Nothing was to be written: no file is begun.
  return text === undefined && 'text' in edited && edited.text === before ? { ...edited, text: '' } : edited;
}

function changeEntry(text: string, { file, before, after }: EntryChange): Edited {
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) return { problem: cannotBeEdited(SHARED_FILES[file]) };
  const place = (wanted: EntryContent | undefined): number => {
    const values = wanted === undefined ? undefined : parsed.values[wanted.list];
    const key = wanted && keyOf(wanted);
    return Array.isArray(values)
      ? values.findIndex((value: unknown) => keyOf(entryOf(file, wanted?.list ?? '', value)) === key)
      : -1;
  };
  const index = place(before);
  const isThere = place(after) !== -1;
  const edited = editEntries(text, [
    ...(before === undefined || index === -1 ? [] : [{ kind: 'remove', list: before.list, index } as const]),
    ...(after === undefined || isThere || (before !== undefined && index === -1)
      ? []
      : [{ kind: 'add', list: after.list, fields: fieldsToWrite(after) } as const]),
  ]);
  return edited ?? { problem: cannotBeEdited(SHARED_FILES[file]) };
}

function fieldsToWrite({ fields, by }: EntryContent & { readonly by?: string }): EntryFields {
  return inOrder(by === undefined || BY in fields ? fields : { ...fields, [BY]: by });
}

/** As a person writes an entry: first what it is about. */
function inOrder(fields: EntryFields): EntryFields {
  const names = [
    ...ORDER.filter((name) => name in fields),
    ...Object.keys(fields).filter((name) => !ORDER.includes(name)),
  ];
  return Object.fromEntries(
    names.map((name) => {
      const value = fields[name] ?? '';
      return [name, typeof value === 'string' || isList(value) ? value : inOrder(value)];
    }),
  );
}

function isList(value: EntryFields | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

/** An entry as it is compared and sent, whatever the order and the kind of its values: a year may be written as a number. */
function entryOf(file: SharedFile, list: string, value: unknown): SharedEntry {
  const fields = plainFields(value) as EntryFields;
  const own =
    file === 'departures' ? fields : Object.fromEntries(Object.entries(fields).filter(([name]) => name !== BY));
  return { file, list, fields: own, subject: subjectOf(file, list, own) };
}

function plainFields(value: unknown): EntryFields | string | readonly string[] {
  if (Array.isArray(value)) return value.map(onOneLine);
  if (typeof value !== 'object' || value === null) return onOneLine(value);
  const known = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(known.map(([name, each]) => [name, plainFields(each)] as const).sort(byName));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function onOneLine(value: unknown): string {
  return String(value).replace(/\s+/gu, ' ').trim();
}

/** A statement is decided about once, whether it is confirmed or retired; a departure is one of a sentence from a prior. */
function subjectOf(file: SharedFile, list: string, fields: EntryFields): string {
  const { words, document, holder, topic, wording, into, never, always, rule, sentence, from } = fields;
  if (file === 'departures') {
    const { document: prior, quote } = (from ?? {}) as EntryFields;
    return JSON.stringify([rule, sentence, prior, quote]);
  }
  if (words !== undefined) return JSON.stringify(['statement', words, document, holder]);
  return JSON.stringify([list, topic, wording, holder, into, never, always]);
}

/** Whether two entries say the same, in whatever order their fields come; two that are not there do. */
export function sameContent(a: EntryContent | undefined, b: EntryContent | undefined): boolean {
  return (a && keyOf(a)) === (b && keyOf(b));
}

function keyOf({ list, fields }: EntryContent): string {
  return JSON.stringify([list, plainFields(fields)]);
}

/** Where decisions are kept that were not taken, from the workspace folder. */
export const REFUSED_FILE = '.aide-memoire/refused.yaml';

const REFUSED = 'refused';
const REFUSED_HEADING =
  '# What was decided here and not taken, since others had decided otherwise. Decide anew where needed, then delete this file.\n\n';

/** The text of `refused.yaml` with these decisions added, none twice. `undefined` as text: there is no file yet. */
export function addRefused(text: string | undefined, refused: readonly RefusedEntry[]): Edited {
  const before = text ?? REFUSED_HEADING;
  const there = refusedIn(before).map((entry) => JSON.stringify(plainFields(entry)));
  const edits = refused.flatMap(({ file, mine, theirs, by }) => {
    if (mine === undefined) return [];
    const fields = {
      file: `${file}.yaml`,
      list: mine.list,
      mine: mine.fields,
      ...(theirs && { theirs: theirs.fields }),
      by,
    };
    if (there.includes(JSON.stringify(plainFields(fields)))) return [];
    return [{ kind: 'add', list: REFUSED, fields } as const];
  });
  return editEntries(before, edits) ?? { problem: cannotBeEdited(REFUSED_FILE) };
}

/** How many decisions a `refused.yaml` keeps; one that cannot be read counts as one. */
export function countRefused(text: string): number {
  return 'problem' in parseYamlFields(text) ? 1 : refusedIn(text).length;
}

function refusedIn(text: string): readonly unknown[] {
  const parsed = parseYamlFields(text);
  const list = 'problem' in parsed ? [] : parsed.values[REFUSED];
  return Array.isArray(list) ? list : [];
}

import { t } from '../util/l10n.js';
import type { AddedPosition, ConfirmedStatement, Decision, RetiredStatement } from './positionsFile.js';
import { parsePositions, POSITIONS_FILE } from './positionsFile.js';
import { type EntryEdit, type EntryFields, editEntry } from './yamlEdits.js';
import { parseYamlFields } from './yamlFile.js';

/** An entry of the file, by what it says. */
export interface DecidedEntry {
  readonly list: 'confirmed' | 'added' | 'retired';
  readonly decision: ConfirmedStatement | AddedPosition | RetiredStatement;
}

/** A change of what is decided. `instead`: the entry whose place a new one takes. */
export type DecisionChange =
  | {
      readonly kind: 'add';
      readonly list: 'confirmed' | 'retired';
      readonly fields: EntryFields;
      readonly instead?: DecidedEntry;
    }
  | { readonly kind: 'set'; readonly entry: DecidedEntry; readonly fields: EntryFields }
  | { readonly kind: 'remove'; readonly entry: DecidedEntry };

const HEADING =
  '# What the delegation has decided about its positions. It outranks what is read out of the documents.\n\n';

/**
 * The file's text after the change, with the zero-based line of the entry (or where it stood); whatever the change does not
 * concern stays as it is, to the letter. `undefined` as text: there is no file yet. `problem` says what to do where the file
 * cannot be changed so.
 */
export function changeDecisions(
  text: string | undefined,
  change: DecisionChange,
): { readonly text: string; readonly line: number } | { readonly problem: string } {
  const before = text ?? HEADING;
  const unreadable = parseYamlFields(before);
  if ('problem' in unreadable)
    return { problem: parsePositions('', before).problems[0]?.message ?? unreadable.problem };
  const old = change.kind === 'add' ? change.instead : change.entry;
  const index = old === undefined ? -1 : indexOf(before, old);
  if (old !== undefined && index === -1) {
    return { problem: t('{0} has changed meanwhile and no longer holds the entry. Try again.', POSITIONS_FILE) };
  }
  const edits: readonly EntryEdit[] =
    change.kind === 'add'
      ? [
          ...(old === undefined ? [] : [{ kind: 'remove', list: old.list, index } as const]),
          { kind: 'add', list: change.list, fields: change.fields },
        ]
      : [{ ...change, list: change.entry.list, index }];
  let after: string | undefined = before;
  for (const edit of edits) after = after === undefined ? undefined : editEntry(after, edit);
  if (after === undefined) {
    const list = change.kind === 'add' ? change.list : change.entry.list;
    return {
      problem: t(
        '{0}: the list "{1}" is written in a way that cannot be changed here; edit it there.',
        POSITIONS_FILE,
        list,
      ),
    };
  }
  return {
    text: after,
    line: change.kind === 'add' ? lineOf(after, change.list, -1) : lineOf(before, change.entry.list, index),
  };
}

/** Place of the entry in its list; -1 when the list does not hold it. */
function indexOf(text: string, { list, decision }: DecidedEntry): number {
  const parsed = parseYamlFields(text);
  const entries = 'problem' in parsed ? undefined : parsed.values[list];
  const wanted = canonical({ ...decision });
  return Array.isArray(entries) ? entries.findIndex((entry: unknown) => canonical(entry) === wanted) : -1;
}

/** An entry as it is read, wherever it stands: a year may be written as a number. */
function canonical(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return '';
  const fields = Object.entries(entry).filter(([name]) => name !== ('line' satisfies keyof Decision));
  return JSON.stringify(fields.map(([name, value]) => `${name}: ${String(value).replace(/\s+/gu, ' ').trim()}`).sort());
}

function lineOf(text: string, list: string, index: number): number {
  const parsed = parseYamlFields(text);
  return 'problem' in parsed ? 0 : (parsed.entryLines[list]?.at(index) ?? 0);
}

import { t } from '../util/l10n.js';
import type { AddedPosition, ConfirmedStatement, Decision, RetiredStatement } from './positionsFile.js';
import { parsePositions, POSITIONS_FILE } from './positionsFile.js';
import { cannotBeEdited, type Edited, editEntries, type EntryEdit } from './yamlEdits.js';
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
      readonly fields: Readonly<Record<string, string>>;
      readonly instead?: DecidedEntry;
    }
  | { readonly kind: 'set'; readonly entry: DecidedEntry; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'remove'; readonly entry: DecidedEntry };

/** What a file begins with that is made anew. */
export const POSITIONS_HEADING =
  '# What the delegation has decided about its positions. It outranks what is read out of the documents.\n\n';

/**
 * The file's text after the change, and the line of the entry (or where it stood); whatever the change does not concern
 * stays as it is, to the letter. `undefined` as text: there is no file yet. `problem` says what to do where the file cannot
 * be changed so.
 */
export function changeDecisions(text: string | undefined, change: DecisionChange): Edited {
  const before = text ?? POSITIONS_HEADING;
  const parsed = parseYamlFields(before);
  if ('problem' in parsed) return { problem: problemIn(before) };
  const old = change.kind === 'add' ? change.instead : change.entry;
  const index = old === undefined ? -1 : indexOf(parsed.values, old);
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
  return editEntries(before, edits) ?? { problem: problemIn(before) };
}

function problemIn(text: string): string {
  return parsePositions('', text).problems[0]?.message ?? cannotBeEdited(POSITIONS_FILE);
}

/** Place of the entry in its list; -1 when the list does not hold it. */
function indexOf(values: Readonly<Record<string, unknown>>, { list, decision }: DecidedEntry): number {
  const entries = values[list];
  const wanted = canonical({ ...decision });
  return Array.isArray(entries) ? entries.findIndex((entry: unknown) => canonical(entry) === wanted) : -1;
}

/** An entry as it is read, wherever it stands: a year may be written as a number. */
function canonical(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return '';
  const fields = Object.entries(entry).filter(([name]) => name !== ('line' satisfies keyof Decision));
  return JSON.stringify(fields.map(([name, value]) => `${name}: ${String(value).replace(/\s+/gu, ' ').trim()}`).sort());
}

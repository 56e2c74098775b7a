import * as v from 'valibot';
import { DEPARTURE_RULE_IDS, type DepartureRuleId } from '../api/settings.js';
import { t } from '../util/l10n.js';
import type { CorpusProblem } from './corpusDocument.js';
import { LineSchema } from './metadata.js';
import { cannotBeEdited, type Edited, editEntries, removeEntries } from './yamlEdits.js';
import { parseYamlFields } from './yamlFile.js';

/** The workspace's file of departures from the record that were decided, from the workspace folder. */
export const DEPARTURES_FILE = '.aide-memoire/departures.yaml';

/** The prior text that a draft departs from. */
export interface DepartedPrior {
  /** Id of its document, or the path of the workspace's own file that states it. */
  readonly document: string;
  readonly citation: string;
  readonly quote: string;
}

/** What a draft departs from and in which words. Texts are single lines. */
export interface DepartureSubject {
  readonly rule: DepartureRuleId;
  /** The draft's sentence. */
  readonly sentence: string;
  readonly from: DepartedPrior;
}

/** A departure that somebody decided. */
export interface Departure extends DepartureSubject {
  readonly by: string;
  /** The day (UTC) on which it was recorded, ISO 8601. */
  readonly date: string;
  readonly reason: string;
}

/** A departure as its file holds it. */
export interface RecordedDeparture extends Departure {
  /** Zero-based line of the file on which the entry starts. */
  readonly line: number;
}

/** The departures of one file. */
export interface DeparturesOfFile {
  /** URI of the file, there or not. */
  readonly uri: string;
  readonly departures: readonly RecordedDeparture[];
}

const LIST = 'departures';
/** What a file begins with that is made anew. */
export const DEPARTURES_HEADING =
  '# Departures from the record that were decided. An entry holds for its sentence as long as that and the prior stay.\n\n';
const SHAPE = t('write rule, by, date, reason, sentence and, under "from:", document, citation and quote');

/** What somebody has to give to record a departure. */
export const DepartureSubjectSchema = v.strictObject({
  rule: v.picklist(DEPARTURE_RULE_IDS),
  sentence: LineSchema,
  from: v.strictObject({ document: LineSchema, citation: LineSchema, quote: LineSchema }),
});

const DepartureSchema = v.strictObject({
  ...DepartureSubjectSchema.entries,
  by: LineSchema,
  date: v.pipe(v.string(), v.regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)),
  reason: LineSchema,
});

/**
 * Reads a workspace's `departures.yaml`: one list, `departures`. An entry that cannot be used is left out with a problem
 * that names its line and what to write. Never throws.
 */
export function parseDepartures(
  uri: string,
  text: string,
): { readonly departures: readonly RecordedDeparture[]; readonly problems: readonly CorpusProblem[] } {
  const problems: CorpusProblem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ file: uri, message: t('{0}, line {1}: {2}.', DEPARTURES_FILE, line + 1, message) });
  };
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) {
    report(parsed.line, t('the file cannot be read ({0}); write one list called {1}', parsed.problem, LIST));
    return { departures: [], problems };
  }
  const { values, lines, entryLines } = parsed;
  for (const name of Object.keys(values).filter((key) => key !== LIST)) {
    report(lines[name] ?? 0, t('there is no list "{0}"; the list is {1}', name, LIST));
  }
  const list = values[LIST] ?? [];
  if (!Array.isArray(list)) {
    report(lines[LIST] ?? 0, t('"{0}" is not a list; begin each entry with "- "', LIST));
    return { departures: [], problems };
  }
  const departures = list.flatMap((entry: unknown, i) => {
    const line = entryLines[LIST]?.[i] ?? 0;
    const checked = v.safeParse(DepartureSchema, entry);
    if (checked.success) return [{ ...checked.output, line }];
    const field = v.getDotPath(checked.issues[0]);
    const what =
      field === null
        ? t('this entry cannot be used; {0}', SHAPE)
        : t('this entry cannot be used at "{0}"; {1}', field, SHAPE);
    report(line, what);
    return [];
  });
  return { departures, problems };
}

/**
 * The file's text with the departure as its last entry; all else stays as it was written. `undefined` as text: there is no
 * file yet. A file that cannot be read or changed is left alone: `problem` says what to do.
 */
export function addDeparture(
  text: string | undefined,
  { rule, by, date, reason, sentence, from: { document, citation, quote } }: Departure,
): Edited {
  const before = text ?? DEPARTURES_HEADING;
  const fields = { rule, by, date, reason, sentence, from: { document, citation, quote } };
  return editEntries(before, [{ kind: 'add', list: LIST, fields }]) ?? { problem: problemIn(before) };
}

/** The file's text without the departure. `problem` as with `addDeparture`, and where the file holds none such. */
export function removeDeparture(text: string, departure: Departure): Edited {
  const removed = removeEntries(text, LIST, (entry) => {
    const checked = v.safeParse(DepartureSchema, entry);
    return checked.success && keyOf(checked.output) === keyOf(departure);
  });
  if (removed?.text === text) return { problem: t('{0} holds no such departure any more.', DEPARTURES_FILE) };
  return removed ?? { problem: problemIn(text) };
}

function keyOf({ rule, by, date, reason, sentence, from }: Departure): string {
  return JSON.stringify([rule, by, date, reason, sentence, from.document, from.citation, from.quote]);
}

function problemIn(text: string): string {
  return parseDepartures('', text).problems.at(-1)?.message ?? cannotBeEdited(DEPARTURES_FILE);
}

import * as v from 'valibot';
import { t } from '../util/l10n.js';
import type { CorpusProblem } from './corpusDocument.js';
import { LineSchema, PartialDateSchema } from './metadata.js';
import { parseYamlFields } from './yamlFile.js';

/** The workspace's file of positions that are decided rather than read, from the workspace folder. */
export const POSITIONS_FILE = '.aide-memoire/positions.yaml';

/** Who decided an entry and why, and where it stands. */
export interface Decision {
  /** Zero-based line of the file on which the entry starts. */
  readonly line: number;
  /** By what it was decided: "instruction of 12 March". */
  readonly instruction?: string;
  readonly reason?: string;
  /** Since when, ISO 8601. */
  readonly date?: string;
  /** Who decided it: "amina, 2026-03-12". */
  readonly by?: string;
}

/** Statements of the record, by words that stand one after the other in them. */
export interface StatementChoice {
  readonly words: string;
  /** Id or file name of the document; absent when any document of the holder is meant. */
  readonly document?: string;
  /** Whose statement; absent when it is the delegation's. */
  readonly holder?: string;
}

/** A statement that stands, as it is or in other words. */
export interface ConfirmedStatement extends Decision, StatementChoice {
  /** The wording that takes the place of the statement; absent when that stands as it is. */
  readonly wording?: string;
  /** The topic, where it should not be read out of the words. */
  readonly topic?: string;
}

/** A position that no document states. */
export interface AddedPosition extends Decision {
  readonly topic: string;
  readonly wording: string;
  readonly holder?: string;
  readonly date: string;
}

/** A statement that no longer binds. */
export type RetiredStatement = Decision & StatementChoice;

/** Topics that are one. */
export interface MergedTopics extends Decision {
  readonly topics: readonly string[];
  readonly into: string;
}

/** Words that are never used. */
export interface NeverLine extends Decision {
  readonly never: readonly string[];
  /** What is written in their place. */
  readonly instead?: string;
  /** Holds only where this is spoken of; absent when everywhere. */
  readonly topic?: string;
}

/** Words that stand in every draft that speaks of a topic. */
export interface AlwaysLine extends Decision {
  /** Any one of them is enough. */
  readonly always: readonly string[];
  readonly topic: string;
}

/** Words that must not, or must, be used. */
export type RedLine = NeverLine | AlwaysLine;

/** What a workspace has decided about its positions. */
export interface PositionDecisions {
  /** URI of the file. */
  readonly uri: string;
  readonly confirmed: readonly ConfirmedStatement[];
  readonly added: readonly AddedPosition[];
  readonly retired: readonly RetiredStatement[];
  readonly merged: readonly MergedTopics[];
  readonly redLines: readonly RedLine[];
}

/** Nothing decided. */
export const NO_DECISIONS: PositionDecisions = {
  uri: '',
  confirmed: [],
  added: [],
  retired: [],
  merged: [],
  redLines: [],
};

const decision = {
  instruction: v.exactOptional(LineSchema),
  reason: v.exactOptional(LineSchema),
  date: v.exactOptional(PartialDateSchema),
  by: v.exactOptional(LineSchema),
};
const statement = { words: LineSchema, document: v.exactOptional(LineSchema), holder: v.exactOptional(LineSchema) };
const Phrases = v.union([
  v.pipe(
    LineSchema,
    v.transform((line): readonly string[] => [line]),
  ),
  v.pipe(v.array(LineSchema), v.minLength(1), v.readonly()),
]);

const Confirmed = v.strictObject({
  ...statement,
  wording: v.exactOptional(LineSchema),
  topic: v.exactOptional(LineSchema),
  ...decision,
});
const Added = v.strictObject({
  topic: LineSchema,
  wording: LineSchema,
  holder: v.exactOptional(LineSchema),
  ...decision,
  date: PartialDateSchema,
});
const Retired = v.strictObject({ ...statement, ...decision });
const Merged = v.strictObject({
  topics: v.pipe(v.array(LineSchema), v.minLength(1), v.readonly()),
  into: LineSchema,
  ...decision,
});
const Red = v.union([
  v.strictObject({
    never: Phrases,
    instead: v.exactOptional(LineSchema),
    topic: v.exactOptional(LineSchema),
    ...decision,
  }),
  v.strictObject({ always: Phrases, topic: LineSchema, ...decision }),
]);

/** What each list takes, for whoever wrote something else. */
const SHAPES = {
  confirmed: t(
    'write "words: ..." that stand in the statement, and, as needed, document, wording, topic, date, instruction',
  ),
  added: t('write "topic: ...", "wording: ..." and "date: 2023-03-12", and, as needed, holder, instruction, reason'),
  retired: t('write "words: ..." that stand in the statement, and, as needed, document, date, instruction, reason'),
  merged: t('write "topics: [..., ...]" and "into: ..."'),
  'red-lines': t('write "never: ..." with, as needed, instead and topic, or "always: ..." with "topic: ..."'),
} as const;
type ListName = keyof typeof SHAPES;
const LISTS = Object.keys(SHAPES) as ListName[];

/**
 * Reads a workspace's `positions.yaml`: lists of statements `confirmed` and `retired`, of positions `added`, of topics
 * `merged`, and `red-lines`. An entry that cannot be used is left out with a problem that names its line and what to
 * write. Never throws.
 */
export function parsePositions(
  uri: string,
  text: string,
): { readonly decisions: PositionDecisions; readonly problems: readonly CorpusProblem[] } {
  const problems: CorpusProblem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ file: uri, message: t('{0}, line {1}: {2}.', POSITIONS_FILE, line + 1, message) });
  };
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) {
    report(parsed.line, t('the file cannot be read ({0}); write lists called {1}', parsed.problem, LISTS.join(', ')));
    return { decisions: NO_DECISIONS, problems };
  }
  const { values, lines, entryLines } = parsed;
  const read = <T>(list: ListName, schema: v.GenericSchema<unknown, T>): readonly (T & { readonly line: number })[] => {
    const value = values[list];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      report(lines[list] ?? 0, t('"{0}" is not a list; begin each entry with "- "', list));
      return [];
    }
    return value.flatMap((entry: unknown, i) => {
      const line = entryLines[list]?.[i] ?? lines[list] ?? 0;
      const checked = v.safeParse(schema, entry);
      if (checked.success) return [{ ...checked.output, line }];
      const [issue] = checked.issues;
      const field = v.getDotPath(issue);
      const what =
        field === null
          ? t('this entry of "{0}" cannot be used; {1}', list, SHAPES[list])
          : t('this entry of "{0}" cannot be used at "{1}"; {2}', list, field, SHAPES[list]);
      report(line, what);
      return [];
    });
  };
  for (const name of Object.keys(values).filter((key) => !LISTS.some((list) => list === key))) {
    report(lines[name] ?? 0, t('there is no list "{0}"; the lists are {1}', name, LISTS.join(', ')));
  }
  return {
    decisions: {
      uri,
      confirmed: read('confirmed', Confirmed),
      added: read('added', Added),
      retired: read('retired', Retired),
      merged: read('merged', Merged),
      redLines: read('red-lines', Red),
    },
    problems,
  };
}

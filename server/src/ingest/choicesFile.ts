import * as v from 'valibot';
import { t, tAnd } from '../util/l10n.js';
import type { CorpusProblem } from './corpusDocument.js';
import { LineSchema } from './metadata.js';
import { addEntry, removeEntries, type TextWithEntry, type TextWithoutEntries } from './yamlEntries.js';
import { parseYamlFields } from './yamlFile.js';

/** The workspace's file of precedents that come first or are no longer used, from the workspace folder. */
export const CHOICES_FILE = '.aide-memoire/corpus.yaml';

/** A document of the record, or the passages of it that hold some words. */
export interface Choice {
  /** Its id, or the name of its file. */
  readonly document: string;
  /** Words that stand one after the other in the passages meant; absent when all of the document is. */
  readonly words?: string;
  /** Why, for whoever reads the file; absent when nobody says. */
  readonly reason?: string;
}

/** Precedents that a delegation put first, and those that it no longer uses. */
export interface Choices {
  readonly pinned: readonly Choice[];
  readonly retired: readonly Choice[];
}

/** The name of a list of choices. */
export type ChoiceList = keyof Choices;

/** No choice made. */
export const NO_CHOICES: Choices = { pinned: [], retired: [] };

const ChoiceSchema = v.strictObject({
  document: LineSchema,
  words: v.exactOptional(LineSchema),
  reason: v.exactOptional(LineSchema),
});
const LISTS = ['pinned', 'retired'] as const satisfies readonly ChoiceList[];
const HEADING = '# Precedents that come first, and those that are used no more.\n\n';
const SHAPE = t('write one "- document: NAME" entry for each, and under it, if not all of it is meant, "words: ..."');

/**
 * Reads a workspace's `corpus.yaml`: lists `pinned` and `retired` of documents, each perhaps with words that stand in the
 * passages meant. An entry that cannot be used is left out with a problem that names the file and the entry. Never throws.
 */
export function parseChoices(uri: string, text: string): { choices: Choices; problems: readonly CorpusProblem[] } {
  const problems: CorpusProblem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ file: uri, message: t('{0}, line {1}: {2}.', CHOICES_FILE, line + 1, message) });
  };
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) {
    report(parsed.line, t('the file cannot be read ({0}); {1}', parsed.problem, SHAPE));
    return { choices: NO_CHOICES, problems };
  }
  const { values, lines } = parsed;
  const read = (list: (typeof LISTS)[number]): readonly Choice[] => {
    const value = values[list];
    if (value === undefined) return [];
    const line = lines[list] ?? 0;
    if (!Array.isArray(value)) {
      report(line, t('"{0}" is not a list; {1}', list, SHAPE));
      return [];
    }
    return value.flatMap((entry: unknown, i) => {
      const checked = v.safeParse(ChoiceSchema, entry);
      if (!checked.success) {
        report(line, t('"{0}", entry {1} cannot be used; {2}', list, i + 1, SHAPE));
        return [];
      }
      return [checked.output];
    });
  };
  for (const name of Object.keys(values).filter((key) => !LISTS.some((list) => list === key))) {
    report(lines[name] ?? 0, t('there is no list "{0}"; the lists are {1}', name, tAnd(LISTS)));
  }
  return { choices: { pinned: read('pinned'), retired: read('retired') }, problems };
}

/**
 * The file's text with the choice as the last one of its list; all else stays as it was written. `undefined` as text: there
 * is no file yet. A file that cannot be read is left alone: `problem` says what to do.
 */
export function addChoice(
  text: string | undefined,
  list: ChoiceList,
  { document, words, reason }: Choice,
): TextWithEntry | { readonly problem: string } {
  const before = text ?? HEADING;
  const entry = {
    document,
    ...(words === undefined ? {} : { words }),
    ...(reason === undefined ? {} : { reason }),
  };
  return addEntry(before, list, entry) ?? { problem: problemIn(before) };
}

/** The file's text without those choices of a list that are meant. `problem` as with `addChoice`. */
export function removeChoices(
  text: string,
  list: ChoiceList,
  isMeant: (choice: Choice) => boolean,
): TextWithoutEntries | { readonly problem: string } {
  const parsed = parseYamlFields(text);
  const value = 'problem' in parsed ? undefined : parsed.values[list];
  const positions = (Array.isArray(value) ? value : []).flatMap((entry: unknown, i) => {
    const checked = v.safeParse(ChoiceSchema, entry);
    return checked.success && isMeant(checked.output) ? [i] : [];
  });
  return removeEntries(text, list, positions) ?? { problem: problemIn(text) };
}

function problemIn(text: string): string {
  return parseChoices('', text).problems[0]?.message ?? t('{0}: the file cannot be read; {1}.', CHOICES_FILE, SHAPE);
}

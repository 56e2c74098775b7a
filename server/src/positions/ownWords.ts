import * as v from 'valibot';
import { type Document, isNode, stringify } from 'yaml';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { readYamlDocument } from '../ingest/yamlDocument.js';
import { t } from '../util/l10n.js';

/** Folder of the workspace's own word lists, from the workspace folder. */
export const OWN_LEXICON = '.aide-memoire/lexicon';

/** One file of the workspace's own word lists. */
export interface OwnWordFile {
  readonly uri: string;
  readonly name: string;
  readonly text: string;
}

/** Word lists by name: `negators`, `topics`. */
type Lists = Readonly<Record<string, unknown>>;

/** Names what the file's own words take the place of: a list ("stances"), or an entry of one ("topics.treaty"). */
const REPLACES = 'replaces';
/** Lists whose entries are an order: what is added to one would stand nowhere in it. */
const ORDERS = 'verb-orders';

/**
 * Reads the workspace's own word lists. They have the names and the schema of the bundled ones (`bundled`, by the file's
 * name without its ending) and add to them; what `replaces` names, and an order of the same name, they take the place of.
 * `kept`: what is left of the bundled lists. A file with a mistake is left out whole, with a problem that names its line and
 * what to do. Never throws.
 */
export function parseOwnWords<T extends Lists>(
  files: readonly OwnWordFile[],
  bundled: ReadonlyMap<string, T>,
  schema: v.GenericSchema<unknown, T>,
): { readonly own: readonly T[]; readonly kept: readonly T[]; readonly problems: readonly CorpusProblem[] } {
  const kept = new Map(bundled);
  const own: T[] = [];
  const problems: CorpusProblem[] = [];
  for (const file of files) {
    const name = file.name.replace(/\.yaml$/, '');
    const known = bundled.get(name);
    const read = known === undefined ? unknownFile(bundled) : readFile(file.text, name, bundled, known, schema);
    if ('problem' in read) {
      const path = `${OWN_LEXICON}/${file.name}`;
      const message =
        read.line === undefined
          ? t('{0}: {1}. The file is left out until then.', path, read.problem)
          : t('{0}, line {1}: {2}. The file is left out until then.', path, read.line, read.problem);
      problems.push({ file: file.uri, message });
      continue;
    }
    own.push(read.lists);
    kept.set(name, without(kept.get(name), [...read.replaced, ...ordersIn(read.lists)]));
  }
  return { own, kept: [...kept.values()].filter((lists) => lists !== undefined), problems };
}

/** What is wrong with a file and what to do about it. `line`: one-based. */
interface Mistake {
  readonly problem: string;
  readonly line?: number;
}

function unknownFile(bundled: ReadonlyMap<string, unknown>): Mistake {
  return {
    problem: t('no word list is called so; call it one of {0} (.yaml)', [...bundled.keys()].toSorted().join(', ')),
  };
}

function readFile<T extends Lists>(
  text: string,
  name: string,
  bundled: ReadonlyMap<string, T>,
  known: T,
  schema: v.GenericSchema<unknown, T>,
): { readonly lists: T; readonly replaced: readonly string[] } | Mistake {
  const { document, error, lineOf: lineAt } = readYamlDocument(text);
  if (error !== undefined) return { line: error.line + 1, problem: t('correct the YAML ({0})', error.message) };
  const values = valuesOf(document);
  if (values === undefined) return { line: 1, problem: t('write lists as in the bundled {0}.yaml', name) };
  const lineOf = (path: readonly unknown[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]) + 1;
    }
    return 1;
  };
  const { [REPLACES]: replaces, ...lists } = values;
  const stranger = Object.keys(lists).find((list) => !Object.hasOwn(known, list));
  if (stranger !== undefined) return { line: lineOf([stranger]), problem: homeOf(stranger, known, bundled) };
  // A schema of names and words takes a bare list for words named 0, 1, 2.
  const misshapen = Object.keys(lists).find((list) => Array.isArray(lists[list]) !== Array.isArray(known[list]));
  const checked = v.safeParse(schema, lists);
  if (misshapen !== undefined || !checked.success) {
    const path = misshapen === undefined ? keysOf(checked.issues?.[0]) : [misshapen];
    const [list = ''] = path;
    const problem = t('correct "{0}"; "{1}" is written like {2}', path.join('.'), list, exampleOf(known[list]));
    return { line: lineOf(path), problem };
  }
  const named = v.safeParse(v.optional(v.array(v.string()), []), replaces ?? undefined);
  if (!named.success) return { line: lineOf([REPLACES]), problem: t('write "{0}: [list, list.entry]"', REPLACES) };
  const missing = named.output.find((path) => !holds(lists, path) || !holds(known, path));
  if (missing !== undefined) {
    const problem = holds(lists, missing)
      ? t('correct "{0}": the bundled {1}.yaml has no "{2}"', REPLACES, name, missing)
      : t('correct "{0}": "{1}" is not in this file', REPLACES, missing);
    return { line: lineOf([REPLACES]), problem };
  }
  return { lists: checked.output, replaced: named.output };
}

/** What to do with a list that does not belong here. */
function homeOf(stranger: string, known: Lists, bundled: ReadonlyMap<string, Lists>): string {
  const home = [...bundled].find(([, others]) => Object.hasOwn(others, stranger))?.[0];
  return home === undefined
    ? t('take "{0}" out; the lists here are {1}', stranger, Object.keys(known).join(', '))
    : t('move "{0}" to {1}.yaml', stranger, home);
}

/** The keys that lead to what a schema does not accept. */
function keysOf(issue: v.BaseIssue<unknown> | undefined): readonly string[] {
  return (issue?.path ?? []).map(({ key }) => String(key as string | number));
}

/** The lists of a file, those left empty taken out; `undefined` when it holds something else. */
function valuesOf(document: Document): Record<string, unknown> | undefined {
  try {
    const value: unknown = document.toJS() ?? {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value).filter(([, list]) => list !== null));
  } catch {
    // An alias without its anchor, or aliases that would unfold without end.
    return undefined;
  }
}

/** The first words of a list as a file writes them. */
function exampleOf(list: unknown): string {
  const first: unknown = Array.isArray(list)
    ? list.slice(0, 2)
    : Object.fromEntries(
        Object.entries(list ?? {})
          .slice(0, 1)
          .map(([key, value]: [string, unknown]) => [key, Array.isArray(value) ? value.slice(0, 2) : value]),
      );
  return oneLine(stringify(first, { collectionStyle: 'flow', lineWidth: 0 }));
}

function holds(lists: Lists, path: string): boolean {
  const [list, entry] = partsOf(path);
  const there = lists[list];
  if (entry === undefined) return there !== undefined;
  return typeof there === 'object' && there !== null && Object.hasOwn(there, entry);
}

/** The names of a list and of its entry: "topics.treaty". */
function partsOf(path: string): readonly [string, string?] {
  const dot = path.indexOf('.');
  return dot === -1 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}

function ordersIn(lists: Lists): readonly string[] {
  return Object.keys((lists[ORDERS] as Lists | undefined) ?? {}).map((order) => `${ORDERS}.${order}`);
}

/** The lists without those, or the entries of them, that are replaced. */
function without<T extends Lists>(lists: T | undefined, replaced: readonly string[]): T {
  const left: Record<string, unknown> = { ...lists };
  for (const path of replaced) {
    const [list, entry] = partsOf(path);
    if (entry === undefined) delete left[list];
    else if (typeof left[list] === 'object') {
      left[list] = Object.fromEntries(Object.entries(left[list] ?? {}).filter(([key]) => key !== entry));
    }
  }
  return left as T;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

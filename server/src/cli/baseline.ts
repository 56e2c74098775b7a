import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import * as v from 'valibot';
import type { CheckedFinding } from './checkedFinding.js';
import { recordMark } from './fingerprint.js';
import { STANDARD_INPUT } from './readInput.js';
import { safeJson } from './terminal.js';
import { writeOutput } from './writeOutput.js';

/** The only form there has been so far. */
const VERSION = 1;

/** A finding that is known already. */
const EntrySchema = v.strictObject({
  /** From the folder of the baseline, with slashes. */
  file: v.string(),
  /** The words of the draft. */
  words: v.string(),
  rule: v.string(),
  /** See `recordMark`. */
  record: v.string(),
  /** How many of the kind there are, when several. */
  count: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(2))),
});

/** What every form says of itself. */
const FormSchema = v.object({ aideMemoireBaseline: v.number() });
const BaselineSchema = v.strictObject({ aideMemoireBaseline: v.literal(VERSION), findings: v.array(EntrySchema) });

/** Findings that are known already: how many of each kind, by `keyOf`. */
export type Baseline = ReadonlyMap<string, number>;

type Entry = v.InferOutput<typeof EntrySchema>;

/** The findings as a baseline in `folder` keeps them: sorted, a field a line, without a word of the record. */
export function formatBaseline(findings: readonly CheckedFinding[], folder: string): string {
  const entries = new Map<string, Entry>();
  for (const finding of findings) {
    const entry = entryOf(finding, folder);
    const known = entries.get(keyOf(entry));
    entries.set(keyOf(entry), known === undefined ? entry : { ...known, count: (known.count ?? 1) + 1 });
  }
  const sorted = [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return `${safeJson({ aideMemoireBaseline: VERSION, findings: sorted })}\n`;
}

/** What is wrong with a baseline in a form that this version does not know. */
class OtherForm extends Error {}

/** Reads what `formatBaseline` has written. Throws what is wrong with it. */
export function parseBaseline(text: string): Baseline {
  const written: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  const form = v.safeParse(FormSchema, written);
  if (form.success && form.output.aideMemoireBaseline !== VERSION) {
    throw new OtherForm(`form ${form.output.aideMemoireBaseline}; this one reads form ${VERSION}`);
  }
  const { findings } = v.parse(BaselineSchema, written);
  const baseline = new Map<string, number>();
  for (const entry of findings) baseline.set(keyOf(entry), (baseline.get(keyOf(entry)) ?? 0) + (entry.count ?? 1));
  return baseline;
}

/** The findings that a baseline in `folder` does not know: of several that are alike, the last ones. */
export function newFindings(
  findings: readonly CheckedFinding[],
  baseline: Baseline,
  folder: string,
): readonly CheckedFinding[] {
  const left = new Map(baseline);
  return findings.filter((finding) => {
    const key = keyOf(entryOf(finding, folder));
    const known = left.get(key) ?? 0;
    left.set(key, known - 1);
    return known <= 0;
  });
}

/** The baseline in a file. Rejects with a message that says what to do. */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such baseline' : 'this baseline cannot be read';
    throw new Error(`${file}: ${why}. check --write-baseline ${file} writes one.`);
  });
  try {
    return parseBaseline(text);
  } catch (error) {
    if (error instanceof OtherForm) {
      throw new Error(
        `${file}: this baseline is of another version of Aide-Mémoire (${error.message}). Write it anew with --write-baseline.`,
        { cause: error },
      );
    }
    const why = v.isValiError(error) ? (v.getDotPath(error.issues[0]) ?? 'the whole of it') : String(error);
    throw new Error(
      `${file}: this baseline is damaged (${why}). Take back what was changed in it, or write it anew with --write-baseline.`,
      { cause: error },
    );
  }
}

/** Writes the findings as a baseline. Rejects with a message that says what to do. */
export async function writeBaseline(file: string, findings: readonly CheckedFinding[]): Promise<void> {
  await writeOutput(file, formatBaseline(findings, dirname(file)));
}

function entryOf(finding: CheckedFinding, folder: string): Entry {
  const { file, words, code } = finding;
  const path = file === STANDARD_INPUT ? file : relative(folder, resolve(file)).split(sep).join('/');
  return { file: path, words, rule: code, record: recordMark(finding) };
}

function keyOf({ file, words, rule, record }: Entry): string {
  return JSON.stringify([file, words, rule, record]);
}

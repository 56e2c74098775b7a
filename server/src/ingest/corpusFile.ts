import * as v from 'valibot';
import type { CorpusProblem, DocumentMetadata } from './corpusDocument.js';
import { optionalMetadataEntries } from './metadata.js';
import { parseYamlFields } from './yamlFile.js';

/** The file beside documents that says what they do not say of themselves. */
export const CORPUS_FILE = 'corpus.yaml';

const EntrySchema = v.object(optionalMetadataEntries);
const FIELDS = Object.keys(EntrySchema.entries).join(', ');

/** What a folder's `corpus.yaml` states of the documents beside it. */
export interface CorpusFile {
  /** By the name of the file; only well-formed fields. */
  readonly entries: ReadonlyMap<string, Partial<DocumentMetadata>>;
  readonly problems: readonly CorpusProblem[];
}

/**
 * Reads a `corpus.yaml`: names of files, and under each the fields that its front matter could hold. `uri`: of the file
 * itself; `beside`: names of the documents in its folder. A field that cannot be used is left out with a problem that
 * names the file, the line of the entry and the field. Never throws.
 */
export function parseCorpusFile(uri: string, text: string, beside: readonly string[]): CorpusFile {
  const entries = new Map<string, Partial<DocumentMetadata>>();
  const problems: CorpusProblem[] = [];
  const report = (line: number, message: string): void => {
    problems.push({ file: uri, message: `${CORPUS_FILE}, line ${line + 1}: ${message}` });
  };
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) {
    report(
      parsed.line,
      `the file cannot be read (${parsed.problem}). Write the name of a document, a colon, and under it, indented, one "field: value" a line.`,
    );
    return { entries, problems };
  }
  const folder = new Set(beside);
  for (const [name, value] of Object.entries(parsed.values)) {
    const line = parsed.lines[name] ?? 0;
    if (!folder.has(name)) {
      report(line, `there is no document "${name}" in this folder. Correct the name, or take the entry out.`);
      continue;
    }
    const fields = v.safeParse(v.record(v.string(), v.unknown()), value);
    if (!fields.success) {
      report(line, `"${name}" needs its fields under it, indented, such as holder: Pakistan.`);
      continue;
    }
    entries.set(
      name,
      readEntry(fields.output, (field, message) => report(line, `"${name}": "${field}" cannot be used: ${message}.`)),
    );
  }
  return { entries, problems };
}

function readEntry(
  fields: Readonly<Record<string, unknown>>,
  refuse: (field: string, message: string) => void,
): Partial<DocumentMetadata> {
  const usable = new Map(Object.entries(fields).filter(([, value]) => value !== null));
  for (const field of usable.keys()) {
    if (Object.hasOwn(EntrySchema.entries, field)) continue;
    usable.delete(field);
    refuse(field, `there is no such field; the fields are ${FIELDS}`);
  }
  for (const issue of v.safeParse(EntrySchema, Object.fromEntries(usable)).issues ?? []) {
    const field = String(issue.path?.[0]?.key);
    usable.delete(field);
    refuse(field, issue.message);
  }
  return v.parse(EntrySchema, Object.fromEntries(usable));
}

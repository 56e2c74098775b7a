import * as v from 'valibot';
import { t } from '../util/l10n.js';
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
    problems.push({ file: uri, message: t('{0}, line {1}: {2}.', CORPUS_FILE, line + 1, message) });
  };
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) {
    report(
      parsed.line,
      t(
        'the file cannot be read ({0}). Write the name of a document, a colon, and under it, indented, one "field: value" a line',
        parsed.problem,
      ),
    );
    return { entries, problems };
  }
  const folder = new Set(beside);
  for (const [name, value] of Object.entries(parsed.values)) {
    const line = parsed.lines[name] ?? 0;
    if (!folder.has(name)) {
      report(line, t('there is no document "{0}" in this folder. Correct the name, or take the entry out', name));
      continue;
    }
    const fields = v.safeParse(v.record(v.string(), v.unknown()), value);
    if (!fields.success) {
      report(line, t('"{0}" needs its fields under it, indented, such as holder: Pakistan', name));
      continue;
    }
    entries.set(
      name,
      readEntry(fields.output, (field, message) =>
        report(line, t('"{0}": "{1}" cannot be used: {2}', name, field, message)),
      ),
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
    refuse(field, t('there is no such field; the fields are {0}', FIELDS));
  }
  for (const issue of v.safeParse(EntrySchema, Object.fromEntries(usable)).issues ?? []) {
    const field = String(issue.path?.[0]?.key);
    usable.delete(field);
    refuse(field, issue.message);
  }
  return v.parse(EntrySchema, Object.fromEntries(usable));
}

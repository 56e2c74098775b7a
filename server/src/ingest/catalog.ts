import * as v from 'valibot';
import type { CorpusDocument, DocumentMetadata } from './corpusDocument.js';
import { LineSchema, metadataEntries } from './metadata.js';
import { parseYamlFields } from './yamlFile.js';

const FileName = v.pipe(LineSchema, v.regex(/^[^/\\]+$/, 'write the name of a file in the same folder'));

const CatalogSchema = v.object({
  documents: v.array(
    v.pipe(
      v.object({
        file: FileName,
        id: v.pipe(LineSchema, v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write lower-case words joined by hyphens')),
        sha256: v.pipe(LineSchema, v.regex(/^[0-9a-f]{64}$/, 'write the 64 hexadecimal digits that sha256sum prints')),
        ...metadataEntries,
        'duplicate-of': v.exactOptional(LineSchema),
      }),
      v.check(
        ({ date, between, undated }) => (date === undefined) === (between !== undefined && undated !== undefined),
        'write either a date, or both "between" and the reason in "undated"',
      ),
    ),
    'write one "- file: ..." entry for each document',
  ),
});

/** What the catalogue says of one document as received. */
export interface CatalogEntry {
  /** Name of the file beside the catalogue. */
  readonly file: string;
  /** Id of the corpus document made of it. */
  readonly id: string;
  /** SHA-256 of the file as received, hexadecimal. */
  readonly sha256: string;
  /** Id of the entry that this one is a copy of. */
  readonly duplicateOf?: string;
  readonly metadata: DocumentMetadata;
}

/** The entries of a seed catalogue, or one message for each thing to correct in it. Never throws. */
export function parseCatalog(
  text: string,
): { readonly entries: readonly CatalogEntry[] } | { readonly problems: readonly string[] } {
  const fields = parseYamlFields(text);
  if ('problem' in fields) return { problems: [`line ${fields.line + 1}: ${fields.problem}`] };
  const checked = v.safeParse(CatalogSchema, fields.values);
  if (!checked.success) {
    return { problems: checked.issues.map((issue) => describe(issue, fields.values)) };
  }
  const entries = checked.output.documents.map(
    ({ file, id, sha256, 'duplicate-of': duplicateOf, ...metadata }): CatalogEntry => ({
      file,
      id,
      sha256,
      ...(duplicateOf === undefined ? {} : { duplicateOf }),
      metadata: { ...metadata, source: file },
    }),
  );
  const kept = new Set(entries.filter((entry) => entry.duplicateOf === undefined).map((entry) => entry.id));
  const problems = entries.flatMap((entry, i) => [
    ...(entries.findIndex(({ id }) => id === entry.id) < i
      ? [`${entry.file}: the id "${entry.id}" is used twice`]
      : []),
    ...(entry.duplicateOf !== undefined && !kept.has(entry.duplicateOf)
      ? [`${entry.file}: "duplicate-of" names no document that is kept: ${entry.duplicateOf}`]
      : []),
  ]);
  return problems.length > 0 ? { problems } : { entries };
}

/** "FILE: "FIELD": what to write", as far as the issue can be placed. */
function describe(issue: v.InferIssue<typeof CatalogSchema>, values: Readonly<Record<string, unknown>>): string {
  const [, position, field] = (issue.path ?? []).map((step) => String(step.key));
  const entries: unknown = values['documents'];
  const entry: unknown = Array.isArray(entries) ? entries[Number(position)] : undefined;
  const named = v.safeParse(v.object({ file: v.string() }), entry);
  const file = named.success
    ? named.output.file
    : position === undefined
      ? '"documents"'
      : `entry ${Number(position) + 1}`;
  return field === undefined ? `${file}: ${issue.message}` : `${file}: "${field}": ${issue.message}`;
}

/** The document with what the catalogue knows of it in place of what its title block suggests. */
export function withCatalogEntry(document: CorpusDocument, entry: CatalogEntry): CorpusDocument {
  return { ...document, id: entry.id, metadata: entry.metadata };
}

import type { ImportedFile, ImportReport } from '../api/protocol.js';
import type { CorpusDocument, DocumentMetadata } from '../ingest/corpusDocument.js';
import type { Converter } from '../ingest/convert.js';
import type { ReadLimits } from '../ingest/formats.js';
import { tooLarge } from '../ingest/overLimit.js';
import { parseDocument, type SourceFile } from '../ingest/parseDocument.js';
import { readDocument } from '../ingest/readDocument.js';
import { writeDocument } from '../ingest/writeDocument.js';
import { type FileSystem, FileTooLarge, type FileWriter, LeadsOut } from '../platform/host.js';
import type { Cancellation } from '../util/cancellation.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { LEADS_OUT } from './notRead.js';
import { listSources } from './listSources.js';

/** What an import needs of its host. */
export interface ImportHost {
  readonly fileSystem: FileSystem;
  readonly fileWriter: Pick<FileWriter, 'createFile'>;
  /** Reads PDF, Word and HTML. */
  readonly convert: Converter;
}

/** Told before each document: how many of how many are done, and the name of the one that comes next. */
export type ImportProgress = (done: number, total: number, name: string) => void;

/**
 * Reads the documents that `sources` name and writes each as normalised Markdown into the folder `into` (all file URIs).
 * Nothing is overwritten: a document whose text is there already is left, and one that only shares its name with another
 * is written under the next free name. `limits`: what one document may cost to read. A cancelled import ends between two documents; what was written is whole. Never
 * rejects.
 */
export async function importDocuments(
  host: ImportHost,
  sources: readonly string[],
  into: string,
  limits: ReadLimits,
  onProgress: ImportProgress,
  cancellation: Cancellation,
): Promise<ImportReport> {
  const { files, problems } = await listSources(host.fileSystem, sources);
  const imported: ImportedFile[] = [];
  for (const file of files) {
    if (cancellation.isCancellationRequested) break;
    onProgress(imported.length, files.length, file.name);
    imported.push(await importFile(host, file, into, limits));
  }
  return { files: imported, problems, remaining: files.length - imported.length };
}

async function importFile(
  { fileSystem, fileWriter, convert }: ImportHost,
  file: SourceFile,
  into: string,
  limits: ReadLimits,
): Promise<ImportedFile> {
  const skipped = (remarks: readonly string[]): ImportedFile => ({
    source: file.uri,
    outcome: 'skipped',
    passages: 0,
    guessed: [],
    remarks,
  });
  const bytes = await fileSystem.readFile(file.uri, limits.fileBytes, file.folder).catch((error: unknown) => error);
  if (!(bytes instanceof Uint8Array)) {
    const why =
      bytes instanceof FileTooLarge
        ? tooLarge(bytes.bytes, limits)
        : bytes instanceof LeadsOut
          ? LEADS_OUT
          : t('it cannot be read. Check that it is still there and that you may open it.');
    return skipped([t('{0}: skipped: {1}', file.name, why)]);
  }
  const { document, problems } = await readDocument(file, bytes, limits, convert);
  const remarks = problems.map(({ message }) => message);
  if (document === undefined) return skipped(remarks);
  const { metadata, passages } = document;
  const received = { ...document, metadata: { ...metadata, source: metadata.source ?? file.name } };
  const put = await putDocument(fileSystem, fileWriter, received, into);
  if (put === undefined) {
    return skipped([
      t('{0}: skipped: nothing can be written into the folder of the import. Choose another folder.', file.name),
    ]);
  }
  return {
    source: file.uri,
    outcome: put.isNew ? 'read' : 'present',
    written: put.uri,
    passages: passages.length,
    guessed: guessedFields(metadata),
    remarks,
  };
}

/** The file that holds the document now; `undefined` when none can be written. */
async function putDocument(
  fileSystem: FileSystem,
  fileWriter: ImportHost['fileWriter'],
  document: CorpusDocument,
  into: string,
): Promise<{ readonly uri: string; readonly isNew: boolean } | undefined> {
  const content = new TextEncoder().encode(writeDocument(document));
  for (let n = 1; ; n++) {
    const name = `${document.id}${n === 1 ? '' : `-${n}`}.md`;
    const uri = joinUri(into, name);
    const isNew = await fileWriter.createFile(uri, content).catch(() => undefined);
    if (isNew === undefined) return undefined;
    if (isNew || (await holdsText(fileSystem, { uri, name, folder: into }, document))) return { uri, isNew };
  }
}

/** Whether the file holds the document's passages, whatever was corrected in its front matter since. */
async function holdsText(fileSystem: FileSystem, file: SourceFile, document: CorpusDocument): Promise<boolean> {
  const bytes = await fileSystem.readFile(file.uri, undefined, file.folder).catch(() => undefined);
  const there = bytes === undefined ? undefined : parseDocument(file, bytes).document;
  return there !== undefined && textOf(there) === textOf(document);
}

function textOf({ passages }: CorpusDocument): string {
  return passages.map(({ text }) => text).join('\n');
}

function guessedFields(metadata: DocumentMetadata): ImportedFile['guessed'] {
  const values = new Map<string, unknown>(Object.entries(metadata));
  return (metadata.guessed ?? []).map((field) => ({ field, value: [values.get(field)].flat().join(' to ') }));
}

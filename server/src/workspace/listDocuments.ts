import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { kindOfName } from '../ingest/fileNames.js';
import type { SourceFile } from '../ingest/parseDocument.js';
import { DOCUMENT_ENDINGS } from '../ingest/readDocument.js';
import { skipped } from '../ingest/skipped.js';
import type { DirectoryEntry, FileSystem } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';
import { t, tCount } from '../util/l10n.js';
import { readCorpusFile } from './readCorpusFile.js';

/** The documents of a folder and of the folders in it, and a problem for all else that lies there. */
export interface FolderListing {
  readonly files: readonly SourceFile[];
  readonly problems: readonly CorpusProblem[];
}

/** Folders within folders; far beyond any filing plan, and safe for whoever walks them. */
const DEEPEST = 64;
const MOST_NAMES = 3;

const UNREAD = t(
  'it is in a format that is not read. Open it in the program it was made with and save it as .docx or PDF.',
);
const FOLDER_LINK = t(
  'it is a link to a folder, which may lead in a circle. Add that folder itself to aideMemoire.corpus.folders.',
);
const BROKEN_LINK = t('it is a link that leads nowhere. Mend the link, or put the file itself in its place.');
const NO_FILE = t('it is neither a file nor a folder. Take it out of the folder.');
const TOO_DEEP = t(
  'it lies more than {0} folders deep. Move it further up, or add it to aideMemoire.corpus.folders.',
  DEEPEST,
);
const CLOSED = t('this folder cannot be read. Check that you may open it.');
/** What is said of a corpus folder that is not there. */
export const MISSING_FOLDER = t(
  'This corpus folder does not exist or cannot be read. Create it, or correct the setting aideMemoire.corpus.folders.',
);
/** What is said of one with nothing in it, as the place of a drive that is not connected is. */
export const EMPTY_FOLDER = t(
  'This corpus folder is empty. Put documents into it, or connect the drive that it is on.',
);

/**
 * Lists a corpus folder (a URI), in order of name. Hidden entries, lock files and README.md are passed over in silence;
 * everything else is a document or is named in a problem. Nothing is opened but `corpus.yaml`. Never rejects.
 */
export async function listDocuments(fileSystem: FileSystem, folder: string): Promise<FolderListing> {
  const files: SourceFile[] = [];
  const problems: CorpusProblem[] = [];

  async function walk(uri: string, entries: readonly DirectoryEntry[], depth: number): Promise<void> {
    const stated = await readCorpusFile(fileSystem, { uri, root: folder }, entries, problems);
    const others: string[] = [];
    for (const { name, kind } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const entry = { uri: joinUri(uri, name), name };
      const promises = kindOfName(name);
      if (promises === 'housekeeping') continue;
      if (kind === 'directory') await enter(entry, depth + 1);
      else if (kind !== 'file') problems.push(skipped(entry, NOT_OPENED[kind]));
      else if (promises === 'document') {
        const fields = stated.get(name);
        files.push({ ...entry, folder, ...(fields === undefined ? {} : { stated: fields }) });
      } else if (promises === 'unread') problems.push(skipped(entry, UNREAD));
      else others.push(name);
    }
    if (others.length > 0) problems.push(withoutDocuments(uri, others));
  }

  async function enter(inner: SourceFile, depth: number): Promise<void> {
    if (depth > DEEPEST) {
      problems.push(skipped(inner, TOO_DEEP));
      return;
    }
    const entries = await fileSystem.readDirectory(inner.uri).catch(() => undefined);
    if (entries === undefined) problems.push(skipped(inner, CLOSED));
    else await walk(inner.uri, entries, depth);
  }

  const entries = await fileSystem.readDirectory(folder).catch(() => undefined);
  if (entries === undefined) problems.push({ file: folder, message: MISSING_FOLDER, skipped: true });
  else if (entries.length === 0) problems.push({ file: folder, message: EMPTY_FOLDER, skipped: true });
  else await walk(folder, entries, 0);
  return { files, problems };
}

const NOT_OPENED = { 'folder-link': FOLDER_LINK, 'broken-link': BROKEN_LINK, other: NO_FILE } as const;

/** One problem for all files of a folder that hold no document: an album of pictures is not worth a line each. */
function withoutDocuments(folder: string, names: readonly string[]): CorpusProblem {
  const shown = names.slice(0, MOST_NAMES);
  const rest = names.length - shown.length;
  const list = rest > 0 ? t('{0} and {1} more', shown.join(', '), rest) : shown.join(', ');
  const endings = DOCUMENT_ENDINGS.map((ending) => `.${ending}`).join(', ');
  const why = tCount(
    names.length,
    '{0} file is no document: {1}. Documents end in {2}.',
    '{0} files are no document: {1}. Documents end in {2}.',
    list,
    endings,
  );
  return { file: folder, message: t('skipped: {0}', why), skipped: true };
}

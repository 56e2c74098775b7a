import type { CorpusProblem, DocumentMetadata } from '../ingest/corpusDocument.js';
import { CORPUS_FILE, parseCorpusFile } from '../ingest/corpusFile.js';
import { decodeBytes } from '../ingest/decode.js';
import { skipped } from '../ingest/skipped.js';
import { type DirectoryEntry, type FileSystem, LeadsOut } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';

/** Bytes; it describes the files of one folder. */
const LARGEST = 10_000_000;

/**
 * The text of a `corpus.yaml` that is there, or of another file of settings called `name`, or what to do about it; none that
 * a link has outside the folder `within`. Never rejects.
 */
export async function readYamlText(
  fileSystem: FileSystem,
  uri: string,
  within: string,
  name = CORPUS_FILE,
): Promise<{ readonly text: string } | { readonly problem: CorpusProblem }> {
  const bytes = await fileSystem.readFile(uri, LARGEST, within).catch((error: unknown) => error);
  const decoded =
    bytes instanceof Uint8Array
      ? decodeBytes(bytes)
      : {
          problem:
            bytes instanceof LeadsOut
              ? t('it is a link that leads out of its folder. Put the file itself in its place.')
              : t('it cannot be read. Check that it is a short text file and that you may open it.'),
        };
  return 'problem' in decoded ? { problem: skipped({ uri, name }, decoded.problem) } : decoded;
}

/**
 * What the `corpus.yaml` of a folder states of the documents beside it, by the name of the file; nothing when there is
 * none. `root`: the folder that somebody named. What cannot be used is added to `problems`. Never rejects.
 */
export async function readCorpusFile(
  fileSystem: FileSystem,
  folder: { readonly uri: string; readonly root: string },
  entries: readonly DirectoryEntry[],
  problems: CorpusProblem[],
): Promise<ReadonlyMap<string, Partial<DocumentMetadata>>> {
  const files = entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  if (!files.includes(CORPUS_FILE)) return new Map();
  const uri = joinUri(folder.uri, CORPUS_FILE);
  const read = await readYamlText(fileSystem, uri, folder.root);
  if ('problem' in read) {
    problems.push(read.problem);
    return new Map();
  }
  const corpusFile = parseCorpusFile(
    uri,
    read.text,
    files.filter((name) => name !== CORPUS_FILE),
  );
  problems.push(...corpusFile.problems);
  return corpusFile.entries;
}

import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { FileSystem } from '../platform/host.js';
import { parseLexicon } from '../positions/lexicon.js';
import { OWN_LEXICON, type OwnWordFile } from '../positions/ownWords.js';
import { digestOf } from '../util/digest.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { readYamlText } from './readCorpusFile.js';

/** A lexicon as it was read. */
export interface LoadedLexicon extends ReturnType<typeof parseLexicon> {
  /** The workspace's own word lists as they stand: equal texts make equal lexicons. */
  readonly own: string;
  /** SHA-256 of all word lists, the workspace's own included. */
  readonly digest: string;
}

/** As `LoadedLexicon.own`, where there are none. */
export const NO_OWN_WORDS = '[]';

/** Which word lists are read. */
export interface LexiconChoice {
  /** Only the lists whose names begin so, when that is all that is needed. */
  readonly only?: string;
  /** The folders of the workspace's own lists, file URIs; none are read when absent. */
  readonly own?: readonly string[];
  /** What an earlier call gave: the answer, when the workspace's own lists are the same and nothing was wrong with any. */
  readonly before?: LoadedLexicon | undefined;
}

/**
 * The lexicon of a folder (a file URI), with the workspace's own words, and a problem for each file that could not be used.
 * Never rejects.
 */
export async function loadLexicon(
  fileSystem: FileSystem,
  folder: string,
  { only = '', own = [], before }: LexiconChoice = {},
): Promise<LoadedLexicon> {
  const problems: CorpusProblem[] = [];
  const readingOwn = readOwnFiles(fileSystem, own, only, problems);
  if (before?.problems.length === 0) {
    const same = before.own === textOf(await readingOwn);
    if (same && problems.length === 0) return before;
  }
  const entries = await fileSystem.readDirectory(folder).catch(() => {
    problems.push({ file: folder, message: t('The word lists cannot be read. Install Aide-Mémoire again.') });
    return [];
  });
  const decoder = new TextDecoder();
  const files = await Promise.all(
    entries
      .filter((entry) => entry.kind === 'file' && /\.(?:ya?ml|json)$/i.test(entry.name) && entry.name.startsWith(only))
      .map(async ({ name }) => {
        const uri = joinUri(folder, name);
        try {
          return [{ name, text: decoder.decode(await fileSystem.readFile(uri)) }];
        } catch {
          problems.push({ file: uri, message: t('This word list cannot be read; the others are used.') });
          return [];
        }
      }),
  );
  const ownWords = await readingOwn;
  const parsed = parseLexicon(files.flat(), ownWords);
  return {
    lexicon: parsed.lexicon,
    problems: [...problems, ...parsed.problems],
    own: textOf(ownWords),
    digest: await digestOf(textOf([...files.flat(), ...ownWords])),
  };
}

function textOf(files: readonly Pick<OwnWordFile, 'name' | 'text'>[]): string {
  return JSON.stringify(files.map(({ name, text }) => [name, text]));
}

/** Where a workspace keeps its own word lists, a file URI. */
export function ownLexiconUri(workspaceFolder: string): string {
  return joinUri(workspaceFolder, ...OWN_LEXICON.split('/'));
}

/** The workspace's own word lists, folder by folder in the order of their names; hidden files are passed over in silence. */
async function readOwnFiles(
  fileSystem: FileSystem,
  folders: readonly string[],
  only: string,
  problems: CorpusProblem[],
): Promise<readonly OwnWordFile[]> {
  const files: OwnWordFile[] = [];
  for (const folder of folders) {
    const workspaceFolder = new URL('../..', `${folder}/`).href;
    const entries = await fileSystem.readDirectory(folder).catch(() => []);
    const names = entries
      .filter(({ kind, name }) => kind === 'file' && !name.startsWith('.') && name.startsWith(only))
      .map(({ name }) => name)
      .toSorted();
    for (const name of names) {
      const uri = joinUri(folder, name);
      const read = await readYamlText(fileSystem, uri, workspaceFolder, name);
      if ('problem' in read) problems.push(read.problem);
      else files.push({ uri, name, text: read.text });
    }
  }
  return files;
}

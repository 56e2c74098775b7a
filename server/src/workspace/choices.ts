import { type Choice, CHOICES_FILE, type Choices, NO_CHOICES, parseChoices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { FileSystem } from '../platform/host.js';
import { plural } from '../service/precedents.js';
import { joinUri } from '../util/fileUri.js';
import { readYamlText } from './readCorpusFile.js';

/** What the workspace's `corpus.yaml` says; no choice where there is none. Never rejects. */
export async function readChoices(
  fileSystem: FileSystem,
  workspaceFolder: string | undefined,
): Promise<{ readonly choices: Choices; readonly problems: readonly CorpusProblem[] }> {
  if (workspaceFolder === undefined) return { choices: NO_CHOICES, problems: [] };
  const uri = choicesUri(workspaceFolder);
  const beside = await fileSystem.readDirectory(uri.slice(0, uri.lastIndexOf('/'))).catch(() => []);
  if (!beside.some(({ name }) => uri.endsWith(`/${name}`))) return { choices: NO_CHOICES, problems: [] };
  const read = await readYamlText(fileSystem, uri);
  return 'problem' in read ? { choices: NO_CHOICES, problems: [read.problem] } : parseChoices(uri, read.text);
}

/** What is said of choices that are used. */
interface UsedChoices {
  readonly choices: Choices;
  /** How many passages are retired. */
  readonly retired: number;
  readonly workspaceFolder: string | undefined;
  /** Whether a choice means something of the record, or of what is not yet read of it. */
  readonly isFound: (choice: Choice) => boolean;
}

/**
 * Choices that mean nothing of the record, and how much is retired: that is told whenever it is so, since whoever opens
 * somebody else's workspace would not look for it.
 */
export function problemsOf({ choices, retired, workspaceFolder = '', isFound }: UsedChoices): readonly CorpusProblem[] {
  const file = choicesUri(workspaceFolder);
  const missing = [...choices.pinned, ...choices.retired].filter((choice) => !isFound(choice));
  return [
    ...missing.map(({ document, words }) => {
      const what = words === undefined ? '' : ` that says "${words}"`;
      const message = `${CHOICES_FILE}: the record holds no document "${document}"${what}. Correct the entry, or take it out.`;
      return { file, message };
    }),
    ...(retired > 0
      ? [{ file, message: `${CHOICES_FILE}: ${plural(retired, 'passage')} retired, and shown nowhere.` }]
      : []),
  ];
}

/** Where a workspace keeps its choices. */
export function choicesUri(workspaceFolder: string): string {
  return joinUri(workspaceFolder, ...CHOICES_FILE.split('/'));
}

/** The folder of a file. */
export function folderOf(uri: string): string {
  return new URL('.', uri).href;
}

import { type Choice, CHOICES_FILE, type Choices, NO_CHOICES, parseChoices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import {
  NO_DECISIONS,
  parsePositions,
  type PositionDecisions,
  POSITIONS_FILE,
  type StatementChoice,
} from '../ingest/positionsFile.js';
import { DEPARTURES_FILE, parseDepartures, type RecordedDeparture } from '../ingest/departuresFile.js';
import type { FileSystem } from '../platform/host.js';
import { isInsideFolder, joinUri, uriKey } from '../util/fileUri.js';
import { t, tCount } from '../util/l10n.js';
import { ownLexiconUri } from './lexiconFiles.js';
import { readYamlText } from './readCorpusFile.js';

/** What the workspace's `corpus.yaml` says; no choice where there is none. Never rejects. */
export async function readChoices(
  fileSystem: FileSystem,
  workspaceFolder: string | undefined,
): Promise<{ readonly choices: Choices; readonly problems: readonly CorpusProblem[] }> {
  const read = await readWorkspaceFile(fileSystem, workspaceFolder, CHOICES_FILE);
  if (read === undefined) return { choices: NO_CHOICES, problems: [] };
  return 'problem' in read ? { choices: NO_CHOICES, problems: [read.problem] } : parseChoices(read.uri, read.text);
}

/** What the workspace's `positions.yaml` says; no decision where there is none. Never rejects. */
export async function readDecisions(
  fileSystem: FileSystem,
  workspaceFolder: string | undefined,
): Promise<{ readonly decisions: PositionDecisions; readonly problems: readonly CorpusProblem[] }> {
  const read = await readWorkspaceFile(fileSystem, workspaceFolder, POSITIONS_FILE);
  if (read === undefined) return { decisions: NO_DECISIONS, problems: [] };
  return 'problem' in read
    ? { decisions: NO_DECISIONS, problems: [read.problem] }
    : parsePositions(read.uri, read.text);
}

/** The departures that a workspace has decided, and what of its file cannot be used. */
export interface Departed {
  readonly departures: readonly RecordedDeparture[];
  readonly problems: readonly CorpusProblem[];
}

/** What the workspace's `departures.yaml` says; no departure where there is none. Never rejects. */
export async function readDepartures(fileSystem: FileSystem, workspaceFolder: string | undefined): Promise<Departed> {
  const read = await readWorkspaceFile(fileSystem, workspaceFolder, DEPARTURES_FILE);
  if (read === undefined) return { departures: [], problems: [] };
  return 'problem' in read ? { departures: [], problems: [read.problem] } : parseDepartures(read.uri, read.text);
}

/** The text of one of the workspace's own files, or what to do about it; `undefined` when it is not there. */
export async function readWorkspaceFile(
  fileSystem: FileSystem,
  workspaceFolder: string | undefined,
  path: string,
): Promise<{ readonly uri: string; readonly text: string } | { readonly problem: CorpusProblem } | undefined> {
  if (workspaceFolder === undefined) return undefined;
  const uri = joinUri(workspaceFolder, ...path.split('/'));
  const file = path.slice(path.lastIndexOf('/') + 1);
  const beside = await fileSystem.readDirectory(uri.slice(0, uri.lastIndexOf('/'))).catch(() => []);
  if (!beside.some(({ name }) => name === file)) return undefined;
  const read = await readYamlText(fileSystem, uri, workspaceFolder, file);
  return 'problem' in read ? read : { uri, text: read.text };
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
      const message =
        words === undefined
          ? t('{0}: the record holds no document "{1}". Correct the entry, or take it out.', CHOICES_FILE, document)
          : t(
              '{0}: the record holds no document "{1}" that says "{2}". Correct the entry, or take it out.',
              CHOICES_FILE,
              document,
              words,
            );
      return { file, message };
    }),
    ...(retired > 0
      ? [
          {
            file,
            message: tCount(
              retired,
              '{1}: {0} passage retired, and shown nowhere.',
              '{1}: {0} passages retired, and shown nowhere.',
              CHOICES_FILE,
            ),
          },
        ]
      : []),
  ];
}

/** Decisions on statements that the record does not hold, or no longer. */
export function problemsOfDecisions(
  { uri, confirmed, retired }: PositionDecisions,
  isFound: (choice: StatementChoice) => boolean,
): readonly CorpusProblem[] {
  return [...confirmed, ...retired]
    .filter((choice) => !isFound(choice))
    .map(({ line, words, document }) => {
      const message =
        document === undefined
          ? t(
              '{0}, line {1}: no statement of the record says "{2}". Correct the entry, or take it out.',
              POSITIONS_FILE,
              line + 1,
              words,
            )
          : t(
              '{0}, line {1}: no document "{2}" says "{3}". Correct the entry, or take it out.',
              POSITIONS_FILE,
              line + 1,
              document,
              words,
            );
      return { file: uri, message };
    });
}

/** Where a workspace keeps its choices. */
export function choicesUri(workspaceFolder: string): string {
  return joinUri(workspaceFolder, ...CHOICES_FILE.split('/'));
}

/** Where a workspace folder keeps its departures. */
export function departuresUri(workspaceFolder: string): string {
  return joinUri(workspaceFolder, ...DEPARTURES_FILE.split('/'));
}

/** Whether nothing but the departures of the workspace's folders is among what changed (URIs). */
export function areDeparturesOnly(changed: readonly string[], workspaceFolders: readonly string[]): boolean {
  const files = workspaceFolders.map((folder) => uriKey(departuresUri(folder)));
  return changed.length > 0 && changed.every((uri) => files.includes(uriKey(uri)));
}

/** Whether a change of this file or folder may change the workspace's own files, and so what is served. */
export function concernsOwnFiles(uri: string, workspaceFolder: string): boolean {
  const files = [CHOICES_FILE, POSITIONS_FILE, DEPARTURES_FILE].map((path) =>
    joinUri(workspaceFolder, ...path.split('/')),
  );
  const lexicon = ownLexiconUri(workspaceFolder);
  return isInsideFolder(uri, lexicon) || [...files, lexicon].some((file) => isInsideFolder(file, uri));
}

/** The folder of a file. */
export function folderOf(uri: string): string {
  return new URL('.', uri).href;
}

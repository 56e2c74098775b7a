import type { Settings } from '../api/settings.js';
import type { Choices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { RecordedDeparture } from '../ingest/departuresFile.js';
import type { PositionDecisions } from '../ingest/positionsFile.js';
import type { FileSystem } from '../platform/host.js';
import { isInsideFolder } from '../util/fileUri.js';
import { readChoices, readDecisions, readDepartures } from './choices.js';

/** What is set in each workspace folder, by its file URI, in the order of the workspace. */
export type FolderSettings = ReadonlyMap<string, Settings>;

/** What a workspace folder's own files decide about the drafts in it. */
export interface Decided {
  readonly choices: Choices;
  readonly decisions: PositionDecisions;
  readonly departures: readonly RecordedDeparture[];
  readonly problems: readonly CorpusProblem[];
}

/** The decisions of workspace folders, by the folder's file URI. */
export type FolderDecisions = ReadonlyMap<string, Decided>;

/**
 * Reads what the folders (file URIs) decide. What did not change since `before` is the same object: findings are kept by
 * it. Never rejects.
 */
export async function readFolderDecisions(
  fileSystem: FileSystem,
  folders: readonly string[],
  before: FolderDecisions,
): Promise<FolderDecisions> {
  const read = folders.map(async (folder): Promise<[string, Decided]> => {
    const [chosen, { decisions, problems }, departed] = await Promise.all([
      readChoices(fileSystem, folder),
      readDecisions(fileSystem, folder),
      readDepartures(fileSystem, folder),
    ]);
    const known = before.get(folder);
    const isKnown = known !== undefined && JSON.stringify(known.decisions) === JSON.stringify(decisions);
    return [
      folder,
      {
        choices: chosen.choices,
        decisions: isKnown ? known.decisions : decisions,
        departures: departed.departures,
        problems: [...chosen.problems, ...problems, ...departed.problems],
      },
    ];
  });
  return new Map(await Promise.all(read));
}

/** All workspace folders, each once, the first one first. */
export function workspaceFoldersOf(first: string | undefined, folders: FolderSettings): readonly string[] {
  return [...new Set([...(first === undefined ? [] : [first]), ...folders.keys()])];
}

/** The innermost of the folders that the document lies in; `undefined` when it lies in none. */
export function folderOfDraft(uri: string, folders: Iterable<string>): string | undefined {
  return [...folders].filter((folder) => isInsideFolder(uri, folder)).toSorted((a, b) => b.length - a.length)[0];
}

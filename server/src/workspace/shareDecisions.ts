import {
  addRefused,
  changeEntries,
  countRefused,
  type EntryChange,
  type FileEntries,
  REFUSED_FILE,
  type SharedEntry,
  sharedEntries,
  SHARED_FILES,
  type SharedFile,
} from '../ingest/sharedEntries.js';
import type { Edited, EntryFields } from '../ingest/yamlEdits.js';
import type { FileSystem } from '../platform/host.js';
import { areRestrictedWords, isRestricted } from '../service/circulation.js';
import type { ServiceContext } from '../service/context.js';
import { joinUri } from '../util/fileUri.js';
import { t, tCount } from '../util/l10n.js';
import { othersFirst } from '../util/steps.js';
import { changeOwnFile } from './changeOwnFile.js';
import { readWorkspaceFile } from './choices.js';
import type { WorkspaceHost } from './corpusFolders.js';
import type { DecisionsPlace } from './sharedDecisions.js';

/** What sharing needs of the host. */
export type DecisionsHost = Pick<WorkspaceHost, 'fileSystem' | 'fileWriter' | 'decisions'>;

/** How the decisions of a workspace folder stand with those of its mission. */
export interface DecisionsState {
  /** Decisions that the server has not taken yet. */
  readonly waiting: number;
  /** Decisions that stay here, since what they quote is restricted. */
  readonly kept: number;
  /** What somebody has to put right; '' for nothing. */
  readonly problem: string;
}

/** Files of which nothing can be shared until they are put right, and what can be of the others. */
interface Entries {
  readonly entries: FileEntries;
  readonly gone: readonly SharedFile[];
  readonly unusable: readonly SharedFile[];
  readonly kept: number;
}

const FILES = Object.keys(SHARED_FILES) as SharedFile[];
/** Each change reads the file anew: so many at a time, then others. */
const AT_A_TIME = 10;

/** Keeps what was decided in a folder until the server has taken it. `context`: what holds in the folder. */
export async function noteDecided(
  host: DecisionsHost,
  place: DecisionsPlace,
  context: ServiceContext,
): Promise<DecisionsState> {
  const { entries, gone, unusable, kept } = await readEntries(host.fileSystem, place.folder, context);
  const waiting = (await host.decisions?.note(place, entries, gone)) ?? 0;
  return { waiting, kept, problem: await problemOf(host.fileSystem, place, unusable) };
}

/**
 * Tells the server what was decided in a folder, and writes into the folder's files what others decided. Answers the files that
 * were changed, as URIs. Nothing is told or written while one of them cannot be used. Rejects with an error that says what to do.
 */
export async function exchangeDecided(
  host: DecisionsHost,
  place: DecisionsPlace,
  context: ServiceContext,
  password: string | undefined,
): Promise<readonly string[]> {
  const { fileSystem, fileWriter, decisions } = host;
  const before = await readEntries(fileSystem, place.folder, context);
  if (fileWriter === undefined || decisions === undefined || before.unusable.length > 0) return [];
  await decisions.note(place, before.entries, before.gone);
  const exchange = await decisions.exchange(place, password);
  const { changes, refused } = exchange;
  const put = (path: string, edit: (text: string | undefined) => Edited): Promise<string> =>
    putInto(fileWriter, place.folder, path, edit);
  const written: string[] = [];
  // First, so that it is somewhere at any moment.
  if (refused.some(({ mine }) => mine !== undefined)) await put(REFUSED_FILE, (text) => addRefused(text, refused));
  for (const file of FILES) {
    const ofFile = changes.filter((change) => change.file === file);
    for (let from = 0; from < ofFile.length; from += AT_A_TIME) {
      const some: readonly EntryChange[] = ofFile.slice(from, from + AT_A_TIME);
      written.push(await put(SHARED_FILES[file], (text) => changeEntries(text, some)));
      await othersFirst();
    }
  }
  await exchange.settle((await readEntries(fileSystem, place.folder, context)).entries);
  return [...new Set(written)];
}

async function putInto(
  fileWriter: NonNullable<DecisionsHost['fileWriter']>,
  folder: string,
  path: string,
  edit: (text: string | undefined) => Edited,
): Promise<string> {
  const uri = joinUri(folder, ...path.split('/'));
  const edited = await changeOwnFile(fileWriter, uri, path, edit, folder);
  if ('problem' in edited) throw new Error(edited.problem);
  return uri;
}

async function readEntries(fileSystem: FileSystem, folder: string, context: ServiceContext): Promise<Entries> {
  const entries: Partial<Record<SharedFile, ReadonlyMap<string, SharedEntry>>> = {};
  const [gone, unusable]: [SharedFile[], SharedFile[]] = [[], []];
  let kept = 0;
  const restricted = new Set(context.index.documents.filter(isRestricted).map(({ id }) => id));
  for (const file of FILES) {
    const read = await readWorkspaceFile(fileSystem, folder, SHARED_FILES[file]);
    if (read === undefined) {
      gone.push(file);
      continue;
    }
    const all = 'problem' in read ? undefined : sharedEntries(file, read.text);
    if (all === undefined) {
      unusable.push(file);
      continue;
    }
    const open = [...all].filter(([, entry]) => !quotesRestricted(entry, restricted, context));
    kept += all.size - open.length;
    entries[file] = new Map(open);
  }
  return { entries, gone, unusable, kept };
}

/** Whether an entry tells what only those read who are named to a restricted document. `restricted`: the ids of these. */
function quotesRestricted({ fields }: SharedEntry, restricted: ReadonlySet<unknown>, context: ServiceContext): boolean {
  const { words, document, from } = fields;
  const { quote, document: prior } = (from ?? {}) as EntryFields;
  if (restricted.has(prior ?? document)) return true;
  return [words, quote].some((text) => typeof text === 'string' && areRestrictedWords(text, context));
}

async function problemOf(
  fileSystem: FileSystem,
  { folder, mission }: DecisionsPlace,
  unusable: readonly SharedFile[],
): Promise<string> {
  const [first] = unusable;
  if (first !== undefined)
    return t(
      'Nothing is shared with {0} until {1} can be read: put right what is wrong in it.',
      mission,
      SHARED_FILES[first],
    );
  const read = await readWorkspaceFile(fileSystem, folder, REFUSED_FILE);
  const refused = read === undefined || 'problem' in read ? 0 : countRefused(read.text);
  if (refused === 0) return '';
  return tCount(
    refused,
    '{0} decision of yours was not taken, since others of {1} had decided otherwise: it is kept in {2}. Decide anew where needed, then delete that file.',
    '{0} decisions of yours were not taken, since others of {1} had decided otherwise: they are kept in {2}. Decide anew where needed, then delete that file.',
    mission,
    REFUSED_FILE,
  );
}

import type { StatusParams } from '../api/protocol.js';
import type { Settings } from '../api/settings.js';
import { NO_CHOICES } from '../ingest/choicesFile.js';
import type { DeparturesOfFile } from '../ingest/departuresFile.js';
import { NO_DECISIONS } from '../ingest/positionsFile.js';
import { createReadings } from '../service/readings.js';
import { isHiddenBelow, isInsideFolder } from '../util/fileUri.js';
import { createListeners } from '../util/listeners.js';
import { t } from '../util/l10n.js';
import { createChanges } from './changes.js';
import { areDeparturesOnly, choicesUri, concernsOwnFiles, departuresUri, folderOf, readDepartures } from './choices.js';
import { type CorpusFolders, resolveCorpusFolders, type WorkspaceHost } from './corpusFolders.js';
import {
  type FolderDecisions,
  folderOfDraft,
  type FolderSettings,
  readFolderDecisions,
  workspaceFoldersOf,
} from './folders.js';
import { createIndexer } from './indexer.js';
import { createReadingsKeeper } from './readingsKeeper.js';
import { type LoadedCorpus, loadRevision } from './loadRevision.js';
import { sameSettings } from './settings.js';
import { statusOf } from './status.js';
import { contextOf, judgeFor, type WorkspaceContext } from './workspaceContext.js';

export type { WorkspaceContext } from './workspaceContext.js';

/** How far a reading of the corpus has come, in files. */
export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

/** The current revision of corpus, lexicon and settings, and what makes the next one. Knows no connection. */
export interface Workspace {
  /**
   * The newest revision that could be made, as it holds for a draft (a URI): by the settings and decisions of the workspace
   * folder that it lies in, else of the first one. Waits for the first revision. Rejects with a message for the drafter when
   * there is none because reading failed.
   */
  ready(draft?: string): Promise<WorkspaceContext>;
  /** Resolves once no reading is under way any more: everything that can be served is. */
  settled(): Promise<StatusParams>;
  /** What is going on, at this moment. */
  readonly status: StatusParams;
  /** The settings that hold now. */
  readonly settings: Settings;
  /** The folders that are indexed, as file URIs; missing ones too. */
  readonly folders: readonly string[];
  /** The first workspace folder, a file URI; `undefined` without one. */
  readonly folder: string | undefined;
  /** The folders of all files that workspace folders have of their own, file URIs. */
  readonly ownFolders: readonly string[];
  /** The workspace folders, file URIs, whose decisions a mission shares. */
  readonly missions: readonly { readonly folder: string; readonly mission: string }[];
  /** The departures that each workspace folder has recorded. */
  readonly recorded: readonly DeparturesOfFile[];
  /** The folder where what is decided about a draft (a URI) is kept, a file URI; `undefined` without a workspace folder. */
  decisionsFolder(draft?: string): string | undefined;
  /** Reads everything again. Resolves once no reading is under way any more. */
  rebuild(): Promise<StatusParams>;
  /** As `rebuild`, but opens only files that are new, or that are or lie in one of `changed` (URIs of files and folders). */
  refresh(changed: readonly string[]): Promise<StatusParams>;
  /**
   * Takes settings, the first workspace folder (a file URI), and what is set in each where that may differ; reads
   * again only when other folders or limits are meant. Resolves when the workspace works with them.
   */
  update(settings: Settings, workspaceFolder?: string, folders?: FolderSettings): Promise<StatusParams>;
  /** Has the status say why the judge cannot be heard; '' once it can. */
  tellOfJudge(problem: string): void;
  /** Whether a change of this file or folder may change the index; a folder that holds an indexed one does. */
  concerns(uri: string): boolean;
  /** Keeps for the next start what has been read so far, without waiting for a quiet moment. Nothing without a place to keep it. */
  keep(): Promise<void>;
  /** Calls back after each file of a reading, with how many of how many are read; the answer ends it. */
  onProgress(listener: (progress: LoadProgress) => void): () => void;
  /** Calls back on every change of `status`; the answer ends it. */
  onStatus(listener: (status: StatusParams) => void): () => void;
  /** Calls back whenever `ready()` has something new to give, the first time included; the answer ends it. */
  onRevision(listener: (context: WorkspaceContext) => void): () => void;
}

/** A reading of the corpus, by its stages. */
interface Building {
  readonly served: Promise<void>;
  readonly done: Promise<void>;
}

/** A workspace that has begun to read its corpus. `snapshotFolder`: where indexes may be kept, a file URI. */
export function createWorkspace(
  host: WorkspaceHost,
  initial: Settings,
  initialFolder?: string,
  snapshotFolder?: string,
): Workspace {
  const progressListeners = createListeners<LoadProgress>();
  const statusListeners = createListeners<StatusParams>();
  const revisionListeners = createListeners<WorkspaceContext>();
  let settings = initial;
  let settingsRevision = 1;
  let workspaceFolder = initialFolder;
  let folders: FolderSettings = new Map();
  /** Of every folder but the first, whose files are read with the corpus. */
  let decided: FolderDecisions = new Map();
  let loaded: LoadedCorpus | undefined;
  let context: WorkspaceContext | undefined;
  /** The context of each workspace folder that was asked for since the last revision. */
  const byFolder = new Map<string, WorkspaceContext>();
  const keeper = createReadingsKeeper(host.keeping, snapshotFolder);
  // What sentences mean depends on the words they are read by.
  let readings = createReadings();
  let readBy = '';
  let failure = '';
  /** Why the judge cannot be heard; '' when it can, or has not been asked. */
  let judgeProblem = '';
  let status = statusOf('indexing', undefined, decided);
  const indexer = host.indexer ?? createIndexer({ ...host, build: '' });
  let newest = 0;
  // A reading that a newer one overtakes takes nothing in: its changes are left to the newer one.
  const changes = createChanges();
  let building = build();

  function setStatus(next: StatusParams): void {
    const judge = { file: 'aideMemoire.judge', message: judgeProblem };
    const problems = next.problems.filter(({ file }) => file !== judge.file);
    status = { ...next, problems: judgeProblem === '' ? problems : [...problems, judge] };
    statusListeners.notify(status);
  }

  function publish(from: LoadedCorpus): void {
    if (context !== undefined && !isSame(context.departures, from.departed.departures)) settingsRevision++;
    if (readBy !== from.words.digest) {
      const anew = createReadings(() => keeper.changed());
      void keeper.recall(from.words.digest).then((kept) => anew.recall(kept));
      readings = anew;
      readBy = from.words.digest;
    }
    if (from.isComplete) keeper.serve(from, readings);
    context = contextOf(from, settings, settingsRevision, readings, judgeFor(settings, host));
    byFolder.clear();
    revisionListeners.notify(context);
  }

  /** Begins to read. `served` resolves when something of it can be served, `done` when it has ended; neither rejects. */
  function build(): Building {
    let serve = (): void => undefined;
    const served = new Promise<void>((resolve) => {
      serve = resolve;
    });
    return { served, done: read(serve).finally(serve) };
  }

  /** Takes the departures in that were recorded since. Nothing else is read: they change nothing of the index. */
  async function follow(from: LoadedCorpus): Promise<void> {
    const own = ++newest;
    const [departed, others] = await Promise.all([readDepartures(host.fileSystem, workspaceFolder), readOthers()]);
    if (own !== newest || (isSame(departed, from.departed) && isSameMap(others, decided))) return;
    takeOthers(others);
    loaded = { ...from, departed };
    publish(loaded);
    setStatus(statusOf('ready', loaded, decided));
  }

  function readOthers(): Promise<FolderDecisions> {
    const others = [...folders.keys()].filter((folder) => folder !== workspaceFolder);
    return readFolderDecisions(host.fileSystem, others, decided);
  }

  function takeOthers(others: FolderDecisions): void {
    if (!isSameMap(others, decided)) settingsRevision++;
    decided = others;
  }

  async function read(serve: () => void): Promise<void> {
    const own = ++newest;
    setStatus(statusOf('indexing', loaded, decided));
    const others = await readOthers();
    if (own !== newest) return;
    takeOthers(others);
    const request = {
      corpus: settings.corpus,
      workspaceFolder,
      folders,
      decided,
      snapshotFolder,
      revision: (loaded?.index.revision ?? 0) + 1,
      base: loaded?.base,
      choices: loaded?.choices ?? NO_CHOICES,
      decisions: loaded?.decisions ?? NO_DECISIONS,
      decidedBefore: loaded?.decided ?? new Map(),
      words: loaded?.words,
      changed: changes.changed,
    };
    try {
      await loadRevision(host, indexer, request, {
        onProgress(done, total) {
          if (own === newest) progressListeners.notify({ done, total });
        },
        onLoaded(next) {
          if (own !== newest) return;
          // Findings are kept by the decisions that they follow from.
          const isDecided = isSame(loaded?.decisions, next.decisions);
          loaded = isDecided ? { ...next, decisions: loaded?.decisions ?? next.decisions } : next;
          publish(loaded);
          if (next.isComplete) changes.clear();
          setStatus(statusOf(next.isComplete ? 'ready' : 'indexing', loaded, decided));
          serve();
        },
      });
    } catch (error) {
      if (own !== newest) return;
      failure = t('The corpus could not be read: {0}.', error instanceof Error ? error.message : String(error));
      const before = statusOf('error', loaded, decided);
      setStatus({ ...before, problems: [{ file: host.bundledCorpus, message: failure }, ...before.problems] });
    }
  }

  /** Waits for a stage of the newest reading: one that a newer one takes the place of does not count. */
  async function reached(stage: keyof Building): Promise<StatusParams> {
    let seen: Building;
    do {
      seen = building;
      await seen[stage];
    } while (seen !== building);
    return status;
  }

  const namedNow = (): CorpusFolders => resolveCorpusFolders(settings.corpus, host, workspaceFolder, folders);

  const foldersNow = (): readonly string[] => namedNow().folders;

  /** Equal when the same would be read, and the same be told of as not to be found. */
  const readingNow = (): string => JSON.stringify([namedNow(), settings.corpus.limits, workspaceFolders()]);

  function workspaceFolders(): readonly string[] {
    return workspaceFoldersOf(workspaceFolder, folders);
  }

  /** The newest context as it holds in a workspace folder. */
  function contextIn(folder: string, base: WorkspaceContext): WorkspaceContext {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const { decisions = base.decisions ?? NO_DECISIONS, departures = base.departures ?? [] } =
      decided.get(folder) ?? {};
    const set = folders.get(folder) ?? settings;
    const own = sameSettings(set, settings) ? settings : set;
    if (own === settings && !decided.has(folder)) return base;
    const record = loaded?.others.get(folder);
    const chosen = record && {
      index: record.index,
      choices: record.choices,
      pinned: record.pinned,
      retired: record.retired,
    };
    const made = {
      ...base,
      ...chosen,
      settings: own,
      decisions,
      departures,
      revision: `${base.revision}:${byFolder.size}`,
    };
    byFolder.set(folder, made);
    return made;
  }

  function rebuild(): Promise<StatusParams> {
    changes.addEverything();
    building = build();
    return reached('done');
  }

  return {
    async ready(draft = '') {
      if (context === undefined) await reached('served');
      if (context === undefined) throw new Error(`${failure} ${t('Rebuild the index once this is put right.')}`);
      const folder = folderOfDraft(draft, folders.keys());
      return folder === undefined ? context : contextIn(folder, context);
    },
    get status() {
      return status;
    },
    get settings() {
      return settings;
    },
    get folders() {
      return foldersNow();
    },
    get folder() {
      return workspaceFolder;
    },
    get ownFolders() {
      return workspaceFolders().map((folder) => folderOf(choicesUri(folder)));
    },
    get missions() {
      return workspaceFolders()
        .map((folder) => ({ folder, mission: (folders.get(folder) ?? settings).decisions.mission }))
        .filter(({ mission }) => mission !== '');
    },
    get recorded() {
      return workspaceFolders().map((folder) => ({
        uri: departuresUri(folder),
        departures: (folder === workspaceFolder ? context?.departures : decided.get(folder)?.departures) ?? [],
      }));
    },
    decisionsFolder(draft = '') {
      const folder = folderOfDraft(draft, folders.keys()) ?? workspaceFolder;
      return folder === undefined ? undefined : folderOf(choicesUri(folder));
    },
    settled: () => reached('done'),
    tellOfJudge(problem) {
      if (problem === judgeProblem) return;
      judgeProblem = problem;
      setStatus(status);
    },
    rebuild,
    refresh(changed) {
      if (loaded !== undefined && status.state === 'ready' && areDeparturesOnly(changed, workspaceFolders())) {
        const done = follow(loaded);
        building = { served: done, done };
      } else {
        changes.add(changed);
        building = build();
      }
      return reached('done');
    },
    update(nextSettings, nextFolder, nextFolders = new Map()) {
      const isSameHere = sameSettings(settings, nextSettings);
      if (isSameHere && isSameMap(folders, nextFolders) && workspaceFolder === nextFolder) return reached('served');
      const before = readingNow();
      // Findings are kept by the settings that they follow from.
      if (!isSameHere) settings = nextSettings;
      settingsRevision++;
      workspaceFolder = nextFolder;
      folders = nextFolders;
      if (before !== readingNow()) building = build();
      else if (loaded !== undefined) {
        publish(loaded);
        setStatus(status);
      }
      return reached('served');
    },
    concerns: (uri) =>
      workspaceFolders().some((folder) => concernsOwnFiles(uri, folder)) ||
      foldersNow().some(
        (folder) => isInsideFolder(folder, uri) || (isInsideFolder(uri, folder) && !isHiddenBelow(uri, folder)),
      ),
    keep: () => keeper.finish(),
    onProgress: progressListeners.add,
    onStatus: statusListeners.add,
    onRevision: revisionListeners.add,
  };
}

/** Whether two values of plain data are equal. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  return isSame([...a], [...b]);
}

import type { StatusParams } from '../api/protocol.js';
import type { Settings } from '../api/settings.js';
import { NO_CHOICES } from '../ingest/choicesFile.js';
import type { EntailmentJudge } from '../platform/entailmentJudge.js';
import { NO_DECISIONS } from '../ingest/positionsFile.js';
import type { ServiceContext } from '../service/context.js';
import { createReadings, type Readings } from '../service/readings.js';
import { isHiddenBelow, isInsideFolder, uriKey } from '../util/fileUri.js';
import { createListeners } from '../util/listeners.js';
import { t } from '../util/l10n.js';
import { createChanges } from './changes.js';
import { areDeparturesOnly, choicesUri, folderOf, concernsOwnFiles, readDepartures } from './choices.js';
import { resolveCorpusFolders, type WorkspaceHost } from './corpusFolders.js';
import { createIndexer } from './indexer.js';
import { createReadingsKeeper } from './readingsKeeper.js';
import { type LoadedCorpus, loadRevision } from './loadRevision.js';
import { sameSettings } from './settings.js';

/** One revision of everything, for as long as its reader needs it. */
export interface WorkspaceContext extends ServiceContext {
  /** Equal revisions give equal answers: index revision, and that of the settings and the departures. */
  readonly revision: string;
  /** Whether the document is one that is indexed, and so no draft. */
  isCorpusDocument(uri: string): boolean;
}

/** How far a reading of the corpus has come, in files. */
export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

/** The current revision of corpus, lexicon and settings, and what makes the next one. Knows no connection. */
export interface Workspace {
  /**
   * The newest revision that could be made; waits for the first one. Rejects with a message for the drafter when
   * there is none because reading failed.
   */
  ready(): Promise<WorkspaceContext>;
  /** Resolves once no reading is under way any more: everything that can be served is. */
  settled(): Promise<StatusParams>;
  /** What is going on, at this moment. */
  readonly status: StatusParams;
  /** The settings that hold now. */
  readonly settings: Settings;
  /** The folders that are indexed, as file URIs; missing ones too. */
  readonly folders: readonly string[];
  /** The folder of the workspace's own file of choices, a file URI; `undefined` without a workspace folder. */
  readonly choicesFolder: string | undefined;
  /** Reads everything again. Resolves once no reading is under way any more. */
  rebuild(): Promise<StatusParams>;
  /** As `rebuild`, but opens only files that are new, or that are or lie in one of `changed` (URIs of files and folders). */
  refresh(changed: readonly string[]): Promise<StatusParams>;
  /**
   * Takes settings and the first workspace folder (a file URI); reads again only when other folders or limits are meant.
   * Resolves when the workspace works with them.
   */
  update(settings: Settings, workspaceFolder?: string): Promise<StatusParams>;
  /** Has the status say why the judge cannot be heard; '' once it can. */
  tellOfJudge(problem: string): void;
  /** Whether a change of this file or folder may change the index; a folder that holds an indexed one does. */
  concerns(uri: string): boolean;
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
  let loaded: LoadedCorpus | undefined;
  let context: WorkspaceContext | undefined;
  const keeper = createReadingsKeeper(host.keeping, snapshotFolder);
  // What sentences mean depends on the words they are read by.
  let readings = createReadings();
  let readBy = '';
  let failure = '';
  /** Why the judge cannot be heard; '' when it can, or has not been asked. */
  let judgeProblem = '';
  let status = statusOf('indexing', undefined);
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
    const departed = await readDepartures(host.fileSystem, workspaceFolder);
    if (own !== newest || isSame(departed, from.departed)) return;
    loaded = { ...from, departed };
    publish(loaded);
    setStatus(statusOf('ready', loaded));
  }

  async function read(serve: () => void): Promise<void> {
    const own = ++newest;
    setStatus(statusOf('indexing', loaded));
    const request = {
      corpus: settings.corpus,
      workspaceFolder,
      snapshotFolder,
      revision: (loaded?.index.revision ?? 0) + 1,
      base: loaded?.base,
      choices: loaded?.choices ?? NO_CHOICES,
      decisions: loaded?.decisions ?? NO_DECISIONS,
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
          loaded = next;
          publish(next);
          if (next.isComplete) changes.clear();
          setStatus(statusOf(next.isComplete ? 'ready' : 'indexing', next));
          serve();
        },
      });
    } catch (error) {
      if (own !== newest) return;
      failure = t('The corpus could not be read: {0}.', error instanceof Error ? error.message : String(error));
      const before = statusOf('error', loaded);
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

  const foldersNow = (): readonly string[] => resolveCorpusFolders(settings.corpus, host, workspaceFolder).folders;

  /** Equal when the same would be read. */
  const readingNow = (): string => JSON.stringify([foldersNow(), settings.corpus.limits]);

  function rebuild(): Promise<StatusParams> {
    changes.addEverything();
    building = build();
    return reached('done');
  }

  return {
    async ready() {
      if (context === undefined) await reached('served');
      if (context === undefined) throw new Error(`${failure} ${t('Rebuild the index once this is put right.')}`);
      return context;
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
    get choicesFolder() {
      return workspaceFolder === undefined ? undefined : folderOf(choicesUri(workspaceFolder));
    },
    settled: () => reached('done'),
    tellOfJudge(problem) {
      if (problem === judgeProblem) return;
      judgeProblem = problem;
      setStatus(status);
    },
    rebuild,
    refresh(changed) {
      if (loaded !== undefined && status.state === 'ready' && areDeparturesOnly(changed, workspaceFolder)) {
        const done = follow(loaded);
        building = { served: done, done };
      } else {
        changes.add(changed);
        building = build();
      }
      return reached('done');
    },
    update(nextSettings, nextFolder) {
      if (sameSettings(settings, nextSettings) && workspaceFolder === nextFolder) return reached('served');
      const before = readingNow();
      settings = nextSettings;
      settingsRevision++;
      workspaceFolder = nextFolder;
      if (before !== readingNow()) building = build();
      else if (loaded !== undefined) publish(loaded);
      return reached('served');
    },
    concerns: (uri) =>
      (workspaceFolder !== undefined && concernsOwnFiles(uri, workspaceFolder)) ||
      foldersNow().some(
        (folder) => isInsideFolder(folder, uri) || (isInsideFolder(uri, folder) && !isHiddenBelow(uri, folder)),
      ),
    onProgress: progressListeners.add,
    onStatus: statusListeners.add,
    onRevision: revisionListeners.add,
  };
}

/** Whether two values of plain data are equal. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function judgeFor({ judge }: Settings, host: WorkspaceHost): EntailmentJudge | undefined {
  return judge.use === 'rules' ? undefined : host.judge?.(judge.model);
}

function contextOf(
  loaded: LoadedCorpus,
  settings: Settings,
  settingsRevision: number,
  readings: Readings,
  judge: EntailmentJudge | undefined,
): WorkspaceContext {
  const { index, part } = loaded;
  const { lexicon, tokenize } = loaded.words;
  // Made when a draft first asks: there may be thousands, and most revisions are never asked.
  let keys: ReadonlySet<string> | undefined;
  const keysOf = (): ReadonlySet<string> =>
    new Set([...loaded.uris, ...index.duplicates.map(({ document }) => document.uri)].map(uriKey));
  return {
    index,
    lexicon,
    tokenize,
    settings,
    readings,
    ...(part === undefined ? {} : { part }),
    ...(judge === undefined ? {} : { judge }),
    pinned: loaded.pinned,
    decisions: loaded.decisions,
    departures: loaded.departed.departures,
    revision: `${index.revision}:${settingsRevision}`,
    isCorpusDocument: (uri) => (keys ??= keysOf()).has(uriKey(uri)),
  };
}

function statusOf(state: StatusParams['state'], loaded: LoadedCorpus | undefined): StatusParams {
  return {
    state,
    documents: loaded?.index.documents.length ?? 0,
    passages: loaded?.index.passageCount ?? 0,
    ...(loaded?.part === undefined ? {} : { part: loaded.part }),
    revision: loaded?.index.revision ?? 0,
    duplicates: (loaded?.index.duplicates ?? []).map(({ document, of }) => ({ document: document.id, of })),
    problems: [...(loaded?.problems ?? []), ...(loaded?.departed.problems ?? [])],
  };
}

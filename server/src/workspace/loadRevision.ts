import type { Settings } from '../api/settings.js';
import { openCorpusIndexInSteps, type OpenIndex } from '../index/createCorpusIndex.js';
import type { CorpusIndex } from '../index/corpusIndex.js';
import { chosenPlaces, type Layers } from '../index/retired.js';
import type { Choices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { toReadLimits } from '../ingest/formats.js';
import type { PositionDecisions, StatementChoice } from '../ingest/positionsFile.js';
import { createTokenizer, type Tokenizer } from '../text/tokens.js';
import { warmUp } from '../text/warmUp.js';
import { countOf } from '../util/iterables.js';
import { finishInTurns, othersFirst } from '../util/steps.js';
import type { Changed } from './changes.js';
import { type Departed, problemsOfDecisions, readChoices, readDecisions, readDepartures } from './choices.js';
import { type ChosenRecord, createChooser } from './chosenRecord.js';
import { resolveCorpusFolders, type WorkspaceHost } from './corpusFolders.js';
import { type FolderDecisions, type FolderSettings, workspaceFoldersOf } from './folders.js';
import type { IndexedCorpus, Indexer } from './indexer.js';
import { type LoadedLexicon, loadLexicon, NO_OWN_WORDS, ownLexiconUri } from './lexiconFiles.js';
import type { CorpusProgress } from './loadCorpus.js';
import { textsIn } from './snapshots.js';

/** All that one reading of the corpus and the lexicon yields, with the choices of the first workspace folder. Immutable. */
export interface LoadedCorpus extends ChosenRecord {
  /** Whether the same reading gives out no other one. */
  readonly isComplete: boolean;
  /** As `IndexedCorpus.part`. */
  readonly part?: { readonly done: number; readonly total: number };
  /** The record of every other workspace folder, by its file URI. */
  readonly others: ReadonlyMap<string, ChosenRecord>;
  /** What these folders decide. */
  readonly decided: FolderDecisions;
  /** What is decided about positions. */
  readonly decisions: PositionDecisions;
  /** Departures from the record that were decided; they change nothing of the index. */
  readonly departed: Departed;
  /** URIs of all documents that were read, those that are not shown included. */
  readonly uris: readonly string[];
  /** What later changes can be laid over. */
  readonly base: BaseIndex | undefined;
  readonly words: LoadedWords;
  /** All but those of the departures. */
  readonly problems: readonly CorpusProblem[];
}

/** The lexicon, and what reads texts by it. */
export interface LoadedWords extends LoadedLexicon {
  readonly tokenize: Tokenizer;
}

/** An index by the name that its indexer gave it. */
export interface BaseIndex {
  readonly made: string;
  readonly index: OpenIndex;
}

/** What to read. */
export interface LoadRequest {
  readonly corpus: Settings['corpus'];
  /** The first one, a file URI. */
  readonly workspaceFolder: string | undefined;
  /** What is set in each workspace folder. */
  readonly folders: FolderSettings;
  /** What all but the first decide. */
  readonly decided: FolderDecisions;
  /** Where indexes may be kept, a file URI. */
  readonly snapshotFolder: string | undefined;
  /** Number of the first revision that comes of it. */
  readonly revision: number;
  /** That of the reading before. */
  readonly base: BaseIndex | undefined;
  /** Those of the reading before. */
  readonly choices: Choices;
  readonly decisions: PositionDecisions;
  readonly decidedBefore: FolderDecisions;
  readonly words: LoadedWords | undefined;
  /** What may differ from the reading before. */
  readonly changed: Changed;
}

/** Told how a reading goes. */
export interface LoadListener {
  readonly onProgress: CorpusProgress;
  /** Called with each revision that can be served; the last one is complete. */
  readonly onLoaded: (loaded: LoadedCorpus) => void;
}

/**
 * Reads what may differ, indexes what the settings name, and gives out one revision or more. A file or folder that cannot
 * be used is a problem in them.
 */
export async function loadRevision(
  host: WorkspaceHost,
  indexer: Indexer,
  request: LoadRequest,
  { onProgress, onLoaded }: LoadListener,
): Promise<void> {
  const { workspaceFolder, folders, decided: others } = request;
  const named = resolveCorpusFolders(request.corpus, host, workspaceFolder, folders);
  const ownLexicons = workspaceFoldersOf(workspaceFolder, folders).map(ownLexiconUri);
  const reading = loadWords(host, ownLexicons, request);
  const choosing = readChoices(host.fileSystem, workspaceFolder);
  const deciding = readDecisions(host.fileSystem, workspaceFolder);
  const departing = readDepartures(host.fileSystem, workspaceFolder);
  const packing = host.compression === undefined ? {} : { compression: host.compression };
  const openTexts = textsIn(
    request.snapshotFolder === undefined ? undefined : host.keeping?.open(request.snapshotFolder),
  );
  let { revision, base } = request;
  let opened = Promise.resolve();
  const layersOf = async (corpus: IndexedCorpus, tokenize: Tokenizer): Promise<Layers | undefined> => {
    const { change, made, data } = corpus;
    // What an earlier reading opened may have been read with other words.
    const isSame = base !== request.base && made === base?.made && (data.mined !== undefined) === base.index.isMined;
    if (change === undefined && isSame) return base && { base: base.index };
    if (change !== undefined && change.onto !== base?.made) return undefined;
    // Mining changes no document.
    const documents = change === undefined && made === base?.made ? { documents: base.index.documents } : {};
    const options = { tokenize, revision: revision++, openTexts, ...packing, ...documents };
    const index = await finishInTurns(openCorpusIndexInSteps(data, options));
    if (change !== undefined && base !== undefined)
      return { base: base.index, change: { index, removed: new Set(change.removed) } };
    base = { made, index };
    return { base: index };
  };
  const open = async (corpus: IndexedCorpus): Promise<void> => {
    const [words, chosen, decided, departed] = await Promise.all([reading, choosing, deciding, departing]);
    const { tokenize } = words;
    const { spelling } = words.lexicon;
    const layers = await layersOf(corpus, tokenize);
    if (layers === undefined) return;
    // Who waited for this revision is answered at once when it is given out.
    await othersFirst();
    const { isComplete, part, problems } = corpus;
    const { choices } = chosen;
    const { decisions } = decided;
    const isPart = part !== undefined;
    const known = Math.max(layers.base.revision, request.revision - 1);
    const options = { tokenize, spelling, revision: known, isPart, ...packing };
    const before = [request.choices, request.decisions, [...request.decidedBefore], request.words?.own ?? NO_OWN_WORDS];
    const isNew = JSON.stringify([choices, decisions, [...others], words.own]) !== JSON.stringify(before);
    const retiresAny = [choices, ...Array.from(others.values(), (each) => each.choices)].some(
      ({ retired }) => retired.length > 0,
    );
    if (isNew || retiresAny || layers.change !== undefined) options.revision = revision++;
    const choose = createChooser(layers, options);
    const record = choose(choices, workspaceFolder);
    const records = new Map(Array.from(others, ([folder, own]) => [folder, choose(own.choices, folder)]));
    const indexes = [layers.base, ...(layers.change === undefined ? [] : [layers.change.index])];
    onLoaded({
      ...record,
      isComplete,
      ...(part === undefined ? {} : { part }),
      others: records,
      decided: others,
      decisions,
      departed,
      uris: indexes.flatMap(({ documents }) => documents.map(({ uri }) => uri)),
      base,
      words,
      problems: [
        ...named.problems,
        ...words.problems,
        ...chosen.problems,
        ...decided.problems,
        ...[record, ...records.values()].flatMap((each) => each.problems),
        ...problemsOfDecisions(decisions, (choice) => isPart || holdsWords(choice, record.index, tokenize)),
        ...problems,
      ],
    });
  };
  // Asked before anything is awaited: the indexer takes the last request for the newest.
  const indexing = indexer.index(
    {
      folders: named.folders,
      ...(request.changed === undefined ? {} : { changed: request.changed }),
      limits: toReadLimits(request.corpus.limits),
      ownLexicons,
      ...(request.snapshotFolder === undefined ? {} : { snapshots: request.snapshotFolder }),
    },
    {
      onProgress,
      onIndexed: (corpus) => {
        opened = opened.then(() => open(corpus));
      },
    },
  );
  await Promise.all([reading, indexing]);
  await opened;
}

/** The words of the reading before where they hold still. When everything is read again, the bundled lists are too. */
async function loadWords(
  host: WorkspaceHost,
  own: readonly string[],
  { changed, words }: LoadRequest,
): Promise<LoadedWords> {
  const before = changed && (words ?? (await host.words));
  const loaded = await loadLexicon(host.fileSystem, host.lexicon, { own, before });
  if (words !== undefined && loaded === words) return words;
  const tokenize = createTokenizer(loaded.lexicon.spelling);
  warmUp(tokenize);
  return { ...loaded, tokenize };
}

/** Whether some passage of the record, or of the document that is named, holds the words. */
function holdsWords({ words, document }: StatementChoice, index: CorpusIndex, tokenize: Tokenizer): boolean {
  if (document !== undefined) return chosenPlaces({ document, words }, index, tokenize).length > 0;
  return countOf(index.findPhrase(tokenize(words).map(({ term }) => term)).passages()) > 0;
}

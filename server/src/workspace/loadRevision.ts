import type { Settings } from '../api/settings.js';
import { openCorpusIndexInSteps, type OpenIndex } from '../index/createCorpusIndex.js';
import type { CorpusIndex, PassagePlace } from '../index/corpusIndex.js';
import { chosenPlaces, type Layers, type CountedDocument, withoutRetired } from '../index/retired.js';
import type { Choices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { toReadLimits } from '../ingest/formats.js';
import type { PositionDecisions, StatementChoice } from '../ingest/positionsFile.js';
import { createTokenizer, type Tokenizer } from '../text/tokens.js';
import { warmUp } from '../text/warmUp.js';
import { countOf } from '../util/iterables.js';
import { finishInTurns, othersFirst } from '../util/steps.js';
import type { Changed } from './changes.js';
import {
  type Departed,
  problemsOf,
  problemsOfDecisions,
  readChoices,
  readDecisions,
  readDepartures,
} from './choices.js';
import { resolveCorpusFolders, type WorkspaceHost } from './corpusFolders.js';
import type { IndexedCorpus, Indexer } from './indexer.js';
import { type LoadedLexicon, loadLexicon, NO_OWN_WORDS, ownLexiconUri } from './lexiconFiles.js';
import type { CorpusProgress } from './loadCorpus.js';
import { textsIn } from './snapshots.js';

/** All that one reading of the corpus and the lexicon yields. Immutable. */
export interface LoadedCorpus {
  /** Whether the same reading gives out no other one. */
  readonly isComplete: boolean;
  /** As `IndexedCorpus.part`. */
  readonly part?: { readonly done: number; readonly total: number };
  readonly index: CorpusIndex;
  readonly choices: Choices;
  /** What is decided about positions. */
  readonly decisions: PositionDecisions;
  /** Departures from the record that were decided; they change nothing of the index. */
  readonly departed: Departed;
  /** Passages that come first. */
  readonly pinned: readonly PassagePlace[];
  /** Documents that are not shown because they are retired as a whole. */
  readonly retired: readonly CountedDocument[];
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
  readonly workspaceFolder: string | undefined;
  /** Where indexes may be kept, a file URI. */
  readonly snapshotFolder: string | undefined;
  /** Number of the first revision that comes of it. */
  readonly revision: number;
  /** That of the reading before. */
  readonly base: BaseIndex | undefined;
  /** Those of the reading before. */
  readonly choices: Choices;
  readonly decisions: PositionDecisions;
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
  const named = resolveCorpusFolders(request.corpus, host, request.workspaceFolder);
  const ownLexicon = request.workspaceFolder === undefined ? undefined : ownLexiconUri(request.workspaceFolder);
  const reading = loadWords(host, ownLexicon, request);
  const choosing = readChoices(host.fileSystem, request.workspaceFolder);
  const deciding = readDecisions(host.fileSystem, request.workspaceFolder);
  const departing = readDepartures(host.fileSystem, request.workspaceFolder);
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
    const options = { tokenize, spelling, revision: Math.max(layers.base.revision, request.revision - 1), ...packing };
    const before = [request.choices, request.decisions, request.words?.own ?? NO_OWN_WORDS];
    const isNew = JSON.stringify([choices, decisions, words.own]) !== JSON.stringify(before);
    if (isNew || choices.retired.length > 0 || layers.change !== undefined) options.revision = revision++;
    const { index, retired, documents } = withoutRetired(layers, choices.retired, options);
    const indexes = [layers.base, ...(layers.change === undefined ? [] : [layers.change.index])];
    onLoaded({
      isComplete,
      ...(part === undefined ? {} : { part }),
      index,
      choices,
      decisions,
      departed,
      pinned: choices.pinned.flatMap((choice) => chosenPlaces(choice, index, tokenize)),
      retired: documents,
      uris: indexes.flatMap(({ documents }) => documents.map(({ uri }) => uri)),
      base,
      words,
      problems: [
        ...named.problems,
        ...words.problems,
        ...chosen.problems,
        ...decided.problems,
        ...problemsOf({
          choices,
          retired,
          workspaceFolder: request.workspaceFolder,
          isFound: (choice) =>
            part !== undefined || indexes.some((each) => chosenPlaces(choice, each, tokenize).length > 0),
        }),
        ...problemsOfDecisions(decisions, (choice) => part !== undefined || holdsWords(choice, index, tokenize)),
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
      ...(ownLexicon === undefined ? {} : { ownLexicon }),
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
  own: string | undefined,
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

import type { Settings } from '../api/settings.js';
import { createCorpusIndex } from '../index/createCorpusIndex.js';
import type { CorpusIndex } from '../index/corpusIndex.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { toReadLimits } from '../ingest/formats.js';
import type { FileSystem } from '../platform/host.js';
import { type Lexicon, parseLexicon } from '../positions/lexicon.js';
import { createTokenizer, type Tokenizer } from '../text/tokens.js';
import { joinUri } from '../util/fileUri.js';
import { resolveCorpusFolders, type WorkspaceHost } from './corpusFolders.js';
import { type CorpusProgress, loadCorpus, type ReadFile } from './loadCorpus.js';

/** All that one reading of the corpus and the lexicon yields. Immutable. */
export interface LoadedCorpus {
  readonly index: CorpusIndex;
  readonly lexicon: Lexicon;
  readonly tokenize: Tokenizer;
  readonly problems: readonly CorpusProblem[];
  /** What each file held; for the next revision. */
  readonly files: ReadonlyMap<string, ReadFile>;
}

/** What to read, and the number the index gets. */
export interface LoadRequest {
  readonly corpus: Settings['corpus'];
  readonly workspaceFolder: string | undefined;
  readonly revision: number;
  /** What the files of the revision before held. */
  readonly files?: ReadonlyMap<string, ReadFile>;
}

/** Reads and indexes everything anew. A file or folder that cannot be used is a problem in the answer. */
export async function loadRevision(
  host: WorkspaceHost,
  request: LoadRequest,
  onProgress: CorpusProgress,
): Promise<LoadedCorpus> {
  const { fileSystem } = host;
  const named = resolveCorpusFolders(request.corpus, host, request.workspaceFolder);
  const [words, corpus] = await Promise.all([
    loadLexicon(fileSystem, host.lexicon),
    loadCorpus(fileSystem, named.folders, {
      onProgress,
      limits: toReadLimits(request.corpus.limits),
      ...(request.files === undefined ? {} : { before: request.files }),
      ...(host.convert === undefined ? {} : { convert: host.convert }),
    }),
  ]);
  const { lexicon } = words;
  const tokenize = createTokenizer(lexicon.spelling);
  const index = createCorpusIndex(corpus.documents, {
    tokenize,
    spelling: lexicon.spelling,
    revision: request.revision,
  });
  return {
    index,
    lexicon,
    tokenize,
    problems: [...named.problems, ...words.problems, ...corpus.problems],
    files: corpus.files,
  };
}

async function loadLexicon(fileSystem: FileSystem, folder: string): Promise<ReturnType<typeof parseLexicon>> {
  const problems: CorpusProblem[] = [];
  const entries = await fileSystem.readDirectory(folder).catch(() => {
    problems.push({ file: folder, message: 'The word lists cannot be read. Install Aide-Mémoire again.' });
    return [];
  });
  const decoder = new TextDecoder();
  const files = await Promise.all(
    entries
      .filter((entry) => entry.kind === 'file' && /\.(?:ya?ml|json)$/i.test(entry.name))
      .map(async ({ name }) => {
        const uri = joinUri(folder, name);
        try {
          return [{ name, text: decoder.decode(await fileSystem.readFile(uri)) }];
        } catch {
          problems.push({ file: uri, message: 'This word list cannot be read; the others are used.' });
          return [];
        }
      }),
  );
  const parsed = parseLexicon(files.flat());
  return { lexicon: parsed.lexicon, problems: [...problems, ...parsed.problems] };
}

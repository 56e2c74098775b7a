import type { Settings } from '../api/settings.js';
import type { RecordedDeparture } from '../ingest/departuresFile.js';
import type { EntailmentJudge } from '../platform/entailmentJudge.js';
import type { ServiceContext } from '../service/context.js';
import type { Readings } from '../service/readings.js';
import { uriKey } from '../util/fileUri.js';
import type { WorkspaceHost } from './corpusFolders.js';
import type { LoadedCorpus } from './loadRevision.js';

/** One revision of everything, for as long as its reader needs it. */
export interface WorkspaceContext extends ServiceContext {
  /** Equal revisions give equal answers: index revision, and that of the settings and the departures. */
  readonly revision: string;
  readonly departures: readonly RecordedDeparture[];
  /** Whether the document is one that is indexed, and so no draft. */
  isCorpusDocument(uri: string): boolean;
}

/** Who is heard besides the rules, by the settings and what the host has. */
export function judgeFor({ judge }: Settings, host: WorkspaceHost): EntailmentJudge | undefined {
  return judge.use === 'rules' ? undefined : host.judge?.(judge.model);
}

/** What drafts are served with; `settingsRevision` counts what is not of the index. */
export function contextOf(
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
    choices: loaded.choices,
    retired: loaded.retired,
    decisions: loaded.decisions,
    departures: loaded.departed.departures,
    revision: `${index.revision}:${settingsRevision}`,
    isCorpusDocument: (uri) => (keys ??= keysOf()).has(uriKey(uri)),
  };
}

import type { StatusParams } from '../api/protocol.js';
import type { FolderDecisions } from './folders.js';
import type { LoadedCorpus } from './loadRevision.js';

/** What a client is told of a reading. */
export function statusOf(
  state: StatusParams['state'],
  loaded: LoadedCorpus | undefined,
  decided: FolderDecisions,
): StatusParams {
  const others = Array.from(decided.values(), ({ problems }) => problems);
  return {
    state,
    documents: loaded?.index.documents.length ?? 0,
    passages: loaded?.index.passageCount ?? 0,
    ...(loaded?.part === undefined ? {} : { part: loaded.part }),
    revision: loaded?.index.revision ?? 0,
    duplicates: (loaded?.index.duplicates ?? []).map(({ document, of }) => ({ document: document.id, of })),
    problems: [...(loaded?.problems ?? []), ...(loaded?.departed.problems ?? []), ...others.flat()],
  };
}

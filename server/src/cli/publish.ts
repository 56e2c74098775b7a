import { basename, resolve } from 'node:path';
import { type CorpusLimits, DEFAULT_SETTINGS } from '../api/settings.js';
import type { Published } from '../postgres/load.js';
import { plural } from '../service/precedents.js';
import { openWorkspace } from './openWorkspace.js';
import { createProgress } from './progress.js';
import { unreadIn, whyNotPublishable } from './publishable.js';
import { BAD_USE, printProblems, safeJson, type Terminal, withoutControls } from './terminal.js';

/** Options of `publish`. */
export interface PublishOptions {
  /** Address of the server: postgres://login@host/database. */
  readonly to: string;
  readonly mission?: string;
  readonly collection?: string;
  readonly readingLimit: CorpusLimits;
  readonly json?: boolean;
}

/** What is said of a publishing, as `--json` prints it. */
interface Publishing extends Published {
  readonly mission: string;
  readonly collection: string;
  /** Files of which nothing was read, and why; what was published of them stays. */
  readonly skipped: readonly { readonly file: string; readonly message: string }[];
  /** Documents that are left out because another holds the same text. */
  readonly duplicates: readonly { readonly document: string; readonly of: string }[];
}

/**
 * Puts the documents of a folder on a server that others read, in place of what was published of it before. Exit code: 0, 1
 * when something of the folder was skipped, 2 when nothing, or not all, could be published.
 */
export async function runPublish(folder: string, options: PublishOptions, terminal: Terminal): Promise<number> {
  const { to, readingLimit, mission = DEFAULT_SETTINGS.delegation, json } = options;
  const { collection = basename(resolve(folder)) } = options;
  // What would be refused in the end is refused before anything is read.
  for (const [option, name] of Object.entries({ mission, collection })) checkName(option, name);
  const { checkAddress, publishTo } = await import('../postgres/postgres.js');
  checkAddress(to);
  const choice = { corpus: [resolve(folder)], bundled: false, readingLimit, judge: 'rules', ownFiles: false } as const;
  const { workspace, context, foldersFound } = await openWorkspace(choice);
  const { index, lexicon, tokenize } = context;
  const { problems } = workspace.status;
  const skipped = problems.filter((problem) => problem.skipped === true);
  printProblems(problems, terminal);
  if (!foldersFound || index.documents.length === 0) {
    terminal.err(`There is no document in ${folder}; nothing is published, and what was published before stays.`);
    return BAD_USE;
  }
  const obstacle = await whyNotPublishable(problems);
  if (obstacle !== undefined) {
    terminal.err(`Nothing is published. ${obstacle}`);
    return BAD_USE;
  }
  const progress = createProgress();
  const published = await publishTo(
    to,
    { mission, collection, index, words: { lexicon, tokenize }, unread: unreadIn(problems) },
    progress.tell,
  ).finally(progress.end);
  const publishing: Publishing = {
    mission,
    collection,
    ...published,
    skipped: skipped.map(({ file, message }) => ({ file, message })),
    duplicates: index.duplicates.map(({ document, of }) => ({ document: document.id, of })),
  };
  if (json === true) terminal.out(safeJson(publishing));
  else print(publishing, terminal);
  return publishing.skipped.length === 0 ? 0 : 1;
}

/** Mission, collection and document are told apart by slashes. */
function checkName(option: string, name: string): void {
  if (name.trim() !== '' && !name.includes('/')) return;
  throw new Error(`--${option}: give a name without a slash, and not an empty one.`);
}

function print(publishing: Publishing, terminal: Terminal): void {
  const { added, changed, removed, unchanged, skipped, duplicates, mission, collection, phrases } = publishing;
  const out = (line: string): void => terminal.out(withoutControls(line));
  for (const [what, ids] of Object.entries({ new: added, changed, 'taken out': removed }))
    for (const id of ids) out(`${what}: ${id}`);
  for (const { document, of } of duplicates) out(`left out: ${document}, a copy of ${of}`);
  const counts = [
    `${added.length} new`,
    `${changed.length} changed`,
    `${removed.length} taken out`,
    `${unchanged} as before`,
    `${skipped.length} skipped`,
  ];
  out(`${mission}/${collection}: ${counts.join(', ')}; ${plural(phrases, 'phrase')}.`);
}

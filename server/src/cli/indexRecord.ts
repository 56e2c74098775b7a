import type { CorpusDocumentInfo, HolderInfo, ProblemInfo } from '../api/protocol.js';
import { createSnapshotStore } from '../node/snapshotStore.js';
import { listCorpus } from '../service/corpusList.js';
import { provideHolders } from '../service/holders.js';
import { plural } from '../service/precedents.js';
import { isKept } from '../workspace/snapshots.js';
import { colors } from './colors.js';
import { type CorpusChoice, openWorkspace } from './openWorkspace.js';
import { BAD_USE, printProblems, safeJson, type Terminal, withoutControls } from './terminal.js';

/** Options of `index`. */
export interface IndexOptions extends CorpusChoice {
  readonly json?: boolean;
}

/** What is in the record, as `--json` prints it. */
interface RecordSummary {
  readonly passages: number;
  /** Newest first. */
  readonly documents: readonly CorpusDocumentInfo[];
  /** Those with the most documents first; documents that name nobody are left out. */
  readonly holders: readonly HolderInfo[];
  /** Documents that are left out because another holds the same text. */
  readonly duplicates: readonly { readonly document: string; readonly of: string }[];
  /** Files and folders of which nothing is in the record, and why. */
  readonly skipped: readonly ProblemInfo[];
  /** What a drafter should know of files that were read. */
  readonly remarks: readonly ProblemInfo[];
  /** Whether it is kept for the next start; absent when no folder was named for that. */
  readonly isKept?: boolean;
}

/**
 * Reads the record that the options choose and prints what is in it and what was skipped and why. Exit code: 0, 1 when
 * something was skipped, 2 when a folder that the options name could not be read or there is no document at all.
 */
export async function runIndex(options: IndexOptions, terminal: Terminal): Promise<number> {
  const { workspace, context, foldersFound } = await openWorkspace(options);
  const { passages, duplicates, problems } = workspace.status;
  const skipped = problems.filter((problem) => problem.skipped === true);
  const { snapshots } = options;
  const store = snapshots === undefined ? undefined : createSnapshotStore(snapshots);
  const summary: RecordSummary = {
    passages,
    documents: listCorpus(context).documents,
    holders: provideHolders(context),
    duplicates,
    skipped,
    remarks: problems.filter((problem) => problem.skipped !== true),
    ...(store === undefined ? {} : { isKept: await isKept(store, workspace.folders) }),
  };
  await workspace.keep();
  if (options.json === true) terminal.out(safeJson(summary));
  else printSummary(summary, snapshots, terminal);
  if (!foldersFound || summary.documents.length === 0) return BAD_USE;
  return skipped.length === 0 ? 0 : 1;
}

function printSummary(summary: RecordSummary, snapshots: string | undefined, terminal: Terminal): void {
  const { passages, documents, holders, duplicates, skipped, remarks, isKept: kept } = summary;
  const dates = documents.flatMap(({ orderingDate }) => (orderingDate === '' ? [] : orderingDate)).toSorted();
  const years = [...new Set([dates.at(0), dates.at(-1)].flatMap((date) => date?.slice(0, 4) ?? []))];
  const when = years.length === 0 ? '' : `, ${years.join(' to ')}`;
  terminal.out(colors.bold(`${plural(documents.length, 'document')}, ${plural(passages, 'passage')}${when}`));
  for (const { holder, documents: count } of holders) {
    terminal.out(withoutControls(`  ${holder}: ${plural(count, 'document')}`));
  }
  const restricted = documents.filter(({ handling }) => handling === 'restricted').length;
  if (restricted > 0) terminal.out(`  restricted: ${plural(restricted, 'document')}`);
  for (const { document, of } of duplicates) terminal.out(withoutControls(`left out: ${document}, a copy of ${of}`));
  if (kept === true) terminal.out(withoutControls(`kept for the next start in ${snapshots}`));
  if (kept === false) {
    terminal.out(
      withoutControls(
        `nothing is kept in ${snapshots}: only a record of more than 200,000 words is, without any restricted document, and in a folder that you may write into`,
      ),
    );
  }
  printProblems(skipped, terminal);
  printProblems(remarks, terminal);
  terminal.out(`${skipped.length} skipped.`);
}

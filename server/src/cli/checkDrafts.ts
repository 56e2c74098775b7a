import { availableParallelism } from 'node:os';
import { createNodeJudges } from '../node/host.js';
import type { EntailmentJudge, Judgement } from '../platform/entailmentJudge.js';
import { contextFor } from '../service/circulation.js';
import { provideSourcedDiagnostics } from '../service/diagnostics.js';
import { hearJudge } from '../service/hearJudge.js';
import { createRecent, type Recent } from '../util/recent.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { type CheckedFinding, findingOf } from './checkedFinding.js';
import type { Progress } from './progress.js';
import { nameOfInput, STANDARD_INPUT } from './readInput.js';
import { readDraft } from './readDraft.js';

/** Judges that work at the same time at most: each holds a model of its own. */
const MOST_JUDGES = 4;
/** Batches of pairs whose answers are remembered, at least: what many drafts hold is put before a judge once. */
const FEWEST_BATCHES = 2000;

/** What judges have answered, by the pairs that were put before one together. */
type Asked = Recent<string, Promise<readonly Judgement[]>>;

/** What the check of one draft gave. */
export interface CheckedDraft {
  readonly findings: readonly CheckedFinding[];
  /** Why it could not be read, for the drafter; it has no findings then. */
  readonly unread?: string;
  /** Why the judge was not heard on it. */
  readonly unjudged?: string;
}

/**
 * The findings of drafts, in their order. A judge takes seconds for a draft, where the rules take milliseconds: so several
 * judges, each in a thread of its own, are heard side by side, a draft each. What is found in a draft is the same whichever
 * others are checked with it, since what a judge says of a pair depends a little on what it is asked together with: only the
 * same pairs together are answered from memory.
 */
export async function checkDrafts(
  files: readonly string[],
  context: WorkspaceContext,
  progress: Progress,
): Promise<readonly CheckedDraft[]> {
  if (files.filter((file) => file === STANDARD_INPUT).length > 1) {
    throw new Error('Standard input can be read once: name - only once.');
  }
  const checked: CheckedDraft[] = [];
  const asked: Asked = createRecent(FEWEST_BATCHES);
  let next = 0;
  let done = 0;
  async function work(judge: EntailmentJudge | undefined): Promise<void> {
    for (let n = next++; n < files.length; n = next++) {
      const file = files[n] ?? '';
      progress.tell(done, files.length, nameOfInput(file));
      checked[n] = await checkDraft(file, context, judge, asked);
      done++;
    }
  }
  await Promise.all(judgesFor(files.length, context).map(work));
  return checked;
}

/** The judges to be heard; the rules alone need one turn after the other. */
function judgesFor(drafts: number, { judge, settings }: WorkspaceContext): readonly (EntailmentJudge | undefined)[] {
  const count = judge === undefined ? 1 : Math.min(drafts, availableParallelism(), MOST_JUDGES);
  const others = Array.from({ length: Math.max(count - 1, 0) }, () => createNodeJudges()(settings.judge.model));
  return [judge, ...others];
}

/** A judge that remembers with others what was asked of any of them. */
function remembering(judge: EntailmentJudge, asked: Asked): EntailmentJudge {
  return {
    judge: (pairs, cancellation) => asked.of(JSON.stringify(pairs), () => judge.judge(pairs, cancellation)),
  };
}

async function checkDraft(
  file: string,
  whole: WorkspaceContext,
  judge: EntailmentJudge | undefined,
  asked: Asked,
): Promise<CheckedDraft> {
  // What was said pair by pair is remembered by the judge: each draft has a new one.
  const context = judge === undefined ? whole : { ...whole, judge: remembering(judge, asked) };
  try {
    const draft = await readDraft(file, context);
    const seen = contextFor(draft, context);
    const unjudged = await hearJudge(draft, seen);
    const findings = provideSourcedDiagnostics(draft, seen).map((each) => findingOf(file, draft, each));
    return { findings, ...(unjudged === undefined ? {} : { unjudged }) };
  } catch (error) {
    return { findings: [], unread: error instanceof Error ? error.message : String(error) };
  }
}

import type { SharedInfo, StatusParams } from '../api/protocol.js';
import { joinUri } from '../util/fileUri.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { type DecisionsState, exchangeDecided, noteDecided } from '../workspace/shareDecisions.js';
import type { DecisionsPlace } from '../workspace/sharedDecisions.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import type { Session } from './session.js';

/** How the decisions of all workspace folders stand with those of their missions. */
export interface DecisionsTold {
  /** Absent when none are shared. */
  readonly decisions?: SharedInfo['decisions'];
  readonly problems: StatusParams['problems'];
}

const SETTING = 'aideMemoire.decisions.mission';

/** Keeps what was decided in every folder that shares its decisions, until the server has taken it. */
export async function noteAll(session: Session, host: WorkspaceHost, server: string): Promise<DecisionsTold> {
  const states: DecisionsState[] = [];
  for (const place of placesOf(session, server)) {
    states.push(await noteDecided(host, place, await contextIn(place, session)));
  }
  if (states.length === 0) return { problems: [] };
  const sum = (count: (state: DecisionsState) => number): number =>
    states.reduce((total, state) => total + count(state), 0);
  return {
    decisions: { waiting: sum(({ waiting }) => waiting), kept: sum(({ kept }) => kept) },
    problems: states.flatMap(({ problem }) => (problem === '' ? [] : [{ file: SETTING, message: problem }])),
  };
}

/**
 * Tells the server what was decided in every folder that shares its decisions, and takes over what others decided. Where that
 * cannot be, the others are shared all the same, and the answer says what to do.
 */
export async function exchangeAll(
  session: Session,
  host: WorkspaceHost,
  server: string,
  password: string | undefined,
): Promise<StatusParams['problems']> {
  const problems: { readonly file: string; readonly message: string }[] = [];
  for (const place of placesOf(session, server)) {
    try {
      const changed = await exchangeDecided(host, place, await contextIn(place, session), password);
      if (changed.length > 0) await session.workspace.refresh(changed);
    } catch (error) {
      problems.push({ file: SETTING, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return problems;
}

function placesOf({ workspace }: Session, server: string): readonly DecisionsPlace[] {
  return workspace.missions.map((place) => ({ ...place, server }));
}

/** What holds in a folder once all of the record is read: what is restricted is known by the whole of it. */
async function contextIn({ folder }: DecisionsPlace, { workspace }: Session): Promise<WorkspaceContext> {
  await workspace.settled();
  return workspace.ready(joinUri(folder, 'draft'));
}

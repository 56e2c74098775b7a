import { PASSWORD_NOTIFICATION, PASSWORD_REQUEST, type PasswordParams, type SharedInfo } from '../api/protocol.js';
import type { CopyState } from '../platform/sharedCopies.js';
import { createDebouncer } from '../util/debounce.js';
import { t } from '../util/l10n.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { type DecisionsTold, exchangeAll, noteAll } from './sharedDecisions.js';
import { describeError, send, type Session } from './session.js';
import type { StatusReporter } from './status.js';

/** How often a server is asked what has changed, and tried when it could not be asked. Milliseconds. */
const INTERVAL_MS = 60_000;
/** Files of a change that are named one by one; of more, all folders are looked through. */
const MOST_NAMED = 500;
const NEXT = 'next';
/** So long after the last change decisions are sent. Milliseconds. */
const DECIDED_MS = 500;
const DECIDED = 'decided';
const NO_DECISIONS: DecisionsTold = { problems: [] };

/**
 * Keeps the copy of what the server of the settings shares, and has the workspace read what changes in it; shares the decisions of
 * the folders that name a mission. While the server cannot be asked, the copy is served as it is, decisions wait, and the status
 * says so. The answer ends it.
 */
export function registerSharing(
  session: Session,
  host: WorkspaceHost,
  reporter: Pick<StatusReporter, 'setShared'>,
): () => void {
  const { shared: copies } = host;
  if (copies === undefined) return () => undefined;
  const { connection, client, workspace } = session;
  const timer = createDebouncer(INTERVAL_MS);
  const decided = createDebouncer(DECIDED_MS);
  let server = '';
  let missions = '[]';
  /** Counts up with each asking: what an overtaken one finds is told to nobody. */
  let newest = 0;
  let asking: Promise<void> | undefined;
  let isAsking = false;
  /** What the last asking found, and what was wrong then: it holds until the next one has an answer. */
  let copy: CopyState | undefined;
  let problem = '';
  let told = NO_DECISIONS;
  /** What the last exchange of decisions met with. */
  let refusals: DecisionsTold['problems'] = [];

  async function ask(): Promise<void> {
    const own = ++newest;
    const isCurrent = (): boolean => own === newest && !session.isShutDown();
    const [address, machine] = [server, hostOf(server)];
    const look = async (): Promise<void> => {
      const kept = await copies?.kept(address).catch(() => undefined);
      if (isCurrent()) copy = kept;
    };
    const tell = (state: SharedInfo['state'], more: Partial<SharedInfo> = {}): void => {
      if (!isCurrent()) return;
      const { decisions } = told;
      const info = { host: machine, state, ...countsOf(copy), ...(decisions && { decisions }), ...more };
      const ofServer = problem === '' ? [] : [{ file: 'aideMemoire.corpus.server', message: problem }];
      reporter.setShared(info, [...ofServer, ...told.problems, ...refusals]);
    };
    if (copy === undefined) await look();
    tell('asking');
    try {
      const password = client.givesPasswords ? await passwordFor(address) : undefined;
      if (!isCurrent()) return;
      const found = await copies?.follow(address, password, (done, total) =>
        tell('asking', { copying: { done, total } }),
      );
      if (!isCurrent()) return;
      [copy, problem] = [found, ''];
      if (found !== undefined && found.changed.length > 0) readAgain(found, address);
      tell('current');
      if (workspace.missions.length === 0) return;
      refusals = await exchangeAll(session, host, address, password);
      await note(address);
      tell('current');
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      connection.console.warn(t('The shared server {0} could not be asked: {1}', machine, describeError(error)));
      // Some of it may have been copied before that.
      await look();
      if (!isCurrent()) return;
      problem = awayMessage(why, copy);
      await note(address);
      tell('away');
    } finally {
      if (isCurrent()) timer.run(NEXT, again);
    }
  }

  async function note(address: string): Promise<void> {
    // What cannot be kept now is noted with the next change.
    told = await noteAll(session, host, address).catch(() => told);
  }

  /** Sends on what was decided here, as soon as it is in the files. */
  async function sendDecided(): Promise<void> {
    // Two at a time would keep the same account; the one under way may have read the files before.
    if (isAsking) return sendSoon();
    const before = told.decisions?.waiting ?? 0;
    await note(server);
    if ((told.decisions?.waiting ?? 0) > before) again();
  }

  function sendSoon(): void {
    decided.run(DECIDED, () => send(sendDecided));
  }

  async function askAfter(before: Promise<void> | undefined): Promise<void> {
    await before;
    if (server === '' || session.isShutDown()) return;
    isAsking = true;
    await ask().finally(() => (isAsking = false));
  }

  /** One asking at a time: two would write the same files. */
  function again(): void {
    const next = askAfter(asking);
    asking = next;
    send(() => next);
  }

  function readAgain({ changed }: CopyState, address: string): void {
    const folder = copies?.folderOf(address);
    if (folder !== undefined) send(() => workspace.refresh(changed.length > MOST_NAMED ? [folder] : changed));
  }

  async function passwordFor(address: string): Promise<string | undefined> {
    const answer: unknown = await connection.sendRequest(PASSWORD_REQUEST, {
      server: address,
    } satisfies PasswordParams);
    return typeof answer === 'string' ? answer : undefined;
  }

  function follow(): void {
    const { server: named } = workspace.settings.corpus;
    const shared = JSON.stringify(workspace.missions);
    if (named === server && shared === missions) return;
    [server, missions] = [named, shared];
    [copy, problem, told, refusals] = [undefined, '', NO_DECISIONS, []];
    newest++;
    timer.cancel(NEXT);
    if (server === '') reporter.setShared(undefined, []);
    else again();
  }

  connection.onNotification(PASSWORD_NOTIFICATION, () => {
    if (server !== '') again();
  });
  follow();
  const stop = workspace.onStatus(({ state }) => {
    follow();
    if (state === 'ready' && server !== '' && workspace.missions.length > 0) sendSoon();
  });
  return () => {
    stop();
    timer.dispose();
    decided.dispose();
  };
}

function countsOf(copy: CopyState | undefined): Pick<SharedInfo, 'documents' | 'restricted' | 'at'> {
  if (copy === undefined) return { documents: 0, restricted: 0 };
  const { documents, restricted, at } = copy;
  return { documents, restricted, ...(at && { at: at.toISOString() }) };
}

function awayMessage(why: string, kept: CopyState | undefined): string {
  if (kept === undefined) return t('Nothing is known of the shared record. {0}', why);
  return t('The shared record is served from the copy on this machine until its server answers. {0}', why);
}

/** The machine of an address; the address itself where it names none. */
function hostOf(address: string): string {
  try {
    return new URL(address).hostname || address;
  } catch {
    return address;
  }
}

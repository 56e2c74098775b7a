import { PASSWORD_NOTIFICATION, PASSWORD_REQUEST, type PasswordParams, type SharedInfo } from '../api/protocol.js';
import type { CopyState, SharedCopies } from '../platform/sharedCopies.js';
import { createDebouncer } from '../util/debounce.js';
import { t } from '../util/l10n.js';
import { describeError, send, type Session } from './session.js';
import type { StatusReporter } from './status.js';

/** How often a server is asked what has changed, and tried when it could not be asked. Milliseconds. */
const INTERVAL_MS = 60_000;
/** Files of a change that are named one by one; of more, all folders are looked through. */
const MOST_NAMED = 500;
const NEXT = 'next';

/**
 * Keeps the copy of what the server of the settings shares, and has the workspace read what changes in it. While the server cannot
 * be asked, the copy is served as it is, and the status says so. The answer ends it.
 */
export function registerSharing(
  session: Session,
  copies: SharedCopies | undefined,
  reporter: Pick<StatusReporter, 'setShared'>,
): () => void {
  if (copies === undefined) return () => undefined;
  const { connection, client, workspace } = session;
  const timer = createDebouncer(INTERVAL_MS);
  let server = '';
  /** Counts up with each asking: what an overtaken one finds is told to nobody. */
  let newest = 0;
  let asking: Promise<void> | undefined;
  /** What the last asking found, and what was wrong then: it holds until the next one has an answer. */
  let copy: CopyState | undefined;
  let problem = '';

  async function ask(): Promise<void> {
    const own = ++newest;
    const isCurrent = (): boolean => own === newest && !session.isShutDown();
    const [address, host] = [server, hostOf(server)];
    const look = async (): Promise<void> => {
      const kept = await copies?.kept(address).catch(() => undefined);
      if (isCurrent()) copy = kept;
    };
    const tell = (state: SharedInfo['state'], more: Partial<SharedInfo> = {}): void => {
      if (isCurrent()) reporter.setShared({ host, state, ...countsOf(copy), ...more }, problem);
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
      tell('current');
      if (found !== undefined && found.changed.length > 0) readAgain(found, address);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      connection.console.warn(t('The shared server {0} could not be asked: {1}', host, describeError(error)));
      // Some of it may have been copied before that.
      await look();
      if (!isCurrent()) return;
      problem = awayMessage(why, copy);
      tell('away');
    }
    if (isCurrent()) timer.run(NEXT, again);
  }

  /** One asking at a time: two would write the same files. */
  function again(): void {
    const before = asking ?? Promise.resolve();
    const next = before.then(() => (server === '' || session.isShutDown() ? undefined : ask()));
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
    if (named === server) return;
    server = named;
    [copy, problem] = [undefined, ''];
    newest++;
    timer.cancel(NEXT);
    if (server === '') reporter.setShared(undefined, '');
    else again();
  }

  connection.onNotification(PASSWORD_NOTIFICATION, () => {
    if (server !== '') again();
  });
  follow();
  const stop = workspace.onStatus(follow);
  return () => {
    stop();
    timer.dispose();
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

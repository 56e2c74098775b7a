import { MessageType, ShowMessageNotification, type WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { type SharedInfo, STATUS_NOTIFICATION, type StatusParams } from '../api/protocol.js';
import { inThousands } from '../service/part.js';
import type { LoadProgress } from '../workspace/workspace.js';
import { t } from '../util/l10n.js';
import { send, type Session } from './session.js';

/** From so many files on, the status says how many are read. */
const MANY_FILES = 500;

/** Keeps the client informed of what the server is doing. */
export interface StatusReporter {
  /** What the client is shown: the workspace's status and the settings that could not be used. */
  readonly current: () => StatusParams;
  /** Takes what was wrong with the settings, replacing what was wrong before. */
  setSettingsProblems(problems: readonly string[]): void;
  /** Takes how what a server shares stands, and what is wrong with it, by the setting that it is about. */
  setShared(shared: SharedInfo | undefined, problems: StatusParams['problems']): void;
  /** Begins to send; nothing may be sent before `initialized`. */
  start(): void;
}

/** A reporter that sends status notifications and progress, and logs what was indexed and each new problem once. */
export function createStatusReporter({ connection, client, workspace }: Session): StatusReporter {
  let settingsProblems: StatusParams['problems'] = [];
  let shared: Pick<StatusParams, 'shared' | 'problems'> = { problems: [] };
  let logged: ReadonlySet<string> = new Set();
  /** What was shown as a message: what is gone and comes back is not shown again. */
  const told = new Set<string>();
  let loggedRevision = 0;
  let started = false;
  let shown = 0;
  let progress: Promise<WorkDoneProgressServerReporter> | undefined;
  /** Once the client has been told that the newest progress is over, or cannot be. */
  let ended: Promise<void> = Promise.resolve();

  function current(): StatusParams {
    const problems = [...settingsProblems, ...shared.problems, ...workspace.status.problems];
    return { ...workspace.status, ...(shared.shared && { shared: shared.shared }), problems };
  }

  function report(): void {
    const status = current();
    sendStatus(status);
    reportProgress(status.state === 'indexing');
    if (status.state === 'indexing') return;
    shown = 0;
    const { documents, passages, revision, duplicates } = status;
    if (status.state === 'ready' && revision !== loggedRevision) {
      loggedRevision = revision;
      const copies = duplicates.length === 0 ? '' : `, ${duplicates.length} left out as copies`;
      connection.console.info(`Indexed ${documents} documents, ${passages} passages${copies} (revision ${revision}).`);
    }
    logProblems(status);
  }

  function sendStatus(status: StatusParams): void {
    if (client.showsStatus) send(() => connection.sendNotification(STATUS_NOTIFICATION, status));
  }

  function logProblems(status: StatusParams): void {
    const lines = status.problems.map(({ file, message }) => `${message} (${file})`);
    const fresh = lines.filter((line) => !logged.has(line));
    for (const line of fresh) {
      if (status.state === 'error') connection.console.error(line);
      else connection.console.warn(line);
    }
    if (!client.showsStatus) showProblems(fresh, status.state === 'error' ? MessageType.Error : MessageType.Warning);
    logged = new Set(lines);
  }

  /** Those that come together are one message: the log has the others. */
  function showProblems(lines: readonly string[], type: MessageType): void {
    const [first, ...others] = lines.filter((line) => !told.has(line));
    if (first === undefined) return;
    for (const line of lines) told.add(line);
    const message = others.length === 0 ? first : t('{0} ({1} more are in the log)', first, others.length);
    // Helix shows both in one line, and clears that when progress ends.
    send(async () => {
      await ended;
      await connection.sendNotification(ShowMessageNotification.type, { type, message });
    });
  }

  function reportShare(reading: LoadProgress): void {
    const { done, total } = reading;
    const percentage = Math.floor((done * 100) / total);
    if (percentage === shown) return;
    shown = percentage;
    const status = current();
    if (total >= MANY_FILES && status.state === 'indexing') {
      sendStatus({ ...status, reading });
    }
    const begun = progress;
    if (begun === undefined) return;
    const files = t('{0} of {1} files', inThousands(done), inThousands(total));
    send(async () => (await begun).report(percentage, files));
  }

  function reportProgress(busy: boolean): void {
    if (!client.progress || busy === (progress !== undefined)) return;
    if (busy) {
      const begun = connection.window.createWorkDoneProgress().then((reporter) => {
        reporter.begin(t('Aide-Mémoire: reading the corpus'), 0);
        return reporter;
      });
      send(() => begun);
      progress = begun;
    } else {
      const over = progress?.then((begun) => begun.done());
      // A client that refuses progress is shown the messages all the same.
      ended = over?.catch(() => undefined) ?? ended;
      progress = undefined;
    }
  }

  return {
    current,
    setSettingsProblems(problems) {
      if (problems.length === 0 && settingsProblems.length === 0) return;
      settingsProblems = problems.map((message) => ({ file: 'settings', message }));
      if (started) report();
    },
    setShared(info, problems) {
      shared = { problems, ...(info && { shared: info }) };
      if (started) report();
    },
    start() {
      started = true;
      report();
      workspace.onStatus(report);
      workspace.onProgress(reportShare);
    },
  };
}

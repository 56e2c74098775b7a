import { DidChangeConfigurationNotification, type InitializeParams } from 'vscode-languageserver';
import { TRUST_NOTIFICATION } from '../api/protocol.js';
import { isFileUri } from '../util/fileUri.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { parseSettings, withoutPlaces } from '../workspace/settings.js';
import { send, type Session } from './session.js';
import type { StatusReporter } from './status.js';

const SECTION = 'aideMemoire';

/** Brings the user's settings to the workspace. */
export interface ConfigurationSync {
  /** Takes the settings that hold now, and every later change. Resolves when the workspace works with them. */
  start(): Promise<void>;
}

/** What a client says of settings and folders before it can be asked. */
export interface InitialConfiguration {
  /** Settings that hold as long as the client says nothing else (its initialization options). */
  readonly fallback: unknown;
  /** The workspace folders that are read, file URIs. */
  readonly folders: readonly string[];
  readonly isTrusted: boolean;
}

/**
 * Follows the client's settings, those of each workspace folder included: asks for them where the client can be asked, else
 * takes what it sends. Until the user trusts the workspace, it has no folders, and its settings name none.
 */
export function createConfigurationSync(
  session: Session,
  reporter: StatusReporter,
  host: FolderReader,
  initial: InitialConfiguration,
): ConfigurationSync {
  const { connection, client, workspace } = session;
  const { fallback } = initial;
  let { folders, isTrusted } = initial;
  let value = fallback;
  /** What is set in each of `folders`; the value where the client tells no difference. */
  let folderValues: readonly unknown[] = [];
  let asked = 0;

  async function apply(): Promise<void> {
    const { settings, problems } = parseSettings(value);
    const own = folders.map((folder, n) => [folder, parseSettings(folderValues[n] ?? value)] as const);
    reporter.setSettingsProblems([...new Set([...problems, ...own.flatMap(([, parsed]) => parsed.problems)])]);
    if (!isTrusted) await workspace.update(withoutPlaces(settings));
    else
      await workspace.update(settings, folders[0], new Map(own.map(([folder, parsed]) => [folder, parsed.settings])));
  }

  async function fetch(): Promise<void> {
    const own = ++asked;
    try {
      const items = [{ section: SECTION }, ...folders.map((scopeUri) => ({ scopeUri, section: SECTION }))];
      const [answer, ...answers]: unknown[] = await connection.workspace.getConfiguration(items);
      if (own !== asked) return;
      value = answer ?? fallback;
      folderValues = answers;
    } catch (error) {
      connection.console.warn(`The client did not tell its settings: ${String(error)}`);
    }
    await apply();
  }

  const refresh = (): Promise<void> => (client.configuration ? fetch() : apply());

  return {
    async start() {
      if (client.workspaceFolders) {
        connection.workspace.onDidChangeWorkspaceFolders(() => {
          send(async () => {
            folders = readable((await connection.workspace.getWorkspaceFolders()) ?? [], host);
            folderValues = [];
            await refresh();
          });
        });
      }
      connection.onNotification(TRUST_NOTIFICATION, () => {
        if (isTrusted) return;
        isTrusted = true;
        send(refresh);
      });
      connection.onDidChangeConfiguration(({ settings }) => {
        if (!client.configuration) value = sectionOf(settings) ?? fallback;
        send(refresh);
      });
      if (client.configuration && client.watchesConfiguration) {
        send(() => connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
      }
      return refresh();
    },
  };
}

/** What is asked of the host here. */
type FolderReader = Pick<WorkspaceHost, 'readsFolder'>;

/** The folders that a client opens with and the host reads, file URIs. */
export function foldersOf({ workspaceFolders, rootUri }: InitializeParams, host: FolderReader): readonly string[] {
  return readable(workspaceFolders ?? (typeof rootUri === 'string' ? [{ uri: rootUri }] : []), host);
}

/** Folders elsewhere than on disk, as on a web server, are read by few hosts. */
function readable(
  folders: readonly { readonly uri: string }[],
  { readsFolder = isFileUri }: FolderReader,
): readonly string[] {
  return folders.map(({ uri }) => uri).filter((uri) => readsFolder(uri));
}

/** Clients send either `{ aideMemoire: {...} }` or what stands under that name. */
function sectionOf(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  return SECTION in settings ? (settings as Record<string, unknown>)[SECTION] : settings;
}

import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { parseSettings } from '../workspace/settings.js';
import { send, type Session } from './session.js';
import type { StatusReporter } from './status.js';

const SECTION = 'aideMemoire';

/** Brings the user's settings to the workspace. */
export interface ConfigurationSync {
  /** Takes the settings that hold now, and every later change. Resolves when the workspace works with them. */
  start(): Promise<void>;
}

/**
 * Follows the client's settings: asks for them where the client can be asked, else takes what it sends. `fallback` holds
 * as long as the client says nothing (its initialization options).
 */
export function createConfigurationSync(
  session: Session,
  reporter: StatusReporter,
  fallback: unknown,
  initialFolder: string | undefined,
): ConfigurationSync {
  const { connection, client, workspace } = session;
  let folder = initialFolder;
  let value = fallback;
  let asked = 0;

  async function apply(): Promise<void> {
    const { settings, problems } = parseSettings(value);
    reporter.setSettingsProblems(problems);
    await workspace.update(settings, folder);
  }

  async function fetch(): Promise<void> {
    const own = ++asked;
    try {
      const answer: unknown = await connection.workspace.getConfiguration(SECTION);
      if (own !== asked) return;
      value = answer ?? fallback;
    } catch (error) {
      connection.console.warn(`The client did not tell its settings: ${String(error)}`);
    }
    await apply();
  }

  function followFolders(): void {
    connection.workspace.onDidChangeWorkspaceFolders(() => {
      send(async () => {
        folder = (await connection.workspace.getWorkspaceFolders())?.[0]?.uri;
        await apply();
      });
    });
  }

  return {
    async start() {
      if (client.workspaceFolders) followFolders();
      connection.onDidChangeConfiguration(({ settings }) => {
        if (client.configuration) {
          send(fetch);
          return;
        }
        value = sectionOf(settings) ?? fallback;
        send(apply);
      });
      if (!client.configuration) return apply();
      if (client.watchesConfiguration) {
        send(() => connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION }));
      }
      return fetch();
    },
  };
}

/** Clients send either `{ aideMemoire: {...} }` or what stands under that name. */
function sectionOf(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) return undefined;
  return SECTION in settings ? (settings as Record<string, unknown>)[SECTION] : settings;
}

import { type Disposable, type ExtensionContext, l10n, window, workspace } from 'vscode';
import { PASSWORD_NOTIFICATION } from '../../server/src/api/protocol.js';
import type { Client } from './server.js';

const PREFIX = 'password ';

/** The user's password for a server (an address), as the editor's secret storage has it; `null` when the user has given none. */
export async function passwordFor({ secrets }: ExtensionContext, server: string): Promise<string | null> {
  return (await secrets.get(keyOf(server))) ?? null;
}

/** Asks for the password of the server that the settings name, and keeps it as a secret. */
export async function enterPassword({ secrets }: ExtensionContext): Promise<void> {
  const server = workspace.getConfiguration('aideMemoire').get<string>('corpus.server', '').trim();
  if (server === '') {
    window.showInformationMessage(l10n.t('The setting aideMemoire.corpus.server names no server yet.'));
    return;
  }
  const password = await window.showInputBox({
    title: l10n.t('Password for {0}', server),
    prompt: l10n.t('It is kept where the editor keeps secrets. Empty: it is forgotten.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (password === undefined) return;
  if (password === '') await secrets.delete(keyOf(server));
  else await secrets.store(keyOf(server), password);
}

/** Has the server be asked anew with what this window or another one stores or forgets. */
export function followPasswords({ secrets }: ExtensionContext, client: Client): Disposable {
  return secrets.onDidChange(({ key }) => {
    if (key.startsWith(PREFIX) && client.state === 'running') void client.sendNotification(PASSWORD_NOTIFICATION);
  });
}

function keyOf(server: string): string {
  return `${PREFIX}${server}`;
}

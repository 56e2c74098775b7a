import { l10n, Range, Uri, window } from 'vscode';
import type { EntryPlace } from '../../server/src/api/protocol.js';

/** Says what was done in one of the workspace's own files, and opens it at the entry for whoever wants to see it. */
export async function tellOfEntry(done: string, { uri, line }: EntryPlace): Promise<void> {
  const open = l10n.t('Open');
  if ((await window.showInformationMessage(done, open)) !== open) return;
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(line, 0, line, 0) });
}

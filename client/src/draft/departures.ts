import { ConfigurationTarget, l10n, window, workspace } from 'vscode';
import { messageOf } from '../errors.js';
import { type EntryPlace, RECORD_DEPARTURE_REQUEST } from '../../../server/src/api/protocol.js';
import { tellOfEntry } from '../ownFiles.js';
import type { Client } from '../server.js';

/** The command behind the quick fix "Record as deliberate departure...". Not in the palette: it needs to know the finding. */
export const RECORD_DEPARTURE = 'aideMemoire.recordDeparture';

const SETTING = 'author';

/**
 * Asks why, and once who, and has the server record the departure. The server writes the file, so that drafters who record
 * at the same time, in whatever editor, take turns. Does nothing when the drafter leaves.
 */
export async function recordDeparture(client: Client, subject: unknown): Promise<void> {
  if (subject === undefined) return;
  const draft = window.activeTextEditor?.document.uri;
  const reason = await ask(
    l10n.t('Why the draft departs from the record'),
    l10n.t('Instruction of 12 March, telegram 114'),
  );
  const by = reason === undefined ? undefined : await author();
  if (reason === undefined || by === undefined) return;
  try {
    const place = await client.sendRequest<EntryPlace>(RECORD_DEPARTURE_REQUEST, {
      subject,
      by,
      reason,
      uri: draft?.toString(),
    });
    await tellOfEntry(l10n.t('The departure is recorded in departures.yaml.'), place);
  } catch (error) {
    window.showErrorMessage(messageOf(error));
  }
}

/** Who records, by the setting; asked for and kept there the first time. `undefined` when the drafter leaves. */
async function author(): Promise<string | undefined> {
  const settings = workspace.getConfiguration('aideMemoire');
  const known = settings.get<string>(SETTING)?.trim();
  if (known !== undefined && known !== '') return known;
  const name = await ask(
    l10n.t('Who records it: your name or office, kept in the settings'),
    l10n.t('A. Drafter, First Committee desk'),
  );
  if (name !== undefined) await settings.update(SETTING, name, ConfigurationTarget.Global);
  return name;
}

async function ask(prompt: string, example: string): Promise<string | undefined> {
  const answer = await window.showInputBox({
    title: l10n.t('Record as Deliberate Departure'),
    prompt,
    placeHolder: example,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Write something, or press Escape.') : undefined),
  });
  return answer?.trim();
}

import { l10n, Uri, window } from 'vscode';
import type { ActiveDraft } from './draft/activeDraft.js';
import { messageOf } from './errors.js';
import {
  CHOOSE_REQUEST,
  type ChooseParams,
  type ChosenInfo,
  type PrecedentInfo,
} from '../../server/src/api/protocol.js';
import { fileUriOf, SOURCE_SCHEME } from './sources.js';
import type { DocumentRow } from './views/documentRows.js';
import type { Client } from './server.js';

/** What is chosen: a passage that was found, or a row of the view of the record; the menu of an editor gives its URI. */
export type Chosen = PrecedentInfo | DocumentRow | Uri;

type Action = ChooseParams['action'];
type Place = Omit<ChooseParams, 'action' | 'reason' | 'uri'>;

/** What a command of a menu was given, in which a row that is being drawn anew is `undefined`; nothing without a menu. */
export type FromMenu = readonly [chosen?: Chosen, ...others: unknown[]];

/**
 * Pins, unpins, retires or restores what is given, else the passage at the cursor of a read-only source document, for
 * the folder of the active draft. Asks why something is retired; does nothing when the drafter leaves.
 */
export async function choose(client: Client, active: ActiveDraft, action: Action, given: FromMenu): Promise<void> {
  const [chosen] = given;
  if (given.length > 0 && chosen === undefined) {
    window.showInformationMessage(l10n.t('The list has just changed. Please try again.'));
    return;
  }
  const place = chosen === undefined || chosen instanceof Uri ? placeAtCursor() : placeOf(chosen);
  if (place === undefined) {
    window.showInformationMessage(l10n.t('Put the cursor into a passage of a source document, then try again.'));
    return;
  }
  const draft = active.named();
  const reason = action === 'retire' ? await askReason() : '';
  if (reason === undefined) return;
  try {
    const params: ChooseParams = { ...draft, action, ...place, ...(reason === '' ? {} : { reason }) };
    const about = { ...draft, document: place.document };
    tell(client, action, about, await client.sendRequest<ChosenInfo>(CHOOSE_REQUEST, params));
  } catch (error) {
    window.showErrorMessage(messageOf(error));
  }
}

/** Says what was done, and offers to take it back where it was more than a look at the row tells. */
function tell(
  client: Client,
  action: Action,
  about: Pick<ChooseParams, 'document' | 'uri'>,
  { document, words }: ChosenInfo,
): void {
  const name = words === undefined ? document : `“${words}” (${document})`;
  const done = {
    pin: l10n.t('{0} is pinned: it comes first in searches and hovers.', name),
    unpin: l10n.t('{0} is no longer pinned.', name),
    retire: l10n.t('{0} is retired: nothing shows it any more.', name),
    restore: l10n.t('{0} is in use again.', name),
  };
  if (action === 'unpin' || action === 'restore') {
    window.setStatusBarMessage(done[action], 5000);
    return;
  }
  const undo = l10n.t('Undo');
  const offer = async () => {
    if ((await window.showInformationMessage(done[action], undo)) !== undo) return;
    const reverse = action === 'pin' ? 'unpin' : 'restore';
    const params: ChooseParams = { ...about, action: reverse, ...(words === undefined ? {} : { words }) };
    await client.sendRequest(CHOOSE_REQUEST, params);
  };
  // Nobody waits for whether it is taken back.
  offer().catch((error: unknown) => window.showErrorMessage(messageOf(error)));
}

function askReason(): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t('Retire from the Record'),
    prompt: l10n.t('Why it is no longer used. It may be left empty.'),
    placeHolder: l10n.t('Superseded by instruction of 12 March'),
    ignoreFocusOut: true,
  });
}

function placeOf(chosen: Exclude<Chosen, Uri>): Place {
  if ('range' in chosen) return { document: chosen.uri, line: chosen.range.start.line };
  const { document, choice } = chosen;
  return { document: document.uri, ...(choice?.words === undefined ? {} : { words: choice.words }) };
}

/** Where the cursor is in a read-only source document; `undefined` when none is in front. */
function placeAtCursor(): Place | undefined {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme !== SOURCE_SCHEME) return undefined;
  const file = fileUriOf(editor.document.uri);
  return { document: file.toString(), line: editor.selection.active.line };
}

import { RequestType } from 'vscode-languageserver';
import { CHOOSE_REQUEST, type ChooseParams, type ChosenInfo } from '../api/protocol.js';
import { addChoice, CHOICES_FILE, type ChoiceList, removeChoices } from '../ingest/choicesFile.js';
import { meantChoice, sameChoices } from '../service/choices.js';
import { t } from '../util/l10n.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { changeFile, refusal } from './ownFiles.js';
import { answer, type Session } from './session.js';

const FILE = {
  path: CHOICES_FILE,
  withoutFolder: t(
    'What is pinned and retired is kept in the folder of your drafts: open that folder, and trust it, then try again.',
  ),
};
const LISTS: Readonly<Record<ChooseParams['action'], ChoiceList>> = {
  pin: 'pinned',
  unpin: 'pinned',
  retire: 'retired',
  restore: 'retired',
};

/** Answers requests to pin and retire documents and passages, and to take that back, and works with it from then on. */
export function registerChoosing(session: Session, host: WorkspaceHost): void {
  session.connection.onRequest(
    new RequestType<ChooseParams, ChosenInfo, void>(CHOOSE_REQUEST),
    answer<ChooseParams, ChosenInfo>(session, t('change what is pinned and retired'), async (params, context) => {
      const { action, uri } = params;
      const list = LISTS[action];
      const file = { ...FILE, draft: uri };
      const meant = meantChoice(params, context);
      if ('problem' in meant) throw refusal(meant.problem);
      const [same] = sameChoices(meant, list, context);
      const { document, words } = same ?? meant.choice;
      if (action === 'pin' || action === 'retire') {
        if (same === undefined) await changeFile(session, host, file, (text) => addChoice(text, list, meant.choice));
      } else {
        await changeFile(session, host, file, (text = '') => removeChoices(text, list, meant.isSame));
      }
      return { document, ...(words === undefined ? {} : { words }) };
    }),
  );
}

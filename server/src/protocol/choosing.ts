import * as v from 'valibot';
import { RequestType } from 'vscode-languageserver';
import { CHOOSE_REQUEST, type ChooseParams, type ChosenInfo } from '../api/protocol.js';
import { addChoice, CHOICES_FILE, type ChoiceList, removeChoices } from '../ingest/choicesFile.js';
import { LineSchema } from '../ingest/metadata.js';
import { meantChoice, sameChoices } from '../service/choices.js';
import { t } from '../util/l10n.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import { changeFile, refusal } from './ownFiles.js';
import { answer, BadRequest, type Session } from './session.js';

const FILE = {
  path: CHOICES_FILE,
  withoutFolder: t(
    'What is pinned and retired is kept in the folder of your drafts: open that folder, and trust it, then try again.',
  ),
};
const Params = v.object({
  action: v.picklist(['pin', 'unpin', 'retire', 'restore']),
  document: v.string(),
  line: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  words: v.exactOptional(LineSchema),
  reason: v.exactOptional(LineSchema),
  uri: v.exactOptional(v.string()),
});
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
      const checked = v.safeParse(Params, params);
      if (!checked.success) throw new BadRequest('A choice needs an action and a document.');
      const { action, uri } = checked.output;
      const list = LISTS[action];
      const file = { ...FILE, draft: uri };
      const meant = meantChoice(checked.output, context);
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

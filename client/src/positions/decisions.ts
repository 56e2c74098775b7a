import { l10n, window } from 'vscode';
import { messageOf } from '../errors.js';
import { DECIDE_REQUEST, type DecideParams, type EntryPlace } from '../../../server/src/api/protocol.js';
import { tellOfEntry } from '../ownFiles.js';
import type { StatementNode } from './positionNodes.js';
import type { Client } from '../server.js';

type Grounds = Pick<DecideParams, 'instruction' | 'date'>;

/**
 * Asks on what grounds, and has the server write the decision into the workspace's file of positions. Does nothing when the
 * drafter leaves. `node` is absent when the command was not called on a statement; `folder` names the draft in whose
 * workspace folder it is decided.
 */
export async function decide(
  client: Client,
  decision: DecideParams['decision'],
  node: StatementNode | undefined,
  folder: Pick<DecideParams, 'uri'>,
): Promise<void> {
  if (node?.kind !== 'statement') return;
  const { position, step } = node;
  const statement = { holder: position.holder, topic: position.topic, uri: step.uri, text: step.text };
  const wording = decision === 'reword' ? await askWording(step.text) : '';
  if (wording === undefined) return;
  const grounds = decision === 'undo' ? await askToUndo(step.text) : await askGrounds(TITLES[decision]());
  if (grounds === undefined) return;
  const params: DecideParams = { decision, statement, ...(wording === '' ? {} : { wording }), ...grounds, ...folder };
  try {
    const place = await client.sendRequest<EntryPlace>(DECIDE_REQUEST, params);
    const done =
      decision === 'undo' ? l10n.t('The decision is taken back.') : l10n.t('The decision is in positions.yaml.');
    await tellOfEntry(done, place);
  } catch (error) {
    window.showErrorMessage(messageOf(error));
  }
}

const TITLES: Readonly<Record<Exclude<DecideParams['decision'], 'undo'>, () => string>> = {
  confirm: () => l10n.t('Confirm Statement'),
  reword: () => l10n.t('Edit Statement'),
  retire: () => l10n.t('Retire Statement'),
};

async function askWording(text: string): Promise<string | undefined> {
  const answer = await window.showInputBox({
    title: TITLES.reword(),
    prompt: l10n.t('The words that stand from now on. The document itself is not changed.'),
    value: text,
    ignoreFocusOut: true,
    validateInput: (words) =>
      words.trim() === '' || words.trim() === text.trim() ? l10n.t('Change the words, or press Escape.') : undefined,
  });
  return answer?.trim();
}

/** Both may be left empty; `undefined` when the drafter leaves. */
async function askGrounds(title: string): Promise<Grounds | undefined> {
  const instruction = await window.showInputBox({
    title,
    prompt: l10n.t('By what it is decided, if you wish to say so'),
    placeHolder: l10n.t('instruction of 12 March'),
    ignoreFocusOut: true,
  });
  if (instruction === undefined) return undefined;
  const date = await window.showInputBox({
    title,
    prompt: l10n.t('Since when, if it is not as old as the statement'),
    placeHolder: '2024-03-12',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?$/.test(text.trim())
        ? undefined
        : l10n.t('Write a date such as 2024, 2024-03 or 2024-03-12, or nothing.'),
  });
  if (date === undefined) return undefined;
  return {
    ...(instruction.trim() === '' ? {} : { instruction: instruction.trim() }),
    ...(date.trim() === '' ? {} : { date: date.trim() }),
  };
}

async function askToUndo(text: string): Promise<Grounds | undefined> {
  const undo = l10n.t('Undo Decision');
  const question = l10n.t('Take back what was decided about this statement? Its entry in positions.yaml is removed.');
  const chosen = await window.showWarningMessage(question, { modal: true, detail: text }, undo);
  return chosen === undo ? {} : undefined;
}

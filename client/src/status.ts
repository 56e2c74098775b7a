import { Disposable, type Event, LanguageStatusSeverity, languages } from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import type { StatusParams } from '../../server/src/api/protocol.js';
import { DRAFT_SELECTOR } from './drafts.js';
import { describeStatus, type StatusText } from './statusText.js';

const SHOW_OUTPUT = { title: 'Show Output', command: 'aideMemoire.showOutput' };
const RESTART = { title: 'Restart Server', command: 'aideMemoire.restartServer' };

/** Shows in the language status of every draft what the server is doing. */
export function registerStatus(client: LanguageClient, onStatus: Event<StatusParams>): Disposable {
  const item = languages.createLanguageStatusItem('aideMemoire.status', DRAFT_SELECTOR);
  item.name = 'Aide-Mémoire';
  const show = (status: StatusText, command = SHOW_OUTPUT) => {
    item.text = status.text;
    item.detail = status.detail;
    item.busy = status.busy;
    item.severity = LanguageStatusSeverity[status.severity];
    item.command = command;
  };
  show({ text: 'Starting…', detail: '', busy: true, severity: 'Information' });
  return Disposable.from(
    item,
    onStatus((status) => show(describeStatus(status))),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) show({ text: 'Starting…', detail: '', busy: true, severity: 'Information' });
      if (newState === State.Stopped || newState === State.StartFailed) {
        const detail = 'Drafts are not checked. The output says why.';
        show({ text: 'The server has stopped', detail, busy: false, severity: 'Error' }, RESTART);
      }
    }),
  );
}

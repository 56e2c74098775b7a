import { type Command, Disposable, l10n, LanguageStatusSeverity, languages } from 'vscode';
import { DRAFT_SELECTOR } from './draft/selector.js';
import { describeStatus, type StatusText } from './statusText.js';
import type { Client } from './server.js';

/** Shows in the language status of every draft what the server is doing, and what it had to skip. */
export function registerStatus(client: Client): Disposable {
  const showOutput: Command = { title: l10n.t('Show Output'), command: 'aideMemoire.showOutput' };
  const showSkipped: Command = { title: l10n.t('Show What Was Skipped'), command: 'aideMemoire.showSkipped' };
  const restart: Command = { title: l10n.t('Restart Server'), command: 'aideMemoire.restartServer' };
  const item = languages.createLanguageStatusItem('aideMemoire.status', DRAFT_SELECTOR);
  item.name = 'Aide-Mémoire';
  const show = (status: Omit<StatusText, 'hasProblems'>, command: Command) => {
    item.text = status.text;
    item.detail = status.detail;
    item.busy = status.busy;
    item.severity = LanguageStatusSeverity[status.severity];
    item.command = command;
  };
  const showStart = () =>
    show({ text: l10n.t('Starting…'), detail: '', busy: true, severity: 'Information' }, showOutput);
  showStart();
  return Disposable.from(
    item,
    client.onStatus((params) => {
      const status = describeStatus(params, l10n);
      show(status, status.hasProblems ? showSkipped : showOutput);
    }),
    client.onDidChangeState((state) => {
      if (state === 'starting') showStart();
      if (state === 'stopped') {
        const detail = l10n.t('Drafts are not checked. The output says why.');
        show({ text: l10n.t('The server has stopped'), detail, busy: false, severity: 'Error' }, restart);
      }
    }),
  );
}

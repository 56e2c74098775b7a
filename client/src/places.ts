import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, l10n, languages, workspace } from 'vscode';
import { DRAFT_LANGUAGES } from '../../server/src/api/languages.js';
import { TRUST_NOTIFICATION } from '../../server/src/api/protocol.js';
import { DRAFT_SELECTOR } from './draft/drafts.js';
import type { Client } from './server.js';

/**
 * Says beside the status of a draft what is not read, or not checked, because of where it is: in a workspace that the user
 * does not trust, or in one that is not on disk. Tells the server once the workspace is trusted.
 */
export function registerPlaces(client: Client): Disposable {
  const virtual = virtualItem();
  const untrusted = workspace.isTrusted ? undefined : untrustedItem();
  return Disposable.from(
    virtual,
    workspace.onDidChangeWorkspaceFolders(() => selectVirtual(virtual)),
    ...(untrusted === undefined ? [] : [untrusted]),
    workspace.onDidGrantWorkspaceTrust(() => {
      untrusted?.dispose();
      // A server that does not run is told when it starts.
      client.sendNotification(TRUST_NOTIFICATION).catch(() => undefined);
    }),
  );
}

function untrustedItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('aideMemoire.trust', DRAFT_SELECTOR);
  item.name = 'Aide-Mémoire';
  item.severity = LanguageStatusSeverity.Warning;
  item.text = l10n.t('Only the bundled record');
  item.detail = l10n.t('This workspace is not trusted.');
  item.command = { title: l10n.t('Manage Trust'), command: 'workbench.trust.manage' };
  return item;
}

function virtualItem(): LanguageStatusItem {
  const item = languages.createLanguageStatusItem('aideMemoire.virtual', []);
  item.name = 'Aide-Mémoire';
  item.severity = LanguageStatusSeverity.Warning;
  item.text = l10n.t('This draft is not checked');
  item.detail = l10n.t('Only files on disk and unsaved editors are.');
  selectVirtual(item);
  return item;
}

/** Drafts in the workspace folders that are not on disk. */
function selectVirtual(item: LanguageStatusItem): void {
  const schemes = new Set(workspace.workspaceFolders?.map(({ uri }) => uri.scheme));
  schemes.delete('file');
  item.selector = [...schemes].flatMap((scheme) => DRAFT_LANGUAGES.map((language) => ({ language, scheme })));
}

import {
  commands,
  Disposable,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  l10n,
  languages,
  workspace,
} from 'vscode';
import { TRUST_NOTIFICATION } from '../../server/src/api/protocol.js';
import { draftsOf } from './draft/drafts.js';
import { DRAFT_SCHEMES, DRAFT_SELECTOR } from './draft/selector.js';
import type { Client } from './server.js';

/**
 * Says beside the status of a draft what is not read, or not checked, because of where it is: in a workspace that the user
 * does not trust, in one that is not on disk, or in a browser. Tells the server once the workspace is trusted.
 */
export function registerPlaces(client: Client, inBrowser: boolean): Disposable {
  // What a browser cannot do is not offered in it.
  void commands.executeCommand('setContext', 'aideMemoire.inBrowser', inBrowser);
  const late = lateItem();
  const untrusted = workspace.isTrusted ? undefined : untrustedItem();
  return Disposable.from(
    late,
    inBrowser ? browserItem() : virtualItem(),
    workspace.onDidChangeWorkspaceFolders(() => selectLate(late)),
    ...(untrusted === undefined ? [] : [untrusted]),
    workspace.onDidGrantWorkspaceTrust(() => {
      untrusted?.dispose();
      // A server that does not run is told when it starts.
      client.sendNotification(TRUST_NOTIFICATION).catch(() => undefined);
    }),
  );
}

function untrustedItem(): LanguageStatusItem {
  const item = createItem('aideMemoire.trust', DRAFT_SELECTOR);
  item.text = l10n.t('Only the bundled record');
  item.detail = l10n.t('This workspace is not trusted.');
  item.command = { title: l10n.t('Manage Trust'), command: 'workbench.trust.manage' };
  return item;
}

function browserItem(): LanguageStatusItem {
  const item = createItem('aideMemoire.browser', DRAFT_SELECTOR);
  item.severity = LanguageStatusSeverity.Information;
  item.text = l10n.t('In the browser');
  item.detail = l10n.t('The rules alone check drafts here, without the judge.');
  return item;
}

/** Drafts in workspace folders that only a server in a browser reads. */
function virtualItem(): LanguageStatusItem {
  const elsewhere = [...DRAFT_SCHEMES].filter((scheme) => scheme !== 'file' && scheme !== 'untitled');
  const item = createItem('aideMemoire.virtual', draftsOf(elsewhere));
  item.text = l10n.t('The folders of this workspace are not read');
  item.detail = l10n.t(
    'The folders of this workspace are not on disk. Folders of the record that are, named by their absolute paths, are read.',
  );
  return item;
}

/** Drafts in workspace folders that came later, of a sort that there was none of. */
function lateItem(): LanguageStatusItem {
  const item = createItem('aideMemoire.late', []);
  item.text = l10n.t('This draft is not checked');
  item.detail = l10n.t('Its folder came after the window was opened.');
  item.command = { title: l10n.t('Reload the Window'), command: 'workbench.action.reloadWindow' };
  selectLate(item);
  return item;
}

function selectLate(item: LanguageStatusItem): void {
  const schemes = new Set(workspace.workspaceFolders?.map(({ uri }) => uri.scheme));
  item.selector = draftsOf([...schemes].filter((scheme) => !DRAFT_SCHEMES.has(scheme)));
}

function createItem(id: string, selector: ReturnType<typeof draftsOf>): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(id, selector);
  item.name = 'Aide-Mémoire';
  item.severity = LanguageStatusSeverity.Warning;
  return item;
}

import { l10n, type Memento, type TextEditor, window } from 'vscode';
import type { Range as ProtocolRange } from 'vscode-languageclient';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { type SearchHelp, searchHelp } from './searchHelp.js';
import { openSearch, type SearchItem } from './searchPicker.js';
import { rangeOf, uriText } from '../convert.js';
import type { Client } from '../server.js';

/** Searches for who else uses the selected words or, when nothing is selected, the wording at the cursor. */
export async function searchCounterparts(client: Client, active: ActiveDraft, memory: Memento): Promise<void> {
  const editor = window.activeTextEditor;
  const wording = editor === undefined ? '' : await wordingAt(client, editor);
  if (wording === '') {
    window.showInformationMessage(l10n.t('Select words, or put the cursor on wording that the record holds.'));
    return;
  }
  searchPrecedents(client, active, memory, `"${wording.replaceAll('"', ' ')}" by:other `);
}

/** What is selected, else what a hover at the cursor would be about; empty when that is nothing. */
async function wordingAt(client: Client, { document, selection }: TextEditor): Promise<string> {
  if (!selection.isEmpty) return document.getText(selection).replace(/\s+/g, ' ').trim();
  const hover = await client.sendRequest<{ range?: ProtocolRange } | null>('textDocument/hover', {
    textDocument: { uri: uriText(document.uri) },
    position: selection.active,
  });
  const range = hover?.range && rangeOf(hover.range);
  return range === undefined ? '' : document.getText(range).replace(/\s+/g, ' ');
}

/**
 * Searches the corpus while the user types; accepting opens the passage, buttons insert and compare it. Begins with the query,
 * else with what is selected.
 */
export function searchPrecedents(client: Client, active: ActiveDraft, memory: Memento, query?: string): void {
  const draft = window.activeTextEditor;
  openSearch(client, active, memory, {
    title: l10n.t('Search Precedents'),
    placeholder: l10n.t('Words to look for in the record (Enter opens, Ctrl/Cmd+Enter shows what else can be done)'),
    query: query ?? draft?.document.getText(draft.selection) ?? '',
    idle: searchHelp(l10n).map(helpItemOf),
  });
}

function helpItemOf(help: SearchHelp): SearchItem {
  return { label: help.written, description: help.meaning, alwaysShow: true, help };
}

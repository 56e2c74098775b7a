import { commands, Disposable, type ExtensionContext, l10n, type LogOutputChannel, Uri, window } from 'vscode';
import type { Location, LocationLink } from 'vscode-languageclient';
import { REBUILD_REQUEST, type StatusParams } from '../../server/src/api/protocol.js';
import { type FromMenu, choose } from './choosing.js';
import { chooseDelegation } from './firstRun/delegation.js';
import type { ActiveDraft } from './draft/activeDraft.js';
import { compareDraft } from './compare/compareDraft.js';
import { registerComparisons } from './compare/comparison.js';
import { RECORD_DEPARTURE, recordDeparture } from './draft/departures.js';
import { addCorpusFolder, getStarted, openSample } from './firstRun/getStarted.js';
import { type DraftPlace, placeOf } from './draft/hoverLink.js';
import { importDocuments } from './importing/importDocuments.js';
import { registerImportReports } from './importing/importReports.js';
import { REACH_MILESTONE, reach } from './firstRun/milestones.js';
import { insertFromRecord } from './draft/insert.js';
import { insertAgreedLanguage } from './search/phrases.js';
import { enterPassword, followPasswords } from './password.js';
import { precedentOf } from './search/precedentItems.js';
import { renumberParagraphs } from './draft/renumber.js';
import { TURN_RULE_OFF, turnRuleOff } from './draft/rules.js';
import { searchCounterparts, searchPrecedents } from './search/search.js';
import { registerSearchKeys } from './search/searchPicker.js';
import { registerSimilar } from './compare/similar.js';
import { openOriginal, showSource, sourceUriOf } from './sources.js';
import { describeStatus } from './statusText.js';
import type { Row } from './views/listView.js';
import { rangeOf } from './convert.js';
import type { Client } from './server.js';

/** Registers every contributed command, and those that quick fixes call. */
export function registerCommands(
  context: ExtensionContext,
  client: Client,
  active: ActiveDraft,
  output: LogOutputChannel,
): Disposable {
  const register = (name: string, run: (...args: never[]) => unknown) =>
    commands.registerCommand(`aideMemoire.${name}`, run);
  const memory = context.globalState;
  return Disposable.from(
    register('restartServer', () => client.restart()),
    register('rebuildIndex', () => rebuildIndex(client)),
    register('enterPassword', () => enterPassword(context)),
    followPasswords(context, client),
    register('showOutput', () => output.show(true)),
    register('getStarted', () => getStarted(context.extension.id)),
    register('openSample', () => openSample(context.extensionUri)),
    register('addCorpusFolder', () => addCorpusFolder()),
    register('chooseDelegation', () => chooseDelegation(client)),
    register('openSource', (place?: DraftPlace) => openSource(client, place)),
    register('openOriginal', (source?: Uri | Row) => openOriginal(source instanceof Uri ? source : sourceOf(source))),
    register('pin', (...given: FromMenu) => choose(client, active, 'pin', given)),
    register('unpin', (...given: FromMenu) => choose(client, active, 'unpin', given)),
    register('retire', (...given: FromMenu) => choose(client, active, 'retire', given)),
    register('restore', (...given: FromMenu) => choose(client, active, 'restore', given)),
    // The view of the record names what was skipped, and why.
    register('showSkipped', () => commands.executeCommand('aideMemoire.corpus.focus')),
    // A hover's link gives the query; a menu gives the file.
    register('searchPrecedents', (query?: unknown) =>
      searchPrecedents(client, active, memory, typeof query === 'string' ? query : undefined),
    ),
    register('searchCounterparts', () => searchCounterparts(client, active, memory)),
    register('compareDraft', () => compareDraft(client, active)),
    register('insertQuotation', (argument?: unknown) =>
      insertFromRecord(client, active, 'quotation', precedentOf(argument)),
    ),
    register('insertCitation', (argument?: unknown) =>
      insertFromRecord(client, active, 'citation', precedentOf(argument)),
    ),
    register('renumberParagraphs', () => renumberParagraphs(client)),
    register('insertAgreedLanguage', () => insertAgreedLanguage(client)),
    register('importDocuments', (clicked?: Uri, selected?: readonly Uri[]) =>
      importDocuments(client, context.extensionUri, clicked, selected),
    ),
    registerImportReports(),
    commands.registerCommand(REACH_MILESTONE, reach),
    registerComparisons(),
    registerSearchKeys(),
    registerSimilar(client, active, memory),
    commands.registerCommand(TURN_RULE_OFF, turnRuleOff),
    commands.registerCommand(RECORD_DEPARTURE, (subject: unknown) => recordDeparture(client, subject)),
  );
}

function sourceOf(row: Row | undefined): Uri | undefined {
  return row?.file === undefined ? undefined : sourceUriOf(Uri.parse(row.file));
}

async function rebuildIndex(client: Client): Promise<void> {
  const status = await client.sendRequest<StatusParams>(REBUILD_REQUEST);
  window.setStatusBarMessage(l10n.t('Aide-Mémoire: {0}', describeStatus(status, l10n).text), 5000);
}

/** Opens the newest source of the wording at a place of a draft; without one, at the cursor. */
async function openSource(client: Client, place?: DraftPlace): Promise<void> {
  const editor = window.activeTextEditor;
  const asked = place ?? (editor === undefined ? undefined : placeOf(editor.document.uri, editor.selection.active));
  if (asked === undefined) return;
  // Asked of the server itself: VS Code would mix in what other extensions call a definition, and order by file name.
  const { draft, line, character } = asked;
  const answer = await client.sendRequest<readonly (Location | LocationLink)[] | null>('textDocument/definition', {
    textDocument: { uri: draft },
    position: { line, character },
  });
  const newest = answer?.[0];
  if (newest === undefined) {
    window.showInformationMessage(l10n.t('The record holds no wording like that at the cursor.'));
    return;
  }
  const [uri, range] = 'targetUri' in newest ? [newest.targetUri, newest.targetRange] : [newest.uri, newest.range];
  await showSource(Uri.parse(uri), rangeOf(range));
}

import { commands, Disposable, type ExtensionContext, type LogOutputChannel, Uri, window } from 'vscode';
import type { LanguageClient, Location, LocationLink } from 'vscode-languageclient/node';
import { REBUILD_REQUEST, type StatusParams } from '../../server/src/api/protocol.js';
import { RECORD_DEPARTURE, recordDeparture } from './departures.js';
import { type DraftPlace, placeOf } from './hoverLink.js';
import { importDocuments } from './importDocuments.js';
import { registerImportReports } from './importReports.js';
import { insertAgreedLanguage } from './phrases.js';
import { renumberParagraphs } from './renumber.js';
import { TURN_RULE_OFF, turnRuleOff } from './rules.js';
import { searchCounterparts, searchPrecedents } from './search.js';
import { registerSimilar } from './similar.js';
import { openOriginal, showSource } from './sources.js';
import { describeStatus } from './statusText.js';
import { registerTimelines, showTimeline } from './timeline.js';

/** Registers every contributed command, and those that quick fixes call. */
export function registerCommands(
  context: ExtensionContext,
  client: LanguageClient,
  output: LogOutputChannel,
): Disposable {
  const register = (name: string, run: (...args: never[]) => unknown) =>
    commands.registerCommand(`aideMemoire.${name}`, run);
  return Disposable.from(
    register('restartServer', () => client.restart()),
    register('rebuildIndex', () => rebuildIndex(client)),
    register('showOutput', () => output.show(true)),
    register('openSource', (place?: DraftPlace) => openSource(client, place)),
    register('openOriginal', (source?: Uri) => openOriginal(source)),
    register('showTimeline', (place?: DraftPlace) => showTimeline(client, place)),
    register('searchPrecedents', () => searchPrecedents(client)),
    register('searchCounterparts', () => searchCounterparts(client)),
    register('renumberParagraphs', () => renumberParagraphs(client)),
    register('insertAgreedLanguage', () => insertAgreedLanguage(client)),
    register('importDocuments', (clicked?: Uri, selected?: readonly Uri[]) =>
      importDocuments(client, context.extensionUri, clicked, selected),
    ),
    registerImportReports(),
    registerSimilar(client),
    registerTimelines(context.extensionUri),
    commands.registerCommand(TURN_RULE_OFF, turnRuleOff),
    commands.registerCommand(RECORD_DEPARTURE, (subject: unknown) => recordDeparture(client, subject)),
  );
}

async function rebuildIndex(client: LanguageClient): Promise<void> {
  const status = await client.sendRequest<StatusParams>(REBUILD_REQUEST);
  window.setStatusBarMessage(`Aide-Mémoire: ${describeStatus(status).text}`, 5000);
}

/** Opens the newest source of the wording at a place of a draft; without one, at the cursor. */
async function openSource(client: LanguageClient, place?: DraftPlace): Promise<void> {
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
    window.showInformationMessage('The record holds no wording like that at the cursor.');
    return;
  }
  const [uri, range] = 'targetUri' in newest ? [newest.targetUri, newest.targetRange] : [newest.uri, newest.range];
  await showSource(Uri.parse(uri), client.protocol2CodeConverter.asRange(range));
}

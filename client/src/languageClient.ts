import {
  type CancellationToken,
  type ExtensionContext,
  type Hover,
  type LogOutputChannel,
  type Position,
  type SymbolInformation,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type * as library from './clientLibrary.js';
import {
  type InitializationOptions,
  type MoreDocuments,
  PASSWORD_REQUEST,
  type PasswordParams,
} from '../../server/src/api/protocol.js';
import { uriText } from './convert.js';
import type { ActiveDraft } from './draft/activeDraft.js';
import { RECORD_DEPARTURE } from './draft/departures.js';
import { DRAFT_SELECTOR } from './draft/selector.js';
import { withLinks } from './draft/hoverLink.js';
import { noticing, reach } from './firstRun/milestones.js';
import { TURN_RULE_OFF } from './draft/rules.js';
import { FIND_SIMILAR } from './compare/similar.js';
import { passwordFor } from './password.js';
import { corpusRoots, showableUri } from './sources.js';

/** What runs the server, and is needed of the library that speaks to it. */
export type Library = typeof library;

/** The library's client of the bundled server, not yet started. The server asks for its settings itself. */
export function createLanguageClient(
  { createBundledClient, HoverRequest, WorkspaceSymbolRequest }: Library,
  context: ExtensionContext,
  draft: ActiveDraft,
  output: LogOutputChannel,
): BaseLanguageClient {
  const client: BaseLanguageClient = createBundledClient(context, {
    documentSelector: DRAFT_SELECTOR,
    outputChannel: output,
    // Asked for at each start: trust may have been given since the one before.
    initializationOptions: (): InitializationOptions => ({
      isTrusted: workspace.isTrusted,
      turnRuleOffCommand: TURN_RULE_OFF,
      recordDepartureCommand: RECORD_DEPARTURE,
      similarCommand: FIND_SIMILAR,
      briefDiagnostics: true,
      hoverLinks: true,
      showsStatus: true,
      givesPasswords: true,
      snapshotFolder: Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'index').toString(),
    }),
    middleware: { ...noticing, provideHover, provideWorkspaceSymbols },
    uriConverters: {
      code2Protocol: uriText,
      protocol2Code: (value) => showableUri(Uri.parse(value), corpusRoots(context.extensionUri)),
    },
  });
  client.onRequest(PASSWORD_REQUEST, ({ server }: PasswordParams) => passwordFor(context, server));
  return client;

  /** The server's hover with links. Asked for directly, because the client's own conversion drops what LSP does not name. */
  async function provideHover(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<Hover | null | undefined> {
    const params = client.code2ProtocolConverter.asTextDocumentPositionParams(document, position);
    try {
      const answer = await client.sendRequest(HoverRequest.type, params, token);
      const hover = token.isCancellationRequested ? null : client.protocol2CodeConverter.asHover(answer);
      const more = (answer as MoreDocuments | null)?.moreDocuments;
      if (!hover) return hover;
      reach('hover');
      return withLinks(hover, document, position, more);
    } catch (error) {
      return client.handleFailedRequest(HoverRequest.type, token, error, null);
    }
  }

  /** Passages for the editor's list of symbols. The draft that was worked in last is named: not all may be told to each. */
  async function provideWorkspaceSymbols(
    query: string,
    token: CancellationToken,
  ): Promise<SymbolInformation[] | null | undefined> {
    try {
      const answer = await client.sendRequest(WorkspaceSymbolRequest.type, { query, ...draft.named() }, token);
      return token.isCancellationRequested
        ? null
        : await client.protocol2CodeConverter.asSymbolInformations(answer, token);
    } catch (error) {
      return client.handleFailedRequest(WorkspaceSymbolRequest.type, token, error, null);
    }
  }
}

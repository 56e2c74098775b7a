import {
  type ClientCapabilities,
  CodeActionKind,
  MarkupKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { InitializationOptions } from '../api/protocol.js';
import type { CompletionForm } from '../service/completion.js';
import type { TextFormat } from '../service/markdown.js';
import { RENUMBER_KIND } from '../service/renumber.js';

/** What this client can do, of the things the server does one way or another. */
export interface ClientFeatures {
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It tells of changed settings when asked to. */
  readonly watchesConfiguration: boolean;
  /** It tells of changed files when asked to. */
  readonly watchesFiles: boolean;
  /** It watches folders given as base and pattern, also outside the workspace. */
  readonly relativePatterns: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  /** It asks for diagnostics, and again when it is told to; otherwise they are sent to it. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesInlayHints: boolean;
  readonly hoverFormat: TextFormat;
  /** How the evidence of a suggestion is written. */
  readonly evidenceFormat: TextFormat;
  /** It asks for the evidence of a suggestion once that is looked at; otherwise it comes with it. */
  readonly asksForEvidence: boolean;
  /** It shows where a diagnostic's sources are. */
  readonly relatedInformation: boolean;
  /** It takes code actions, not only commands. */
  readonly codeActions: boolean;
  /** It shows the status, and the problems in it. */
  readonly showsStatus: boolean;
  readonly givesPasswords: boolean;
  /** It shows wording behind the cursor (LSP 3.18). */
  readonly ghostText: boolean;
  readonly completionForm: CompletionForm;
  readonly nestedSymbols: boolean;
  /** It takes `LocationLink` for a definition. */
  readonly definitionLinks: boolean;
  /** It shows the hover on a finding beside its diagnostic. */
  readonly briefDiagnostics: boolean;
  /** It shows a link to the documents that a hover leaves out. */
  readonly hoverLinks: boolean;
  /** Its command that turns a rule off in the settings; `undefined` when it has none. */
  readonly turnRuleOffCommand?: string;
  /** Its command that records a departure; `undefined` when it has none. */
  readonly recordDepartureCommand?: string;
  /** Its command that shows passages like a paragraph; `undefined` when it has none. */
  readonly similarCommand?: string;
}

/** Reads what a client says of itself when it initializes the server; `clientName` is that of its `clientInfo`. */
export function readClientFeatures(
  { workspace, window, textDocument }: ClientCapabilities,
  options: InitializationOptions,
  clientName?: string,
): ClientFeatures {
  const { documentationFormat, resolveSupport, insertReplaceSupport } = textDocument?.completion?.completionItem ?? {};
  return {
    configuration: workspace?.configuration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    relativePatterns: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    // One that cannot be told to ask again would go on showing what no longer holds.
    pullsDiagnostics: isTold(textDocument?.diagnostic) && workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    hoverFormat: formatOf(textDocument?.hover?.contentFormat),
    evidenceFormat: formatOf(documentationFormat),
    asksForEvidence: resolveSupport === undefined || resolveSupport.properties.includes('documentation'),
    relatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
    codeActions: isTold(textDocument?.codeAction?.codeActionLiteralSupport),
    showsStatus: options.showsStatus === true,
    givesPasswords: options.givesPasswords === true,
    ghostText: isTold(textDocument?.inlineCompletion),
    completionForm: completionFormOf(clientName, insertReplaceSupport === true),
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    briefDiagnostics: options.briefDiagnostics === true,
    hoverLinks: options.hoverLinks === true,
    ...(typeof options.similarCommand === 'string' ? { similarCommand: options.similarCommand } : {}),
    ...(typeof options.turnRuleOffCommand === 'string' ? { turnRuleOffCommand: options.turnRuleOffCommand } : {}),
    ...(typeof options.recordDepartureCommand === 'string'
      ? { recordDepartureCommand: options.recordDepartureCommand }
      : {}),
  };
}

/** Clients write null for what they cannot do. */
function isTold(ability: object | null | undefined): boolean {
  return ability !== undefined && ability !== null;
}

function completionFormOf(clientName: string | undefined, tellsInsertFromReplace: boolean): CompletionForm {
  // It cuts the text of an edit at the first space, and what was typed is lost; it says so nowhere.
  if (clientName === 'Neovim') return 'word';
  // Others than those that tell where an edit begins from where the word does go by the word at the cursor.
  return tellsInsertFromReplace ? 'edit' : 'symbol';
}

function formatOf(formats: readonly MarkupKind[] = []): TextFormat {
  return formats.includes(MarkupKind.Markdown) ? 'markdown' : 'plaintext';
}

/** What the server offers this client. */
export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    // No trigger characters: editors ask while a word is typed, and a list at every space is a nuisance.
    completionProvider: { resolveProvider: true },
    ...(client.ghostText ? { inlineCompletionProvider: true } : {}),
    definitionProvider: true,
    referencesProvider: true,
    documentSymbolProvider: { label: 'Aide-Mémoire' },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: { resolveProvider: false },
    // What they count cannot be shown without the client's command.
    ...(client.similarCommand === undefined ? {} : { codeLensProvider: { resolveProvider: true } }),
    inlayHintProvider: { resolveProvider: true },
    ...(client.codeActions
      ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, RENUMBER_KIND] } }
      : {}),
    ...(client.pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'aide-memoire',
            interFileDependencies: false,
            workspaceDiagnostics: false,
          },
        }
      : {}),
    ...(client.workspaceFolders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {}),
  };
}

// A bundle of its own: larger than all the rest of the client, it is loaded once the extension is active.
export {
  HoverRequest,
  LanguageClient,
  State,
  TransportKind,
  WorkDoneProgress,
  WorkspaceSymbolRequest,
} from 'vscode-languageclient/node';

import { type ExtensionContext, l10n, type LogOutputChannel, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/api/protocol.js';
import { SERVER_PROCESS } from '../../server/src/api/serverProcess.js';
import { RECORD_DEPARTURE } from './departures.js';
import { DRAFT_SELECTOR } from './drafts.js';
import { withLinks } from './hoverLink.js';
import { TURN_RULE_OFF } from './rules.js';
import { FIND_SIMILAR } from './similar.js';
import { corpusRoots, fileUriOf, showableUri } from './sources.js';

/** The client of the bundled server, not yet started. The server asks for its settings itself. */
export function createClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const env = { ...SERVER_PROCESS.env, ...(l10n.uri === undefined ? {} : { EXTENSION_BUNDLE_PATH: l10n.uri.fsPath }) };
  const execArgv = [...SERVER_PROCESS.execArgv];
  const server = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc };
  return new LanguageClient(
    'aideMemoire',
    'Aide-Mémoire',
    {
      run: { ...server, options: { env, execArgv } },
      debug: { ...server, options: { env, execArgv: [...execArgv, '--nolazy', '--inspect=6010'] } },
    },
    {
      documentSelector: DRAFT_SELECTOR,
      outputChannel: output,
      initializationOptions: {
        turnRuleOffCommand: TURN_RULE_OFF,
        recordDepartureCommand: RECORD_DEPARTURE,
        similarCommand: FIND_SIMILAR,
        briefDiagnostics: true,
        snapshotFolder: Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'index').toString(),
      } satisfies InitializationOptions,
      middleware: {
        provideHover: async (document, position, token, next) => {
          const hover = await next(document, position, token);
          return hover ? withLinks(hover, document.uri, position) : hover;
        },
      },
      uriConverters: {
        code2Protocol: (uri) => fileUriOf(uri).toString(),
        protocol2Code: (value) => showableUri(Uri.parse(value), corpusRoots(context.extensionUri)),
      },
    },
  );
}

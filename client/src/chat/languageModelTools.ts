import * as vscode from 'vscode';
import { CALL_TOOL_REQUEST, type CallToolAnswer } from '../../../server/src/api/protocol.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import type { Client } from '../server.js';
import { registerTools, type ToolApi } from './tools.js';

/** Offers chats what agents are offered: package.json describes the tools, the server answers them. */
export function registerLanguageModelTools(client: Client, draft: ActiveDraft): vscode.Disposable {
  const registered = registerTools<vscode.CancellationToken>(vscode as ToolApi, vscode.l10n, (tool, input, token) =>
    client.sendRequest<CallToolAnswer>(CALL_TOOL_REQUEST, { tool, input, ...draft.named() }, token),
  );
  return vscode.Disposable.from(...registered);
}

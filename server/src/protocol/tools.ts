import { RequestType } from 'vscode-languageserver';
import { CALL_TOOL_REQUEST, type CallToolAnswer, type CallToolParams } from '../api/protocol.js';
import { callTool, contextForAgents } from '../service/tools/callTool.js';
import { t } from '../util/l10n.js';
import { answer, type Session } from './session.js';

/** Answers what a language model asks through the client. */
export function registerTools(session: Session): void {
  session.connection.onRequest(
    new RequestType<CallToolParams, CallToolAnswer, void>(CALL_TOOL_REQUEST),
    answer<CallToolParams, CallToolAnswer>(session, t('answer the chat'), async ({ tool, input }, context, token) => {
      const found = await callTool(tool, input, contextForAgents(context), token);
      return 'refusal' in found ? { text: found.refusal, isRefusal: true } : { text: found.text };
    }),
  );
}

import type { CallToolAnswer } from '../../../server/src/api/protocol.js';
import { TOOL_NAMES, type ToolName } from '../../../server/src/api/toolNames.js';
import type { Localizer } from '../localizer.js';

/** What VS Code has for the tools of chats from version 1.95 on; all of it is absent before. */
export interface ToolApi {
  readonly lm?: { registerTool?(name: string, tool: ChatTool): Registered };
  readonly LanguageModelToolResult?: new (parts: readonly object[]) => object;
  readonly LanguageModelTextPart?: new (text: string) => object;
}

/** A tool as VS Code calls it. */
export interface ChatTool<Token = unknown> {
  invoke(options: { readonly input: object }, token: Token): Promise<object>;
  prepareInvocation(): { readonly confirmationMessages: { readonly title: string; readonly message: string } };
}

/** What takes a tool back. */
export interface Registered {
  dispose(): unknown;
}

/** Asks the server. */
type Ask<Token> = (tool: ToolName, input: object, token: Token) => Promise<CallToolAnswer>;

/** Registers every tool where the editor knows of tools. */
export function registerTools<Token>(
  { lm, LanguageModelToolResult, LanguageModelTextPart }: ToolApi,
  l10n: Localizer,
  ask: Ask<Token>,
): readonly Registered[] {
  if (LanguageModelToolResult === undefined || LanguageModelTextPart === undefined) return [];
  const asResult = (text: string): object => new LanguageModelToolResult([new LanguageModelTextPart(text)]);
  return TOOL_NAMES.flatMap((name) => lm?.registerTool?.(name, toolOf(name, l10n, ask, asResult)) ?? []);
}

function toolOf<Token>(
  tool: ToolName,
  l10n: Localizer,
  ask: Ask<Token>,
  asResult: (text: string) => object,
): ChatTool<Token> {
  return {
    async invoke({ input }, token) {
      const { text, isRefusal } = await ask(tool, input, token);
      // The model reads why, and asks otherwise.
      if (isRefusal === true) throw new Error(text);
      return asResult(text);
    },
    prepareInvocation: () => ({
      confirmationMessages: {
        title: l10n.t('Let the chat look into the record?'),
        message: l10n.t(
          'What it finds goes to the language model of the chat, which may run elsewhere. Restricted documents are kept from it.',
        ),
      },
    }),
  };
}

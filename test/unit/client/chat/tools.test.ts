import { describe, expect, it } from 'vitest';
import { type ChatTool, registerTools, type ToolApi } from '../../../../client/src/chat/tools.js';
import type { CallToolAnswer } from '../../../../server/src/api/protocol.js';
import { TOOL_NAMES } from '../../../../server/src/api/toolNames.js';
import { ENGLISH } from '../../../support/localizer.js';

class LanguageModelTextPart {
  constructor(readonly value: string) {}
}
class LanguageModelToolResult {
  constructor(readonly content: readonly object[]) {}
}

/** The tools as an editor that knows of them has them, by name. */
function toolsWith(answer: CallToolAnswer, asked: unknown[] = []): ReadonlyMap<string, ChatTool> {
  const tools = new Map<string, ChatTool>();
  const lm = {
    registerTool(name: string, tool: ChatTool) {
      tools.set(name, tool);
      return { dispose: () => tools.delete(name) };
    },
  };
  const editor = { lm, LanguageModelTextPart, LanguageModelToolResult };
  const registered = registerTools(editor, ENGLISH, async (...given) => {
    asked.push(given);
    return answer;
  });
  expect(registered).toHaveLength(tools.size);
  return tools;
}

describe('the tools of a chat', () => {
  it.each<[string, ToolApi]>([
    ['has none of it', {}],
    ['has models and no tools', { lm: {} }],
    ['has half of it', { lm: {}, LanguageModelTextPart, LanguageModelToolResult }],
  ])('are not offered where the editor %s', (_, editor) => {
    expect(registerTools(editor, ENGLISH, () => Promise.reject(new Error('asked')))).toEqual([]);
  });

  it('ask the server under their names, and give on what it says', async () => {
    const asked: unknown[] = [];
    const tools = toolsWith({ text: 'found' }, asked);
    expect([...tools.keys()]).toEqual(TOOL_NAMES);
    const result = await tools.get('check_text')?.invoke({ input: { text: 'x' } }, 'token');
    expect(asked).toEqual([['check_text', { text: 'x' }, 'token']]);
    expect(result).toEqual(new LanguageModelToolResult([new LanguageModelTextPart('found')]));
  });

  it('fail with what to ask instead', async () => {
    const tools = toolsWith({ text: 'Write from:2021.', isRefusal: true });
    await expect(tools.get('list_documents')?.invoke({ input: {} }, undefined)).rejects.toThrow('Write from:2021.');
  });

  it('say before they are used where the record goes', () => {
    const { confirmationMessages } = toolsWith({ text: '' }).get('get_position')?.prepareInvocation() ?? {};
    expect(confirmationMessages?.message).toContain('goes to the language model of the chat');
  });
});

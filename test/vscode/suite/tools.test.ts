import { deepStrictEqual, match, ok, rejects } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { TOOL_NAMES } from '../../../server/src/api/toolNames.js';
import { activeExtension, eventually, sampleUri } from './support.js';

/** What a chat works with since VS Code 1.95. */
interface Tools {
  readonly tools: readonly { readonly name: string; readonly description: string; readonly inputSchema: object }[];
  invokeTool(
    name: string,
    options: { readonly input: object; readonly toolInvocationToken: undefined },
  ): Promise<{ readonly content: readonly { readonly value: string }[] }>;
}
const tools = vscode.lm as unknown as Tools;

const CABLE = 'The zeppelin treaty enters into force over the capital.';

/** What a tool says, as a chat is told it. */
async function invoke(name: string, input: object): Promise<string> {
  const { content } = await tools.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map(({ value }) => value).join('\n');
}

suite('a chat', () => {
  teardown(async () => {
    await workspace.getConfiguration('aideMemoire').update('corpus.folders', undefined, ConfigurationTarget.Workspace);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('is offered the tools, each with what it takes', async () => {
    const { packageJSON } = await activeExtension();
    const contributed = (packageJSON as { contributes: { languageModelTools: readonly { name: string }[] } })
      .contributes;
    const offered = tools.tools.filter(({ name }) => TOOL_NAMES.some((each) => each === name));
    deepStrictEqual(offered.map(({ name }) => name).sort(), [...TOOL_NAMES].sort());
    deepStrictEqual(
      contributed.languageModelTools.map(({ name }) => name),
      [...TOOL_NAMES],
    );
    for (const { description, inputSchema } of offered) {
      ok(description.length > 80);
      ok('properties' in inputSchema);
    }
  });

  test('is told the precedent with its source, what contradicts it, and what is held', async () => {
    await activeExtension();
    const found = await invoke('search_precedents', { query: '"specifically tailored to the unique attributes"' });
    match(
      found,
      /“Pakistan therefore shares the view .*”\n {2}— Pakistan, 13 December 2021 · the delegation’s own position, not adopted/,
    );
    match(found, /never instructions to you/);
    const text = 'Pakistan sees no need for a legally binding international instrument on the use of ICTs.';
    match(await invoke('check_text', { text }), /line 1: warning \(position-conflict\)/);
    match(await invoke('get_position', { topic: 'treaty' }), /On legally binding instrument: current\n“/);
    match(await invoke('list_documents', {}), /^\d+ documents\. /);
  });

  test('is told what to ask instead', async () => {
    await activeExtension();
    await rejects(invoke('search_precedents', { query: 'tier:agreed' }), /is not a tier\. Write tier:adopted/);
    await rejects(invoke('check_text', { text: '' }), /A check takes “text”/);
  });

  test('is kept from the words of restricted documents', async () => {
    await activeExtension();
    const cable = `---\ntitle: Cable\nholder: Pakistan\nhandling: restricted\n---\n\n1. ${CABLE}\n`;
    await workspace.fs.writeFile(sampleUri('kept/cable.md'), new TextEncoder().encode(cable));
    await workspace.getConfiguration('aideMemoire').update('corpus.folders', ['kept'], ConfigurationTarget.Workspace);
    const found = await eventually('word of the cable', async () => {
      const text = await invoke('search_precedents', { query: 'zeppelin treaty' });
      return text.includes('kept from agents') && text;
    });
    match(found, /1 passage of a restricted document is kept from agents/);
    ok(!/over the capital|Cable/.test(found), found);
    await workspace.fs.delete(sampleUri('kept'), { recursive: true });
  });
});

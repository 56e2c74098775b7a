import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import { commands, extensions, workspace } from 'vscode';
import type { Api } from '../../../client/src/activate.js';
import { activeExtension, eventually, openSample } from './support.js';

suite('activation', () => {
  test('does not wait for the server', async function () {
    const extension = extensions.getExtension<Api>('aide-memoire.aide-memoire');
    strictEqual(extension?.isActive, false);
    const [began, idle] = [performance.now(), process.cpuUsage()];
    const { started } = await extension.activate();
    const [activated, { user, system }] = [performance.now(), process.cpuUsage(idle)];
    await started;
    // What it took is for whoever reads the results: a busy machine takes longer, with as much work.
    const [own, work, server] = [activated - began, (user + system) / 1000, performance.now() - activated].map(
      Math.round,
    );
    if (this.test !== undefined) {
      this.test.title += ` (active in ${own} ms, ${work} ms of them work; the server ${server} ms later)`;
    }
  });

  test('opening a draft starts the extension', async () => {
    const { document } = await openSample('working-paper.draft.md');
    strictEqual(document.languageId, 'negotiation-draft');
    await eventually('active', () => extensions.getExtension('aide-memoire.aide-memoire')?.isActive || undefined);
  });

  test('every contributed command is registered', async () => {
    const extension = await activeExtension();
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await commands.getCommands(true));
    const contributed = contributes.commands.map(({ command }) => command);
    ok(contributed.length >= 6);
    deepStrictEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });

  test('quick suggestions are on in drafts and untouched in Markdown', async () => {
    const suggestions = (languageId: string) =>
      workspace.getConfiguration('editor', { languageId }).get<{ other: unknown }>('quickSuggestions')?.other;
    match(String(suggestions('negotiation-draft')), /^(on|true)$/);
    match(String(suggestions('markdown')), /^(off|false)$/);
    strictEqual(workspace.getConfiguration('editor', { languageId: 'negotiation-draft' }).get('wordWrap'), 'on');
  });
});

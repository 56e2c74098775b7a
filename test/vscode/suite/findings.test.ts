import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import { type CodeAction, CodeActionKind, commands, ConfigurationTarget, type TextDocument, workspace } from 'vscode';
import { codeOf, eventually, findingGone, findingOn, findings, openDraft, openSample, sampleUri } from './support.js';

const FORMULA_DRAFT = 'Pakistan wishes to promote an open, secure, stable and peaceful ICT environment.\n';

/** Quick fixes of a finding, resolved. Polls: the editor answers with none while it takes a new state of the draft in. */
function fixesOf(document: TextDocument, rule: string): Promise<readonly CodeAction[]> {
  return eventually(`fixes of ${rule}`, async () => {
    const finding = findings(document.uri).find((candidate) => codeOf(candidate) === rule);
    if (finding === undefined) return undefined;
    const fixes = await commands.executeCommand<readonly CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      finding.range,
      CodeActionKind.QuickFix.value,
      50,
    );
    return fixes.length > 0 ? fixes : undefined;
  });
}

suite('findings', () => {
  test('the sample shows its planted mistakes, each once, with the source passage', async () => {
    const { document } = await openSample('working-paper.draft.md');
    const conflict = await findingOn(
      document,
      'position-conflict',
      'no need for a legally binding international instrument',
    );
    match(conflict.message, /Pakistan/);
    ok((conflict.relatedInformation ?? []).length > 0);
    deepStrictEqual(
      (conflict.relatedInformation ?? [])
        .map(({ location }) => location.uri.scheme)
        .filter((scheme) => scheme !== 'aide-memoire-source'),
      [],
    );
    await findingOn(document, 'agreed-language', 'open, secure, stable and peaceful ICT environment');
    await findingOn(document, 'fact-mismatch', 'resolution 73/27 of December 2019');
    const places = findings(document.uri).map((finding) => `${codeOf(finding)} ${JSON.stringify(finding.range)}`);
    deepStrictEqual(places, [...new Set(places)]);
  });

  test('a quick fix puts the established wording in place and the finding goes away', async () => {
    const { document } = await openDraft('fix.draft.md', FORMULA_DRAFT);
    await findingOn(document, 'agreed-language', 'open, secure, stable and peaceful');
    const fixes = await fixesOf(document, 'agreed-language');
    const replace = fixes.find(({ edit }) =>
      edit
        ?.entries()
        .some(([, edits]) => edits.some((change) => 'newText' in change && /accessible/.test(change.newText))),
    );
    ok(replace?.edit !== undefined, `one of: ${fixes.map(({ title }) => title).join('; ')}`);
    ok(await workspace.applyEdit(replace.edit));
    match(document.getText(), /open, secure, stable, accessible and peaceful ICT environment/);
    await findingGone(document, 'agreed-language');
    await document.save();
  });

  test('turning a rule off in the settings removes its findings, turning it on brings them back', async () => {
    const { document } = await openDraft('settings.draft.md', FORMULA_DRAFT);
    await findingOn(document, 'agreed-language', 'open, secure, stable and peaceful');
    const settings = workspace.getConfiguration('aideMemoire', sampleUri('.'));
    await settings.update('rules.agreed-language', 'off', ConfigurationTarget.Workspace);
    await findingGone(document, 'agreed-language');
    await settings.update('rules.agreed-language', undefined, ConfigurationTarget.Workspace);
    await findingOn(document, 'agreed-language', 'open, secure, stable and peaceful');
  });

  test('the quick fix that turns a rule off writes the setting, and the findings go', async () => {
    const { document } = await openDraft('rule-off.draft.md', FORMULA_DRAFT);
    await findingOn(document, 'agreed-language', 'open, secure, stable and peaceful');
    const fixes = await fixesOf(document, 'agreed-language');
    const command = fixes.find(({ title }) => /off in the settings/.test(title))?.command;
    ok(command !== undefined, `one of: ${fixes.map(({ title }) => title).join('; ')}`);
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
    await findingGone(document, 'agreed-language');
    const settings = workspace.getConfiguration('aideMemoire');
    strictEqual(settings.get('rules.agreed-language'), 'off');
    await settings.update('rules.agreed-language', undefined, ConfigurationTarget.Workspace);
  });

  test('a draft typed into an unsaved editor is checked too', async () => {
    const document = await workspace.openTextDocument({ language: 'plaintext', content: FORMULA_DRAFT });
    await commands.executeCommand('vscode.open', document.uri);
    await findingOn(document, 'agreed-language', 'open, secure, stable and peaceful');
  });
});

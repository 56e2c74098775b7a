import { match, ok, strictEqual } from 'node:assert';
import { suite, test } from 'mocha';
import {
  type CodeAction,
  type CompletionList,
  commands,
  ConfigurationTarget,
  type DocumentLink,
  type FoldingRange,
  type InlayHint,
  type Location,
  type LocationLink,
  Range,
  workspace,
} from 'vscode';
import { endOf, eventually, hoverText, openDraft, rangeOf } from './support.js';

const NUMBERED = [
  '# Paper',
  '',
  '1. One.',
  '',
  '1. New, after paragraph 1 of this paper:',
  '',
  '(a) x.',
  '',
  '2. See paragraph 2 above.[^1]',
  '',
  '[^1]: Note.',
  '',
].join('\n');
const RENUMBERED = NUMBERED.replace('1. New', '2. New').replace('2. See paragraph 2', '3. See paragraph 3');

suite('the draft’s own text', () => {
  test('numbered paragraphs fold with what stands under them, in drafts, Markdown and plain text', async () => {
    for (const name of ['folds.draft.md', 'folds.md', 'folds.txt']) {
      const { document } = await openDraft(name, NUMBERED);
      const folds = await commands.executeCommand<readonly FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      ok(
        folds.some(({ start, end }) => start === 4 && end >= 6),
        `${name}: ${JSON.stringify(folds)}`,
      );
    }
  });

  test('renumbering is one step to undo', async () => {
    const { document } = await openDraft('numbers.draft.md', NUMBERED.replace('paragraph 1 of this paper', 'it'));
    const before = document.getText();
    await commands.executeCommand('aideMemoire.renumberParagraphs');
    strictEqual(document.getText(), RENUMBERED.replace('paragraph 1 of this paper', 'it'));
    await commands.executeCommand('undo');
    strictEqual(document.getText(), before);
    await commands.executeCommand('workbench.action.files.revert');
  });

  test('renumbering is a source action where it is needed', async () => {
    const actionsFor = async (name: string, text: string) => {
      const { document } = await openDraft(name, text);
      const whole = new Range(0, 0, document.lineCount, 0);
      return commands.executeCommand<readonly CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        whole,
        'source',
      );
    };
    const title = 'Renumber the paragraphs';
    ok((await actionsFor('broken.draft.md', NUMBERED)).some((action) => action.title === title));
    ok(!(await actionsFor('ordered.draft.md', '1. One.\n\n2. Two.\n')).some((action) => action.title === title));
  });

  test('references lead to the paragraph, and marks to the footnote', async () => {
    const { document } = await openDraft('references.draft.md', RENUMBERED);
    const lineFrom = async (words: string) => {
      const [found] = await commands.executeCommand<readonly (Location | LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        rangeOf(document, words).end,
      );
      ok(found !== undefined, words);
      const [uri, range] = 'targetUri' in found ? [found.targetUri, found.targetRange] : [found.uri, found.range];
      strictEqual(uri.toString(), document.uri.toString());
      return range.start.line;
    };
    strictEqual(await lineFrom('after paragraph 1'), 2);
    strictEqual(await lineFrom('[^1'), 10);
    const links = await commands.executeCommand<readonly DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const link = links.find(({ range }) => range.start.line === 4);
    strictEqual(link?.target?.path, document.uri.path);
    strictEqual(link.target.scheme, document.uri.scheme);
    strictEqual(link.target.fragment, 'L3');
  });

  test('brackets are compared with the record', async () => {
    const sentence = 'Participation and sharing of information in the Directory should be [mandatory] [voluntary].';
    const { document } = await openDraft('brackets.draft.md', `1. ${sentence}\n`);
    await eventually('the nearest wording', async () =>
      (await hoverText(document, rangeOf(document, 'mandatory').start)).includes(
        'Nearest to Pakistan: **“voluntary”**',
      ),
    );
  });

  test('hints of authority come with the setting and go with it', async () => {
    const { document } = await openDraft(
      'hints.draft.md',
      '1. We promote an open, secure, stable, accessible and peaceful ICT environment.\n',
    );
    const hints = () =>
      commands.executeCommand<readonly InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        new Range(0, 0, 1, 0),
      );
    strictEqual((await hints()).length, 0);
    const settings = workspace.getConfiguration('aideMemoire');
    await settings.update('inlayHints.enable', true, ConfigurationTarget.Workspace);
    try {
      const [hint] = await eventually('a hint', async () => {
        const found = await hints();
        return found.length > 0 && found;
      });
      match(typeof hint?.label === 'string' ? hint.label : '', /^(?:own|group|other|chair|adopted)$/);
    } finally {
      await settings.update('inlayHints.enable', undefined, ConfigurationTarget.Workspace);
    }
  });

  test('suggestions leave those of others as they are', async () => {
    const { document } = await openDraft('others.md', 'The statecraft of an open, secure, sta');
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      endOf(document),
    );
    const ours = items.filter(({ filterText }) => filterText?.endsWith('open, secure, sta'));
    ok(ours.length > 0);
    ok(ours.every(({ preselect, commitCharacters }) => preselect !== true && (commitCharacters ?? []).length === 0));
  });
});

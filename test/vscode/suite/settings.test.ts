import { strictEqual } from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
import { Paragraph } from 'docx';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import {
  type CompletionList,
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  Selection,
  type SymbolInformation,
  type TextDocument,
  workspace,
} from 'vscode';
import { linesAt, writePdf } from '../../support/pdf.js';
import { wordText } from '../../support/wordFixtures.js';
import {
  activeExtension,
  endOf,
  eventually,
  findingGone,
  findingOn,
  hoverText,
  openDraft,
  rangeOf,
  sampleUri,
} from './support.js';

/** The delegation's own record, and its group's. */
const RECORD = {
  'own.md': `---
title: Statement on satellites
holder: Pakistan
date: "2022-03-01"
---

1. States must share satellite data with their neighbours.

2. States must not intentionally damage the dams of their neighbours.

3. Pakistan supports a moratorium on orbital debris tests.
`,
  'group.md': `---
title: Working paper on outer space
holder: Non-Aligned Movement
date: "2022-04-01"
---

1. The Non-Aligned Movement supports a treaty on outer space.
`,
};
const DECIDED = 'red-lines:\n  - never: cyber war\n    reason: loaded term\n';

/** What a draft says against the record, by the rule that finds it. */
const AGAINST: Readonly<Record<string, readonly [sentence: string, marked: string]>> = {
  'position-conflict': ['Pakistan opposes a moratorium on orbital debris tests.', 'Pakistan opposes a moratorium'],
  'position-shift': ['States may share satellite data with their neighbours.', 'may'],
  'group-divergence': ['Pakistan opposes a treaty on outer space.', 'Pakistan opposes a treaty on outer space'],
  'qualifier-change': ['States must not damage the dams of their neighbours.', 'States must not damage the dams'],
  'agreed-language': ['Pakistan seeks an open, secure, stable and peaceful ICT environment.', 'open, secure, stable'],
  'fact-mismatch': [
    'It was set up by General Assembly resolution 73/27 of December 2019.',
    'resolution 73/27 of December 2019',
  ],
  'term-variant': ['A stable ICT enviroment matters.', 'enviroment'],
  'red-line': ['States fear cyber war.', 'cyber war'],
};
/** Within which text would stand behind the cursor. */
const TEXT_COMES_MS = 4000;
const FORMULA = 'Pakistan wishes to promote an open, secure, sta';

/** A page, and so many of them that reading them takes seconds, far from a minute. */
const LIGHTHOUSES = linesAt(
  72,
  700,
  Array.from({ length: 40 }, () => 'Lighthouses matter.'),
);
const SLOW_PAGES = 1000;

function writeFile(name: string, content: string | Uint8Array): Thenable<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return workspace.fs.writeFile(sampleUri(name), bytes);
}

async function set(setting: string, value: unknown, target = ConfigurationTarget.Workspace): Promise<void> {
  await workspace.getConfiguration('aideMemoire', sampleUri('.')).update(setting, value, target);
}

/** Checks the editor with a setting, and leaves the setting as it was. */
async function withSetting(
  setting: string,
  value: unknown,
  check: () => Promise<unknown>,
  target?: ConfigurationTarget,
): Promise<void> {
  await set(setting, value, target);
  try {
    await check();
  } finally {
    await set(setting, undefined, target);
  }
}

/** Labels of what is offered at the end of the draft. */
async function offered(document: TextDocument): Promise<readonly string[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    endOf(document),
  );
  return list.items
    .map(({ label }) => (typeof label === 'string' ? label : label.label))
    .filter((label) => label.includes(' '));
}

/** Holders and titles that a search of the record finds. */
async function found(words: string): Promise<string> {
  const symbols = await commands.executeCommand<readonly SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    `"${words}"`,
  );
  return symbols.map(({ location }) => location.uri.path).join('\n');
}

/** Asks the editor for text behind the cursor. */
const INVOKED = (): Thenable<unknown> => commands.executeCommand('editor.action.inlineSuggest.trigger');
/** Types the last letter of what is there. */
const TYPED = async (): Promise<void> => {
  await commands.executeCommand('deleteLeft');
  await commands.executeCommand('type', { text: FORMULA.at(-1) });
};

/**
 * Takes the text behind the end of the formula as soon as it is there; answers the draft. A new one each time, since an editor
 * asks once.
 */
async function takeGhostText(name: string, ask: () => Thenable<unknown>): Promise<string> {
  const editor = await openDraft(name, FORMULA);
  const { document } = editor;
  editor.selection = new Selection(endOf(document), endOf(document));
  await ask();
  for (const limit = Date.now() + TEXT_COMES_MS; Date.now() < limit && document.getText() === FORMULA; ) {
    await wait(50);
    await commands.executeCommand('editor.action.inlineSuggest.commit');
  }
  const text = document.getText();
  await commands.executeCommand('workbench.action.files.revert');
  return text;
}

suite('settings', () => {
  suiteSetup(async () => {
    await activeExtension();
    for (const [name, text] of Object.entries(RECORD)) await writeFile(`papers/${name}`, text);
    await writeFile('.aide-memoire/positions.yaml', DECIDED);
    await set('corpus.folders', ['papers']);
    await eventually('the folder in the record', async () => (await found('orbital debris tests')).includes('own.md'));
  });
  suiteTeardown(async () => {
    await set('corpus.folders', undefined);
    for (const name of ['papers', '.aide-memoire']) {
      await workspace.fs.delete(sampleUri(name), { recursive: true });
    }
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [rule, [sentence, marked]] of Object.entries(AGAINST)) {
    test(`aideMemoire.rules.${rule} says how ${rule} is shown, or turns it off`, async () => {
      const { document } = await openDraft(`${rule}.draft.md`, `# Paper\n\n${sentence}\n`);
      const { severity } = await findingOn(document, rule, marked);
      strictEqual(severity === DiagnosticSeverity.Error, false);
      await withSetting(`rules.${rule}`, 'error', () =>
        eventually(
          `${rule} as an error`,
          async () => (await findingOn(document, rule, marked)).severity === DiagnosticSeverity.Error,
        ),
      );
      await withSetting(`rules.${rule}`, 'off', () => findingGone(document, rule));
      await findingOn(document, rule, marked);
    });
  }

  test('aideMemoire.delegation says whose line binds, aideMemoire.groups whose besides', async () => {
    const [own, ofGroup] = [AGAINST['position-conflict'], AGAINST['group-divergence']];
    const { document } = await openDraft('delegation.draft.md', `# Paper\n\n${own?.[0]}\n\n${ofGroup?.[0]}\n`);
    await findingOn(document, 'position-conflict', own?.[1] ?? '');
    await findingOn(document, 'group-divergence', ofGroup?.[1] ?? '');
    await withSetting('delegation', 'Chile', () => findingGone(document, 'position-conflict'));
    await withSetting('groups', [], () => findingGone(document, 'group-divergence'));
    await findingOn(document, 'position-conflict', own?.[1] ?? '');
  });

  test('aideMemoire.judge.use and model say who judges besides the rules', async function () {
    // The judge's model is loaded each time.
    this.timeout(120_000);
    const sentence = 'States have no duty to give their neighbours any satellite data.';
    const { document } = await openDraft('judge.draft.md', `# Paper\n\n${sentence}\n`);
    const isFound = (): Promise<unknown> => findingOn(document, 'position-conflict', sentence);
    const isGone = (): Promise<unknown> => findingGone(document, 'position-conflict');
    await withSetting('judge.use', 'rules+judge', isFound);
    await withSetting('judge.use', 'rules', isGone);
    await withSetting('judge.use', 'rules+judge', async () => {
      await isFound();
      // Which files of a machine are read is set for the machine alone.
      await withSetting('judge.model', sampleUri('nowhere').fsPath, isGone, ConfigurationTarget.Global);
      await isFound();
    });
    await isGone();
  });

  test('aideMemoire.corpus.bundled leaves the bundled documents out', async () => {
    const words = 'legally binding international instrument';
    await eventually('the bundled', async () => (await found(words)).includes('pakistan'));
    await withSetting('corpus.bundled', false, () =>
      eventually('none of the bundled', async () => !(await found(words)).includes('pakistan')),
    );
    await eventually('the bundled again', async () => (await found(words)).includes('pakistan'));
  });

  for (const [limit, value, file, content] of [
    ['characters', 40, 'long.txt', () => 'Lighthouses should be kept in good repair by all coastal States.'],
    ['fileMegabytes', 1, 'large.txt', () => 'Lighthouses matter. '.repeat(60_000)],
    ['unfoldedMegabytes', 1, 'unfolds.docx', () => wordText([new Paragraph('Lighthouses matter. '.repeat(60_000))])],
    ['pages', 1, 'two-pages.pdf', () => writePdf([LIGHTHOUSES, LIGHTHOUSES])],
    ['secondsPerFile', 1, 'slow.pdf', () => writePdf(Array.from({ length: SLOW_PAGES }, () => LIGHTHOUSES))],
  ] as const) {
    test(`aideMemoire.corpus.limits.${limit} says what a document may cost`, async () => {
      await withSetting(`corpus.limits.${limit}`, value, async () => {
        await writeFile(`papers/${file}`, await content());
        await writeFile('papers/zzz.txt', 'Lighthouses.');
        // What is read after it was read too.
        await eventually('the short one', async () => (await found('Lighthouses')).includes('zzz.txt'));
        strictEqual((await found('Lighthouses')).includes(file), false);
      });
      await eventually('in the record', async () => (await found('Lighthouses')).includes(file));
      for (const name of [file, 'zzz.txt']) await workspace.fs.delete(sampleUri(`papers/${name}`));
    });
  }

  test('aideMemoire.forum has the documents of a forum come first', async () => {
    const words = 'Foghorns should be heard at a distance of nine miles.';
    for (const [holder, forum, date] of [
      ['Chile', 'Harbour Committee', '2020'],
      ['Norway', 'Canal Committee', '2021'],
    ]) {
      const front = `---\ntitle: Statement\nholder: ${holder}\nforum: ${forum}\ndate: "${date}-05-01"\n---\n`;
      await writeFile(`papers/${holder}.md`, `${front}\n1. ${words}\n`);
    }
    const { document } = await openDraft('forum.draft.md', `# Paper\n\n${words}\n`);
    const inOrder = async (first: string, second: string): Promise<boolean> => {
      const text = await hoverText(document, rangeOf(document, 'heard').start);
      return text.includes(first) && text.indexOf(first) < text.indexOf(second);
    };
    await eventually('the newest first', () => inOrder('Norway', 'Chile'));
    await withSetting('forum', 'Harbour Committee', () =>
      eventually('the forum first', () => inOrder('Chile', 'Norway')),
    );
    await eventually('the newest first again', () => inOrder('Norway', 'Chile'));
  });

  test('aideMemoire.hover.enable turns hovers off', async () => {
    const { document } = await openDraft('hovering.draft.md', 'It must be demand-driven, made upon request.\n');
    const at = rangeOf(document, 'driven').start;
    await eventually('a hover', async () => /Pakistan/.test(await hoverText(document, at)));
    await withSetting('hover.enable', false, () =>
      eventually('no hover', async () => (await hoverText(document, at)) === ''),
    );
  });

  test('aideMemoire.completion.enable and maxItems say whether, and how much, is offered', async () => {
    const { document } = await openDraft('completing.draft.md', 'We call for a legally binding');
    const count = async () => (await offered(document)).length;
    await eventually('more than one', async () => (await count()) > 1);
    await withSetting('completion.maxItems', 1, () => eventually('one', async () => (await count()) === 1));
    await withSetting('completion.enable', false, () => eventually('none', async () => (await count()) === 0));
  });

  test('aideMemoire.ghostText.enable and minimumLikelihood say whether text stands behind the cursor', async () => {
    const taken = `${FORMULA}ble, accessible and peaceful ICT environment`;
    const take = (name: string): Promise<string> => takeGhostText(name, INVOKED);
    await eventually('the text taken', async () => (await take('ghost-on.md')) === taken);
    await withSetting('ghostText.enable', false, async () => strictEqual(await take('ghost-off.md'), FORMULA));

    const typed = (name: string): Promise<string> => takeGhostText(name, TYPED);
    strictEqual(await typed('ghost-unsure.md'), FORMULA);
    await withSetting('ghostText.minimumLikelihood', 0.5, () =>
      eventually('the text while typing', async () => (await typed('ghost-likely.md')) === taken),
    );
  });
});

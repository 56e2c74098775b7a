import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import { provideHover } from '../../../server/src/service/hover.js';
import { searchPassages } from '../../../server/src/service/search.js';
import { createWorkspace, type Workspace, type WorkspaceContext } from '../../../server/src/workspace/workspace.js';
import { corpusFile, memoryHost, smallCorpus } from '../../support/files.js';

const PROJECT = 'file:///home/drafter/project';
const CHOICES = `${PROJECT}/.aide-memoire/corpus.yaml`;
const SECOND = 'file:///app/corpus/documents/second.md';

function open(choices: string): { workspace: Workspace; files: Map<string, string | Uint8Array> } {
  const files = smallCorpus()
    .set(
      SECOND,
      corpusFile(
        'Pakistan',
        '2023-03-06',
        '1. It is essential to develop a legally binding international instrument.\n\n2. Zeppelins need rules of the road.',
      ),
    )
    .set(CHOICES, choices);
  return { workspace: createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT), files };
}

function found(query: string, context: WorkspaceContext): string[] {
  return searchPassages(query, 9, context).found.map(
    ({ document, reasons }) => `${document.id}: ${reasons.join(', ')}`,
  );
}

function hover(words: string, context: WorkspaceContext): string {
  const draft = createDraft(TextDocument.create('file:///d.md', 'markdown', 1, words), context.tokenize);
  return JSON.stringify(provideHover(draft, { line: 0, character: 1 }, context)?.contents);
}

describe('the choices of a workspace', () => {
  it('puts a pinned precedent before a newer one, and says so', async () => {
    const context = await open('pinned:\n  - document: statement.md\n    words: legally binding\n').workspace.ready();
    expect(found('"legally binding"', context)).toEqual([
      'statement: pinned, exact wording, own delegation',
      'second: exact wording, own delegation, newest',
    ]);
    const text = hover('essential to develop', context);
    expect(text).toContain('pinned');
    expect(text.indexOf('13 December 2021 · ')).toBeLessThan(text.indexOf('6 March 2023 · '));
  });

  it('never shows a retired document, and takes none for a draft', async () => {
    const { workspace } = open('retired:\n  - document: second\n    reason: replaced by instruction of 12 March\n');
    const context = await workspace.ready();
    expect(found('"legally binding"', context)).toEqual(['statement: exact wording, own delegation']);
    expect(found('zeppelins', context)).toEqual([]);
    expect(hover('essential to develop', context)).not.toContain('2023');
    expect(context.index.rank(['zeppelins'], 9)).toEqual([]);
    expect(context.index.complete('zeppelins need ru', 9)).toEqual([]);
    expect(
      context.index.phrases.length === 0 || [...context.index.phrases].every(({ documents }) => documents === 1),
    ).toBe(true);
    expect(context.isCorpusDocument(SECOND)).toBe(true);
    const message = '.aide-memoire/corpus.yaml: 2 passages retired, and shown nowhere.';
    expect(workspace.status).toMatchObject({ documents: 1, problems: [{ file: CHOICES, message }] });
  });

  it('leaves a retired passage out of a document that is shown', async () => {
    const context = await open('retired:\n  - document: second\n    words: Zeppelins need\n').workspace.ready();
    expect(found('zeppelins', context)).toEqual([]);
    expect(found('"legally binding"', context)).toHaveLength(2);
    expect(context.index.passageCount).toBe(3);
  });

  it('follows the file', async () => {
    const { workspace, files } = open('retired:\n  - document: second\n');
    const before = await workspace.ready();
    expect(workspace.concerns(CHOICES)).toBe(true);
    expect(workspace.decisionsFolder()).toBe(`${PROJECT}/.aide-memoire/`);
    files.set(CHOICES, 'pinned:\n  - document: second\n');
    await workspace.refresh([CHOICES]);
    const after = await workspace.ready();
    expect(found('zeppelins', after)).toEqual(['second: pinned, exact wording, own delegation']);
    expect(after.index.revision).toBeGreaterThan(before.index.revision);
    await workspace.refresh([]);
    expect((await workspace.ready()).index.revision).toBeGreaterThanOrEqual(after.index.revision);
    files.delete(CHOICES);
    await workspace.refresh([CHOICES]);
    const last = await workspace.ready();
    expect(found('zeppelins', last)).toEqual(['second: exact wording, own delegation']);
    expect(last.index.revision).toBeGreaterThan(after.index.revision);
  });

  it('says so when the file cannot be read, rather than show what is retired in silence', async () => {
    const { workspace, files } = open('');
    files.set(CHOICES, new Uint8Array([0, 1, 2, 3, 0, 255]));
    await workspace.rebuild();
    expect(workspace.status.problems).toEqual([
      { file: CHOICES, skipped: true, message: expect.stringContaining('corpus.yaml') },
    ]);
  });

  it.each([
    ['a document that is not there', 'retired:\n  - document: gone\n', /no document "gone"\. Correct/],
    [
      'words that are not there',
      'pinned:\n  - document: second\n    words: gone\n',
      /no document "second" that says "gone"/,
    ],
    ['another list', 'pined:\n  - document: second\n', /line 1: there is no list "pined"/],
    ['no list', 'pinned: second\n', /line 1: "pinned" is not a list; write one "- document: NAME"/],
    ['an entry of another shape', 'retired:\n  - second\n', /"retired", entry 1 cannot be used/],
    ['broken YAML', 'retired: [', /line 1: the file cannot be read/],
  ])('names the file and what to do for %s', async (_, choices, message) => {
    const { workspace } = open(choices);
    const context = await workspace.ready();
    expect(workspace.status.problems).toEqual([{ file: CHOICES, message: expect.stringMatching(message) }]);
    expect(context.index.documents).toHaveLength(2);
  });
});

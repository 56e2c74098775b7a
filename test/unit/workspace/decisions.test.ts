import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { createWorkspace, type Workspace } from '../../../server/src/workspace/workspace.js';
import { loadBundledText } from '../../support/bundled.js';
import { checkDiagnostics } from '../../support/checks.js';
import { corpusFile, memoryHost } from '../../support/files.js';

const PROJECT = 'file:///home/drafter/project';
const FILE = `${PROJECT}/.aide-memoire/positions.yaml`;
const LEXICON = ['axes', 'common', 'concepts', 'holders', 'modals', 'operators', 'pillars', 'qualifiers', 'reporting'];

const FOR = 'Pakistan supports a treaty on outer space.';
const AGAINST = 'Pakistan opposes a treaty on outer space.';

function open(decisions: string): { workspace: Workspace; files: Map<string, string | Uint8Array> } {
  const files = new Map<string, string | Uint8Array>([
    ['file:///app/corpus/documents/old.md', corpusFile('Pakistan', '2019-05-06', `1. ${FOR}`)],
    [
      'file:///app/corpus/documents/rest.md',
      corpusFile('Pakistan', '2017', '1. Rivers carry boats.\n\n2. Farmers grow wheat.\n\n3. Music moves people.'),
    ],
    [FILE, decisions],
  ]);
  for (const name of [...LEXICON, 'negative-forms', 'spelling', 'stances']) {
    const uri = new URL(`../../../corpus/lexicon/${name}.yaml`, import.meta.url).href;
    files.set(`file:///app/corpus/lexicon/${name}.yaml`, loadBundledText(uri));
  }
  const settings = { ...DEFAULT_SETTINGS, rules: { ...DEFAULT_SETTINGS.rules, 'agreed-language': 'off' as const } };
  return { workspace: createWorkspace(memoryHost(files), settings, PROJECT), files };
}

describe('what a workspace decides about its positions', () => {
  it('leaves the record as it is without a decision', async () => {
    const context = await open('').workspace.ready();
    checkDiagnostics(`⟦${AGAINST.slice(0, -1)}⟧{position-conflict}.`, context);
    checkDiagnostics(FOR, context);
  });

  it('lets a retired statement raise no conflict', async () => {
    const context = await open('retired:\n  - words: treaty on outer space\n    date: 2023-03-12\n').workspace.ready();
    checkDiagnostics(AGAINST, context);
    checkDiagnostics(FOR, context);
  });

  it('holds a draft to an added position, and cites the entry', async () => {
    const context = await open(
      'retired:\n  - words: treaty on outer space\n\nadded:\n  - topic: treaty\n    wording: Pakistan opposes a treaty on outer space.\n    date: 2023-03-12\n    instruction: telegram 114\n',
    ).workspace.ready();
    checkDiagnostics(AGAINST, context);
    const [finding] = checkDiagnostics(`⟦${FOR.slice(0, -1)}⟧{position-conflict}.`, context);
    expect(finding?.message).toContain(
      `“${AGAINST}” (.aide-memoire/positions.yaml, line 5, 12 March 2023, telegram 114)`,
    );
    expect(finding?.relatedInformation?.map(({ location }) => location)).toEqual([
      { uri: FILE, range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } } },
    ]);
  });

  it('puts what is confirmed above what was read, newer or not', async () => {
    const { workspace, files } = open(
      'confirmed:\n  - words: supports a treaty\n    document: old\n    instruction: telegram 114\n',
    );
    files.set('file:///app/corpus/documents/new.md', corpusFile('Pakistan', '2023-05-06', `1. ${AGAINST}`));
    await workspace.rebuild();
    const context = await workspace.ready();
    checkDiagnostics(FOR, context);
    const [finding] = checkDiagnostics(`⟦${AGAINST.slice(0, -1)}⟧{position-conflict}.`, context);
    expect(finding?.message).toContain(`“${FOR}” (Pakistan, statement, 6 May 2019, para. 1, confirmed, telegram 114)`);
  });

  it('quotes what is confirmed rather than what is newer', async () => {
    const { workspace, files } = open('confirmed:\n  - words: supports a treaty\n    document: old\n');
    files.set('file:///app/corpus/documents/new.md', corpusFile('Pakistan', '2023-05-06', `1. ${FOR}`));
    await workspace.rebuild();
    const context = await workspace.ready();
    const [finding] = checkDiagnostics(`⟦${AGAINST.slice(0, -1)}⟧{position-conflict}.`, context);
    expect(finding?.message).toContain('6 May 2019, para. 1, confirmed)');
  });

  it('puts other words in the place of a statement', async () => {
    const context = await open(`confirmed:\n  - words: supports a treaty\n    wording: ${AGAINST}\n`).workspace.ready();
    checkDiagnostics(AGAINST, context);
    checkDiagnostics(`⟦${FOR.slice(0, -1)}⟧{position-conflict}.`, context);
  });

  it('means the holder and the document that it names', async () => {
    const other = await open('retired:\n  - words: treaty on outer space\n    holder: Spain\n').workspace.ready();
    checkDiagnostics(`⟦${AGAINST.slice(0, -1)}⟧{position-conflict}.`, other);
    const elsewhere = await open('retired:\n  - words: treaty on outer space\n    document: rest\n').workspace.ready();
    checkDiagnostics(`⟦${AGAINST.slice(0, -1)}⟧{position-conflict}.`, elsewhere);
    const named = await open('retired:\n  - words: treaty on outer space\n    document: old.md\n').workspace.ready();
    checkDiagnostics(AGAINST, named);
  });

  it('follows the file', async () => {
    const { workspace, files } = open('');
    const before = await workspace.ready();
    expect(workspace.concerns(FILE)).toBe(true);
    files.set(FILE, 'retired:\n  - words: treaty on outer space\n');
    await workspace.refresh([FILE]);
    const after = await workspace.ready();
    expect(after.index.revision).toBeGreaterThan(before.index.revision);
    checkDiagnostics(AGAINST, after);
    files.delete(FILE);
    await workspace.refresh([FILE]);
    checkDiagnostics(`⟦${AGAINST.slice(0, -1)}⟧{position-conflict}.`, await workspace.ready());
  });

  it.each([
    [
      'a mistake in it',
      'retired:\n  - word: treaty\n',
      /positions\.yaml, line 2: this entry of "retired" cannot be used/,
    ],
    [
      'words that nobody said',
      'retired:\n  - words: a ban on kites\n',
      /line 2: no statement of the record says "a ban on kites"\. Correct/,
    ],
    [
      'words of another document',
      'confirmed:\n  - words: supports a treaty\n    document: rest\n',
      /line 2: no document "rest" says "supports a treaty"/,
    ],
  ])('says so for %s', async (_, decisions, message) => {
    const { workspace } = open(decisions);
    await workspace.ready();
    expect(workspace.status.problems).toEqual([{ file: FILE, message: expect.stringMatching(message) }]);
  });

  it('says so when the file cannot be read', async () => {
    const { workspace, files } = open('');
    files.set(FILE, new Uint8Array([0, 1, 2, 3, 0, 255]));
    await workspace.rebuild();
    expect(workspace.status.problems).toEqual([
      { file: FILE, skipped: true, message: expect.stringContaining('positions.yaml: skipped') },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { loadLexicon } from '../../../server/src/workspace/lexiconFiles.js';
import { createWorkspace } from '../../../server/src/workspace/workspace.js';
import { memoryHost, smallCorpus } from '../../support/files.js';

const PROJECT = 'file:///home/drafter/project';
const FOLDER = `${PROJECT}/.aide-memoire/lexicon`;
const SPELLING = `${FOLDER}/spelling.yaml`;

/** How many passages of the record hold the word. */
function uses(
  { index, tokenize }: Awaited<ReturnType<ReturnType<typeof createWorkspace>['ready']>>,
  word: string,
): number {
  return [...index.findPhrase(tokenize(word).map(({ term }) => term)).passages()].length;
}

describe('the word lists of a workspace', () => {
  it('are used with the bundled ones, by the index too, and followed when they change', async () => {
    const files = smallCorpus().set(SPELLING, 'variants: { treaty: instrument }\n');
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    const before = await workspace.ready();
    expect(before.lexicon.spelling.variants.get('behavior')).toBe('behaviour');
    expect([uses(before, 'treaty'), uses(before, 'tool')]).toEqual([1, 0]);
    expect(workspace.concerns(SPELLING)).toBe(true);
    expect(workspace.concerns(`${PROJECT}/lexicon/spelling.yaml`)).toBe(false);
    files.set(SPELLING, 'variants: { tool: instrument }\n');
    await workspace.refresh([SPELLING]);
    const after = await workspace.ready();
    expect([uses(after, 'treaty'), uses(after, 'tool')]).toEqual([0, 1]);
    expect(after.index).not.toBe(before.index);
    expect(after.revision).not.toBe(before.revision);
    files.delete(SPELLING);
    await workspace.refresh([FOLDER]);
    expect(uses(await workspace.ready(), 'tool')).toBe(0);
  });

  it('make a new revision when only the reading of sentences changes', async () => {
    const modals = 'file:///app/corpus/lexicon/modals.yaml';
    const files = smallCorpus().set(modals, 'modals: { must: { strength: 4, mood: normative } }\n');
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    const before = await workspace.ready();
    const own = `${FOLDER}/modals.yaml`;
    files.set(own, 'modals: { must: { strength: 9, mood: normative } }\n');
    await workspace.refresh([own]);
    const after = await workspace.ready();
    expect(after.lexicon.expressions.match(['must'], 0)?.value).toMatchObject({ strength: 9 });
    expect(after.index).not.toBe(before.index);
  });

  it('are joined with what the host has read already, where there are any', async () => {
    const files = smallCorpus();
    const host = memoryHost(files);
    const words = loadLexicon(host.fileSystem, host.lexicon);
    const { lexicon } = await words;
    const alone = createWorkspace({ ...host, words }, DEFAULT_SETTINGS, PROJECT);
    expect((await alone.ready()).lexicon).toBe(lexicon);
    files.set(SPELLING, 'variants: { treaty: instrument }\n');
    const joined = await createWorkspace({ ...host, words }, DEFAULT_SETTINGS, PROJECT).ready();
    expect(joined.lexicon.spelling.variants.get('treaty')).toBe('instrument');
    expect(joined.lexicon.spelling.variants.get('behavior')).toBe('behaviour');
  });

  it('are read again, but nothing is made of them anew, when they stayed the same', async () => {
    const files = smallCorpus().set(SPELLING, 'variants: { treaty: instrument }\n');
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    const before = await workspace.ready();
    await workspace.refresh([SPELLING]);
    const after = await workspace.ready();
    expect(after.lexicon).toBe(before.lexicon);
    expect(after.tokenize).toBe(before.tokenize);
    await workspace.rebuild();
    expect((await workspace.ready()).lexicon).not.toBe(before.lexicon);
  });

  it('name their mistakes once, and the rest goes on', async () => {
    const files = smallCorpus()
      .set(SPELLING, 'variants: [treaty]\n')
      .set(`${FOLDER}/notes.txt`, 'not a list')
      .set(`${FOLDER}/.hidden`, 'nothing');
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    expect(uses(await workspace.ready(), 'instrument')).toBe(1);
    expect(workspace.status.problems).toEqual([
      { file: `${FOLDER}/notes.txt`, message: expect.stringContaining('call it one of spelling (.yaml)') as string },
      {
        file: SPELLING,
        message:
          '.aide-memoire/lexicon/spelling.yaml, line 1: correct "variants"; "variants" is written like { behavior: behaviour }. The file is left out until then.',
      },
    ]);
  });

  it('are none without a workspace folder', async () => {
    const files = smallCorpus().set(SPELLING, 'variants: [treaty]\n');
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS);
    await workspace.ready();
    expect(workspace.status.problems).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { folderOfDraft, readFolderDecisions } from '../../../server/src/workspace/folders.js';
import { createMemoryFileSystem } from '../../support/memoryFileSystem.js';

const HOME = 'file:///ministry';
const MISSION = 'file:///ministry/mission';

describe('the folder of a draft', () => {
  it('is the innermost that holds it', () => {
    expect(folderOfDraft(`${MISSION}/a/paper.md`, [HOME, MISSION])).toBe(MISSION);
    expect(folderOfDraft(`${HOME}/missions.md`, [HOME, MISSION])).toBe(HOME);
    expect(folderOfDraft('file:///c%3A/Papers/a.md', ['file:///C:/Papers'])).toBe('file:///C:/Papers');
  });

  it('is none for what lies elsewhere or is not saved', () => {
    expect(folderOfDraft('file:///ministry2/paper.md', [HOME])).toBeUndefined();
    expect(folderOfDraft('untitled:Untitled-1', [HOME])).toBeUndefined();
  });
});

describe('what folders decide', () => {
  it('is the same object as long as the file says the same', async () => {
    const file = `${MISSION}/.aide-memoire/positions.yaml`;
    const files = new Map([[file, 'retired:\n  - words: a treaty\n']]);
    const fileSystem = createMemoryFileSystem(files);
    const first = await readFolderDecisions(fileSystem, [HOME, MISSION], new Map());
    const second = await readFolderDecisions(fileSystem, [HOME, MISSION], first);
    expect(second.get(MISSION)?.decisions.retired).toMatchObject([{ words: 'a treaty' }]);
    expect(second.get(MISSION)?.decisions).toBe(first.get(MISSION)?.decisions);
    files.set(file, 'retired:\n  - words: a convention\n');
    const third = await readFolderDecisions(fileSystem, [HOME, MISSION], second);
    expect(third.get(MISSION)?.decisions).not.toBe(second.get(MISSION)?.decisions);
    expect(third.get(HOME)?.decisions).toBe(first.get(HOME)?.decisions);
  });
});

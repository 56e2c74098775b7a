import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { createWorkspace } from '../../../server/src/workspace/workspace.js';
import { memoryHost, smallCorpus } from '../../support/files.js';

const PROJECT = 'file:///home/drafter/project';
const FILE = `${PROJECT}/.aide-memoire/departures.yaml`;
const ENTRY =
  'departures:\n  - rule: fact-mismatch\n    by: A\n    date: 2026-03-12\n    reason: why\n    sentence: one\n    from: { document: a, citation: b, quote: c }\n';

describe('the departures of a workspace', () => {
  it('are served, and followed when the file changes', async () => {
    const files = smallCorpus().set(FILE, ENTRY);
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    const before = await workspace.ready();
    expect(before.departures?.map(({ reason }) => reason)).toEqual(['why']);
    expect(workspace.concerns(FILE)).toBe(true);
    files.set(FILE, ENTRY.replace('why', 'because'));
    await workspace.refresh([FILE]);
    const after = await workspace.ready();
    expect(after.departures?.map(({ reason }) => reason)).toEqual(['because']);
    expect(after.revision).not.toBe(before.revision);
  });

  it('name their mistakes', async () => {
    const files = smallCorpus().set(FILE, ENTRY.replace('fact-mismatch', 'everything'));
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    expect((await workspace.ready()).departures).toEqual([]);
    expect(workspace.status.problems).toMatchObject([
      { file: FILE, message: expect.stringContaining('line 2: this entry cannot be used at "rule"') },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import type { FileSystem } from '../../../server/src/platform/host.js';
import { checkSentence } from '../../../server/src/service/findings.js';
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

  it('change nothing of the index: nothing else is read, and no sentence is compared again', async () => {
    const files = smallCorpus();
    const host = memoryHost(files);
    const read: string[] = [];
    const readFile: FileSystem['readFile'] = (uri, maxBytes) => {
      read.push(uri);
      return host.fileSystem.readFile(uri, maxBytes);
    };
    const workspace = createWorkspace(
      { ...host, fileSystem: { ...host.fileSystem, readFile } },
      DEFAULT_SETTINGS,
      PROJECT,
    );
    await workspace.settled();
    const before = await workspace.ready();
    const sentence = { text: 'Rivers carry boats.' };
    const findings = checkSentence(sentence, before);
    const states: string[] = [];
    workspace.onStatus(({ state, revision }) => states.push(`${state} ${revision}`));
    files.set(FILE, ENTRY);
    read.length = 0;
    await workspace.refresh([FILE]);
    const after = await workspace.ready();
    expect(after.departures).toHaveLength(1);
    expect(read).toEqual([FILE]);
    expect(after.index).toBe(before.index);
    expect(checkSentence(sentence, after)).toBe(findings);
    expect(states).toEqual(['ready 1']);
    await workspace.refresh([FILE]);
    expect(await workspace.ready()).toBe(after);
  });

  it('are told of every folder, with the file of each', async () => {
    const other = `${PROJECT}/mission`;
    const files = smallCorpus().set(`${other}/.aide-memoire/departures.yaml`, ENTRY);
    const workspace = createWorkspace(memoryHost(files), DEFAULT_SETTINGS, PROJECT);
    await workspace.update(DEFAULT_SETTINGS, PROJECT, new Map([PROJECT, other].map((uri) => [uri, DEFAULT_SETTINGS])));
    await workspace.settled();
    expect(workspace.recorded).toMatchObject([
      { uri: FILE, departures: [] },
      { uri: `${other}/.aide-memoire/departures.yaml`, departures: [{ reason: 'why' }] },
    ]);
    files.set(FILE, ENTRY);
    await workspace.refresh([FILE]);
    expect(workspace.recorded.map(({ departures }) => departures.length)).toEqual([1, 1]);
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

import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import type { SnapshotStore } from '../../../server/src/platform/snapshotStore.js';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import { bindingRecord } from '../../../server/src/service/record.js';
import type { WorkspaceHost } from '../../../server/src/workspace/corpusFolders.js';
import { createWorkspace, type WorkspaceContext } from '../../../server/src/workspace/workspace.js';
import { markedDraft } from '../../support/checks.js';
import { corpusFile, memoryHost } from '../../support/files.js';

const FOLDER = 'file:///home/drafter/.index';
const OWN = 'file:///app/corpus/documents/own.md';
const OTHERS = 'file:///app/corpus/documents/others.md';
const DRAFT = '¦There is no need for a treaty on pens.';
/** Enough to be worth a file. */
const SENTENCES = 5200;

type Files = Map<string, string>;

function record(): Files {
  const lines = Array.from({ length: SENTENCES }, (_, n) => `${n + 1}. Pens of the sort ${n} write well.`);
  return new Map([
    [OWN, corpusFile('Pakistan', '2021-12-13', ['There is a need for a treaty on pens.', ...lines].join('\n\n'))],
    [OTHERS, corpusFile('Brazil', '2020-01-01', 'Ink is blue.')],
    ['file:///app/corpus/lexicon/grammar.yaml', 'negators: ["no"]\ncopulas: [is]\nsupporting: [need for]\n'],
  ]);
}

/** A place in memory. */
function createStore(): SnapshotStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    read: (name) => Promise.resolve(kept.get(name)),
    write(name, parts) {
      kept.set(name, Uint8Array.from(Buffer.concat(parts)));
      return Promise.resolve();
    },
    remove(name) {
      kept.delete(name);
      return Promise.resolve();
    },
    clear() {
      kept.clear();
      return Promise.resolve();
    },
  };
}

/** A start on these files, and the texts that it reads sentence by sentence. */
async function start(files: Files, store: SnapshotStore, build = 'one') {
  const host: WorkspaceHost = { ...memoryHost(files), keeping: { open: () => store, build } };
  const workspace = createWorkspace(host, DEFAULT_SETTINGS, undefined, FOLDER);
  await workspace.settled();
  const context = await workspace.ready();
  // What was kept is there by then.
  await new Promise((resolve) => setTimeout(resolve, 0));
  const read: string[] = [];
  const tokenize = Object.assign((text: string) => {
    read.push(text);
    return context.tokenize(text);
  }, context.tokenize);
  return { workspace, context, read, register: () => bindingRecord.of({ ...context, tokenize }) };
}

const findingsOf = (context: WorkspaceContext): unknown =>
  provideDiagnostics(markedDraft(DRAFT, context).draft, context);

async function startAndKeep(files: Files, store: ReturnType<typeof createStore>): Promise<void> {
  const { register } = await start(files, store);
  register();
  await vi.waitFor(() => expect(store.kept.size).toBe(1), { timeout: 10_000 });
}

describe('what is read of the record', () => {
  it('is kept for the next start, which finds the same without reading it', async () => {
    const store = createStore();
    await startAndKeep(record(), store);
    const again = await start(record(), store);
    again.register();
    expect(again.read).toEqual([]);
    const anew = await start(record(), createStore());
    expect(findingsOf(again.context)).toEqual(findingsOf(anew.context));
    expect(findingsOf(again.context)).toMatchObject([{ code: 'position-conflict' }]);
  });

  it('is read again where the document is not what it was, the words are others or the product is', async () => {
    const store = createStore();
    await startAndKeep(record(), store);
    const changed = record().set(OWN, corpusFile('Pakistan', '2022-12-13', 'There is no need for a treaty on pens.'));
    const started = await start(changed, store);
    started.register();
    expect(started.read).toEqual(['There is no need for a treaty on pens.']);
    expect(findingsOf(started.context)).toEqual([]);
    const words = record().set('file:///app/corpus/lexicon/more.yaml', 'negators: [never]\n');
    for (const [files, build] of [
      [words, 'one'],
      [record(), 'two'],
    ] as const) {
      const other = await start(files, store, build);
      other.register();
      expect(other.read.length).toBeGreaterThan(SENTENCES);
    }
  });

  it('is read again when what was kept makes no sense', async () => {
    const store = createStore();
    await startAndKeep(record(), store);
    for (const [name, bytes] of store.kept)
      store.kept.set(
        name,
        bytes.map((byte, i) => (i < 9 ? 0 : byte)),
      );
    const { register, read } = await start(record(), store);
    register();
    expect(read.length).toBeGreaterThan(SENTENCES);
  });

  it('is not kept of a corpus that holds a restricted document, and no longer once it does', async () => {
    const store = createStore();
    await startAndKeep(record(), store);
    const secret = record();
    secret.set(OTHERS, (secret.get(OTHERS) ?? '').replace('---\n', '---\nhandling: restricted\n'));
    const { register } = await start(secret, store);
    register();
    await vi.waitFor(() => expect(store.kept.size).toBe(0), { timeout: 10_000 });
  });

  it('is kept at once where that is asked for, and nothing of a restricted document', async () => {
    const store = createStore();
    const { workspace, register } = await start(record(), store);
    register();
    await workspace.keep();
    expect(store.kept.size).toBe(1);
    const secret = record();
    secret.set(OTHERS, (secret.get(OTHERS) ?? '').replace('---\n', '---\nhandling: restricted\n'));
    const later = await start(secret, store);
    later.register();
    await later.workspace.keep();
    expect(store.kept.size).toBe(0);
  });

  it('is not kept by a write that began before and takes long', async () => {
    const store = createStore();
    const events: string[] = [];
    const slow: typeof store = {
      ...store,
      async write(name, parts) {
        events.push('writing');
        // Longer than nothing is read before it is kept.
        await new Promise((resolve) => setTimeout(resolve, 3000));
        await store.write(name, parts);
        events.push('written');
      },
      async clear() {
        events.push('cleared');
        await store.clear();
      },
    };
    const files = record();
    const { workspace, register } = await start(files, slow);
    register();
    await vi.waitFor(() => expect(events).toEqual(['writing']), { timeout: 10_000 });
    files.set(OTHERS, (files.get(OTHERS) ?? '').replace('---\n', '---\nhandling: restricted\n'));
    await workspace.rebuild();
    await vi.waitFor(() => expect(events).toEqual(['writing', 'written', 'cleared']), { timeout: 10_000 });
    expect(store.kept.size).toBe(0);
  }, 60_000);
});

import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { convertHere } from '../../../server/src/ingest/convertHere.js';
import { DEFAULT_LIMITS } from '../../../server/src/ingest/formats.js';
import { openCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import { recordsOf } from '../../../server/src/index/records.js';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import { createSnapshotStore } from '../../../server/src/node/snapshotStore.js';
import {
  createIndexer,
  type IndexedCorpus,
  type Indexer,
  type IndexerHost,
} from '../../../server/src/workspace/indexer.js';
import { testTokenize } from '../../support/corpus.js';

const LEXICON = new URL('../../../corpus/lexicon', import.meta.url).href;
/** Enough words for an index to count as large, no two passages alike. */
const LONG = Array.from({ length: 2200 }, (_, n) => {
  const words = Array.from({ length: 100 }, (__, k) => `w${(n * 7919 + k * 104_729) % 30_011}`);
  return `${n + 1}. ${words.join(' ')}.`;
}).join('\n\n');

describe('the indexer', () => {
  let root = '';
  const url = (name: string): string => pathToFileURL(join(root, name)).href;

  function hostOf(build = 'test'): IndexerHost {
    return {
      fileSystem: createNodeFileSystem(),
      convert: convertHere,
      lexicon: LEXICON,
      build,
      openSnapshots: () => createSnapshotStore(join(root, 'kept')),
    };
  }

  async function index(indexer: Indexer, changed?: readonly string[], ownLexicon?: string): Promise<IndexedCorpus[]> {
    const given: IndexedCorpus[] = [];
    await indexer.index(
      {
        folders: [url('record')],
        limits: DEFAULT_LIMITS,
        snapshots: url('kept'),
        ...(changed && { changed }),
        ownLexicons: ownLexicon === undefined ? [] : [ownLexicon],
      },
      { onProgress: () => undefined, onIndexed: (corpus) => given.push(corpus) },
    );
    return given;
  }

  const idsOf = (corpus: Pick<IndexedCorpus, 'data'> | undefined): string[] =>
    (corpus === undefined ? [] : recordsOf(corpus.data.documents)).map(({ id }) => id).sort();

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'aide-memoire-indexer-'));
    await mkdir(join(root, 'record'));
    await writeFile(join(root, 'record', 'a.md'), '1. The group supports the early conclusion of the talks.\n');
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  it('gives a small corpus out once, whole, and keeps nothing of it', async () => {
    const given = await index(createIndexer(hostOf()));
    expect(given.map(({ data }) => data.mined !== undefined)).toEqual([true]);
    expect(idsOf(given[0])).toEqual(['a']);
    await expect(readdir(join(root, 'kept'))).rejects.toThrow('ENOENT');
  });

  it('follows files that are added, changed, renamed and deleted', async () => {
    const indexer = createIndexer(hostOf());
    await index(indexer);
    await writeFile(join(root, 'record', 'b.md'), '1. We welcome the report of the experts.\n');
    expect(idsOf((await index(indexer)).at(-1))).toEqual(['a', 'b']);
    await rename(join(root, 'record', 'b.md'), join(root, 'record', 'c.md'));
    expect(idsOf((await index(indexer)).at(-1))).toEqual(['a', 'c']);
    await rm(join(root, 'record', 'a.md'));
    const [last] = await index(indexer);
    expect(idsOf(last)).toEqual(['c']);
    expect(last?.data.vocabulary.terms.split('\n')).not.toContain('conclusion');
  });

  it('gives the same index whichever way it came about', async () => {
    const indexer = createIndexer(hostOf());
    await index(indexer);
    await writeFile(join(root, 'record', 'b.md'), '1. We welcome the report of the experts on the talks.\n');
    const changed = (await index(indexer)).at(-1);
    const anew = (await index(createIndexer(hostOf()))).at(-1);
    expect(changed?.data).toEqual(anew?.data);
    expect(changed?.problems).toEqual(anew?.problems);
  });

  it('gives a large corpus out before it is mined, and starts from what was kept', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    await writeFile(join(root, 'record', 'old.doc'), 'Word');
    const cold = await index(createIndexer(hostOf()));
    expect(cold.map(({ data }) => data.mined !== undefined)).toEqual([false, true]);
    const warm = await index(createIndexer(hostOf()));
    expect(warm.map(({ data }) => data.mined !== undefined)).toEqual([true, true]);
    expect(warm[0]?.data).toEqual(cold[1]?.data);
    expect(warm[0]?.problems).toEqual([expect.objectContaining({ file: url('record/old.doc'), skipped: true })]);
    // Nothing changed, so that nothing was made anew.
    expect(warm[1]?.data).toBe(warm[0]?.data);
  }, 60_000);

  it('gives a very large corpus out in growing parts while it is read', async () => {
    for (let n = 0; n < 100; n++) {
      await writeFile(join(root, 'record', `n${String(n).padStart(2, '0')}.md`), LONG.slice(0, 200_000 + n));
    }
    const given = await index(createIndexer(hostOf()));
    const parts = given.filter(({ part }) => part !== undefined);
    expect(parts.map(({ part }) => part?.total)).toEqual([101]);
    expect(parts[0]?.part?.done).toBeLessThan(101);
    expect(idsOf(parts[0]).length).toBeGreaterThan(0);
    expect(parts[0]?.made).not.toBe('');
    expect(parts[0]?.made).not.toBe(given.at(-1)?.made);
  }, 60_000);

  /** What each document says, by its id. */
  const textsIn = ({ data }: IndexedCorpus): Map<string, string> => {
    const store = createSnapshotStore(join(root, 'kept'));
    const index = openCorpusIndex(data, {
      tokenize: testTokenize,
      revision: 1,
      openTexts: ({ name, digest }) => store.inPlace?.open(name, digest),
    });
    return new Map(index.documents.map(({ id, passages }) => [id, passages.map(({ text }) => text).join('\n')]));
  };

  it('leaves the texts of a large corpus where they were kept', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    const indexer = createIndexer(hostOf());
    const given = await index(indexer);
    expect(given.map(({ data }) => data.texts.bytes.length)).toEqual([0, 0]);
    const { openSnapshots: _, ...withoutStore } = hostOf();
    const [held] = await index(createIndexer(withoutStore));
    expect(held?.data.texts.bytes.length).toBeGreaterThan(100_000);
    for (const each of given) expect(textsIn(each)).toEqual(held && textsIn(held));
    // An index that takes its documents over reads them there.
    await writeFile(join(root, 'record', 'b.md'), '1. We welcome the report of the experts on the talks.\n');
    const changed = (await index(indexer)).at(-1);
    const read = changed && textsIn(changed);
    const anew = (await index(createIndexer(hostOf('newer')))).at(-1);
    expect(read).toEqual(anew && textsIn(anew));
    expect({ ...changed?.data, texts: [] }).toEqual({ ...anew?.data, texts: [] });
    // The texts before are no longer kept.
    expect((await readdir(join(root, 'kept'))).filter((name) => name.includes('texts'))).toHaveLength(1);
  }, 60_000);

  it('reads everything anew when the texts are not what was kept, or gone', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    const indexer = createIndexer(hostOf());
    const first = (await index(indexer)).at(-1);
    const name = (await readdir(join(root, 'kept'))).find((each) => each.includes('texts')) ?? '';
    const file = join(root, 'kept', name);
    const whole = await readFile(file);
    const damaged = Buffer.from(whole);
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    await writeFile(file, damaged);
    const cold = await index(createIndexer(hostOf()));
    expect(cold.map(({ data }) => data.mined !== undefined)).toEqual([false, true]);
    await rm(file);
    expect((await index(createIndexer(hostOf()))).map(({ data }) => data.mined !== undefined)).toEqual([false, true]);
    const last = (await index(indexer)).at(-1);
    expect(last && textsIn(last)).toEqual(first && textsIn(first));
  }, 60_000);

  it('serves what was kept, then what is true now', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    await index(createIndexer(hostOf()));
    await rm(join(root, 'record', 'a.md'));
    const [kept, changed, last] = await index(createIndexer(hostOf()));
    expect(idsOf(kept)).toEqual(['a', 'long']);
    expect(changed?.change).toEqual({ onto: kept?.made, removed: [url('record/a.md')] });
    expect(idsOf(last)).toEqual(['long']);
  }, 60_000);

  it('lays what changed over the index of a large corpus, before any folder is listed', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    await mkdir(join(root, 'record', 'more'));
    await writeFile(join(root, 'record', 'more', 'a.md'), '1. The same name once more.\n');
    const indexer = createIndexer(hostOf());
    const before = (await index(indexer)).at(-1);
    await writeFile(join(root, 'record', 'more', 'a.md'), '1. We welcome the moratorium.\n');
    const [changed, last, ...others] = await index(indexer, [url('record/more/a.md')]);
    expect(others).toEqual([]);
    expect(changed?.change).toEqual({ onto: before?.made, removed: [url('record/more/a.md')] });
    // It keeps the id that told it from the other one of its name.
    expect(idsOf(changed)).toEqual(['a-2']);
    expect(changed?.data.vocabulary.terms.split('\n')).toContain('moratorium');
    expect(last?.isComplete).toBe(true);
    expect(idsOf(last)).toEqual(['a', 'a-2', 'long']);
  }, 60_000);

  it('gives out at once what is new in a large corpus, without taking completions away', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    const indexer = createIndexer(hostOf());
    const before = (await index(indexer)).at(-1);
    await writeFile(join(root, 'record', 'new.md'), '1. We welcome the moratorium.\n');
    const given = await index(indexer, [url('record/new.md')]);
    expect(given.map(({ data, change }) => [idsOf({ data }), change?.onto])).toEqual([
      [['new'], before?.made],
      [['a', 'long', 'new'], undefined],
    ]);
  }, 60_000);

  it('refuses what another build has kept, and keeps nothing of a restricted document', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    await index(createIndexer(hostOf()));
    expect((await index(createIndexer(hostOf('newer')))).map(({ data }) => data.mined !== undefined)).toEqual([
      false,
      true,
    ]);
    expect(await readdir(join(root, 'kept'))).toHaveLength(2);
    await writeFile(join(root, 'record', 'b.md'), '---\nhandling: restricted\n---\n\n1. We shall not say this.\n');
    await index(createIndexer(hostOf('newer')));
    expect(await readdir(join(root, 'kept'))).toEqual([]);
  }, 60_000);

  it('leaves nothing of what was kept when a document is restricted, however small the record and whatever its folders', async () => {
    const indexer = createIndexer(hostOf());
    await writeFile(join(root, 'record', 'long.md'), LONG);
    await index(indexer);
    await mkdir(join(root, 'more'));
    await writeFile(join(root, 'more', 'c.md'), '1. The group is ready to work.\n');
    const folders = [url('record'), url('more')];
    const request = { folders, limits: DEFAULT_LIMITS, snapshots: url('kept'), ownLexicons: [] };
    const quiet = { onProgress: () => undefined, onIndexed: () => undefined };
    await indexer.index(request, quiet);
    expect(await readdir(join(root, 'kept'))).toHaveLength(4);
    await writeFile(join(root, 'kept', 'broken-off.part'), 'half of an index');
    await rm(join(root, 'record', 'long.md'));
    await writeFile(join(root, 'record', 'a.md'), '---\nhandling: restricted\n---\n\n1. We shall not say this.\n');
    await indexer.index(request, quiet);
    expect(await readdir(join(root, 'kept'))).toEqual([]);
  }, 60_000);

  it('refuses what was kept of other words of the workspace, and takes what was kept of the same', async () => {
    await writeFile(join(root, 'record', 'long.md'), LONG);
    await mkdir(join(root, 'own'));
    const begins = async (): Promise<boolean> => {
      const [first] = await index(createIndexer(hostOf()), undefined, url('own'));
      return first?.data.mined !== undefined;
    };
    expect(await begins()).toBe(false);
    expect(await begins()).toBe(true);
    await writeFile(join(root, 'own', 'spelling.yaml'), 'variants: { talks: dialogue }\n');
    expect(await begins()).toBe(false);
    expect(await begins()).toBe(true);
    // No passage is indexed by these.
    await writeFile(join(root, 'own', 'modals.yaml'), 'modals: { may: { strength: 2, mood: either } }\n');
    expect(await begins()).toBe(true);
  }, 60_000);

  it('lets a newer request go before an older one', async () => {
    const indexer = createIndexer(hostOf());
    const [older, newer] = await Promise.all([index(indexer), index(indexer)]);
    expect(older).toEqual([]);
    expect(newer.map(idsOf)).toEqual([['a']]);
  });
});

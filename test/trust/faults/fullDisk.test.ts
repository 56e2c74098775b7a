import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import { leftIn, lossesOf, OWN_FILES, OWN_FOLDER, writeBans, writeOwnFiles } from '../../support/ownFiles.js';
import { ROOT } from '../../support/server.js';
import {
  answersOf,
  areRight,
  CONTRADICTION,
  type ServerProcess,
  settled,
  startProcess,
  tellChanged,
  writeLong,
  writeRecord,
} from '../../support/serverProcess.js';
import { tries, WHOLE } from '../../support/trust.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
const FILLER = 'filler';

/** A place that can hold no more: how a process is brought to it, how a second one, and how that ends. */
interface FullPlace {
  readonly name: string;
  /** Runs a server for which `folder` is the place. */
  within(folder: string): readonly string[];
  /** What runs another program for which it is the same. */
  beside(server: ServerProcess): readonly string[];
  /** Where its files are seen from here. */
  seen(server: ServerProcess, folder: string): string;
  fill(seen: string): void;
  end(server: ServerProcess, seen: string): void;
}

/** A small disk of its own, in a namespace that no other process sees: the system's administrator alone may mount one. */
const SMALL_DISK: FullPlace = {
  name: 'a full disk',
  within: (folder) => ['unshare', '-m', 'sh', '-c', `mount -t tmpfs -o size=2m tmpfs '${folder}' && exec "$@"`, 'sh'],
  beside: ({ process }) => ['nsenter', '-m', '-t', String(process.pid)],
  seen: ({ process }, folder) => `/proc/${process.pid}/root${folder}`,
  fill(seen) {
    const piece = Buffer.alloc(4096);
    try {
      for (;;) writeFileSync(join(seen, FILLER), piece, { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  },
  end: (_, seen) => rmSync(join(seen, FILLER)),
};

/** No file may grow beyond 16 blocks: anybody may limit his own processes so. */
const SMALL_FILES: FullPlace = {
  name: 'a limit of the size of files',
  within: () => ['sh', '-c', 'ulimit -S -f 16; exec "$@"', 'sh'],
  beside: () => SMALL_FILES.within(''),
  seen: (_, folder) => folder,
  fill: () => undefined,
  end: ({ process }) => void spawnSync('prlimit', [`--pid=${process.pid}`, '--fsize=unlimited:unlimited']),
};

const can = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const PLACES = [
  ...(can('unshare', '-m', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()) ? [SMALL_DISK] : []),
  ...(can('prlimit', '--version') ? [SMALL_FILES] : []),
];

/** Bytes that make a file too large for `SMALL_FILES` without being any of its content. */
const COMMENT = `# ${'-'.repeat(70)}\n`.repeat(300);

// Windows has neither.
describe.runIf(PLACES.length > 0)('where nothing more can be written', () => {
  it(
    'the workspace’s files stay as they are, the drafter is told, and all goes on once there is room',
    ({ task }) =>
      injectAll(
        task,
        'writes to a full disk',
        PLACES.slice(0, tries(1, PLACES.length)),
        ({ name }) => name,
        async (place) => {
          const root = mkdtempSync(join(tmpdir(), 'aide-memoire-full-'));
          const [corpus, workspace] = [join(root, 'corpus'), join(root, 'workspace')];
          mkdirSync(workspace);
          writeRecord(corpus);
          writeBans(corpus);
          // Its index would be kept.
          if (WHOLE) writeLong(corpus);
          const snapshots = join(workspace, 'kept');
          const server = await startProcess({
            corpus: [corpus],
            workspace,
            snapshots,
            within: place.within(workspace),
          });
          try {
            const seen = place.seen(server, workspace);
            writeOwnFiles(seen, COMMENT);
            place.fill(seen);
            expect((await settled(server)).problems).toEqual([]);
            expect(existsSync(join(seen, 'kept')) ? readdirSync(join(seen, 'kept')) : []).toEqual([]);
            const own = join(seen, OWN_FOLDER);
            const texts = (): readonly string[] => OWN_FILES.map(({ name }) => readFileSync(join(own, name), 'utf8'));
            const before = texts();
            for (const file of OWN_FILES) {
              await expect(file.write(server, corpus, 1)).rejects.toThrow(/cannot be written\. Check that .* room/);
            }
            expect(texts()).toEqual(before);
            expect(leftIn(own)).toEqual([]);
            expect(areRight(await answersOf(server))).toBe(true);
            runCli(place, server, workspace, corpus);
            place.end(server, seen);
            for (const file of OWN_FILES) await file.write(server, corpus, 1);
            expect(lossesOf(seen)).toEqual([]);
            await tellChanged(server, corpus);
            expect(areRight(await answersOf(server))).toBe(true);
          } finally {
            await server.kill();
            rmSync(root, { recursive: true });
          }
        },
      ),
    TIME_LIMIT,
  );
});

/** The command line imports and reports into the full place: what was there stays, and nothing half-written is added. */
function runCli(place: FullPlace, server: ServerProcess, workspace: string, corpus: string): void {
  const seen = place.seen(server, workspace);
  const draft = join(corpus, '..', 'paper.draft.md');
  const large = join(corpus, '..', 'large.md');
  const received = Array.from({ length: 300 }, (_, n) => `${n + 1}. We take note of the report on item ${n}, in full.`);
  writeFileSync(large, received.join('\n\n'));
  writeFileSync(draft, Array.from({ length: 150 }, () => CONTRADICTION).join('\n\n'));
  const before = filesOf(seen);
  const run = (...args: readonly string[]): string => {
    const [program = '', ...line] = [...place.beside(server), process.execPath, CLI, ...args];
    const { status, stdout, stderr } = spawnSync(program, line, { encoding: 'utf8' });
    expect(status).toBeGreaterThan(0);
    return stdout + stderr;
  };
  const report = join(workspace, 'report.md');
  const choice = ['--corpus', corpus, '--no-bundled', '--judge', 'rules'];
  expect(run('report', draft, ...choice, '--output', report)).toContain('cannot be written');
  expect(run('import', large, '--into', workspace)).toContain('nothing can be written into the folder');
  expect(filesOf(seen)).toEqual(before);
}

/** The files of a folder, by name. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name), 'latin1')]));
}

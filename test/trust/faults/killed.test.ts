import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../bench/scale/random.js';
import { corpusFile } from '../../support/files.js';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import {
  BANS,
  faultsOf,
  hasWritten,
  leftIn,
  lossesOf,
  OWN_FILES,
  OWN_FOLDER,
  writeBans,
  writeOwnFiles,
} from '../../support/ownFiles.js';
import { ROOT } from '../../support/server.js';
import { CONTRADICTION, startProcess, writeRecord } from '../../support/serverProcess.js';
import { tries } from '../../support/trust.js';

const CLI = join(ROOT, 'dist', 'cli.cjs');
/** Seeds, one for each kill. */
const seeds = (short: number, whole: number): readonly number[] =>
  Array.from({ length: tries(short, whole) }, (_, n) => n + 1);
const named = (seed: number): string => `seed ${seed}`;

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-killed-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes what was left seem to be left long ago. */
function age(folder: string): void {
  for (const name of leftIn(folder)) utimesSync(join(folder, name), 0, 0);
}

/** The command line at work. */
const startCli = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [CLI, ...args], { stdio: 'ignore' });

/** Kills the process a moment after something has happened in the folder, or not at all if it ends before. */
async function killAtWork(child: ChildProcess, folder: string, random: Random): Promise<void> {
  const ended = once(child, 'exit');
  const events = 1 + Math.floor(random() * 12);
  let seen = 0;
  const watcher = watch(folder, () => {
    if (++seen === events) void wait(random() * 4).then(() => child.kill('SIGKILL'));
  });
  await ended;
  watcher.close();
}

describe('a process that is killed while it writes', () => {
  it(
    'leaves each of the workspace’s files as it was before or after, and the next server goes on',
    ({ task }) =>
      injectAll(task, 'servers killed while they wrote', seeds(1, 40), named, (seed) =>
        withFolder(async (workspace) => {
          const random = createRandom(seed);
          const corpus = join(workspace, 'corpus');
          writeRecord(corpus);
          writeBans(corpus);
          writeOwnFiles(workspace);
          const said = OWN_FILES.map((): number[] => []);
          const server = await startProcess({ corpus: [corpus], workspace });
          let untilKilled = 1 + Math.floor(random() * 30);
          const writing = OWN_FILES.flatMap((file, i) =>
            Array.from({ length: BANS - 1 }, async (_, n) => {
              if (!(await hasWritten(file, server, corpus, n))) return;
              said[i]?.push(n);
              if (--untilKilled === 0) void wait(random() * 20).then(() => server.kill());
            }),
          );
          await Promise.all(writing);
          await server.kill();
          const check = (): void => {
            expect(OWN_FILES.flatMap((file, i) => faultsOf(file, workspace, said[i] ?? []))).toEqual([]);
            expect(lossesOf(workspace)).toEqual([]);
          };
          check();
          const own = join(workspace, OWN_FOLDER);
          age(own);
          const next = await startProcess({ corpus: [corpus], workspace });
          try {
            const last = BANS - 1;
            await Promise.all(OWN_FILES.map((file) => file.write(next, corpus, last)));
            for (const numbers of said) numbers.push(last);
          } finally {
            await next.kill();
          }
          check();
          expect(leftIn(own)).toEqual([]);
        }),
      ),
    TIME_LIMIT,
  );

  it(
    'imports documents whole or not at all, and the next import brings the others',
    ({ task }) =>
      injectAll(task, 'imports killed while they wrote', seeds(1, 25), named, (seed) =>
        withFolder(async (folder) => {
          const [from, into] = [join(folder, 'from'), join(folder, 'into')];
          for (const each of [from, into]) mkdirSync(each);
          for (let n = 0; n < 12; n++) {
            const text = Array.from({ length: 2000 }, (_, k) => `${k + 1}. Paragraph ${k} of document ${n}.`).join(
              '\n\n',
            );
            writeFileSync(join(from, `document-${n}.md`), corpusFile('Pakistan', `2020-01-${n + 10}`, text));
          }
          await killAtWork(startCli('import', from, '--into', into), into, createRandom(seed));
          const written = readdirSync(into).filter((name) => name.endsWith('.md'));
          const before = new Map(written.map((name) => [name, readFileSync(join(into, name), 'utf8')]));
          age(into);
          const [code] = await once(startCli('import', from, '--into', into), 'exit');
          expect(code).toBe(0);
          expect(readdirSync(into).sort()).toEqual(readdirSync(from).sort());
          // What was there is whole: it is what the undisturbed import would have written, and was left.
          for (const [name, text] of before) expect(text).toBe(readFileSync(join(into, name), 'utf8'));
          for (const name of readdirSync(into))
            expect(readFileSync(join(into, name), 'utf8')).toContain('Paragraph 1999 of');
        }),
      ),
    TIME_LIMIT,
  );

  it(
    'leaves the old report or the new one',
    ({ task }) =>
      injectAll(task, 'reports killed while they were written', seeds(1, 15), named, (seed) =>
        withFolder(async (folder) => {
          const corpus = join(folder, 'corpus');
          writeRecord(corpus);
          const draft = join(folder, 'paper.draft.md');
          writeFileSync(draft, Array.from({ length: 300 }, () => CONTRADICTION).join('\n\n'));
          const reports = join(folder, 'reports');
          mkdirSync(reports);
          const report = join(reports, 'report.md');
          const args = ['report', draft, '--corpus', corpus, '--no-bundled', '--judge', 'rules', '--output', report];
          const old = 'The report of yesterday.\n';
          writeFileSync(report, old);
          await killAtWork(startCli(...args), reports, createRandom(seed));
          const found = readFileSync(report, 'utf8');
          age(reports);
          await once(startCli(...args), 'exit');
          expect([old, readFileSync(report, 'utf8')]).toContain(found);
          expect(readFileSync(report, 'utf8')).not.toBe(old);
          expect(readdirSync(reports)).toEqual(['report.md']);
        }),
      ),
    TIME_LIMIT,
  );
});

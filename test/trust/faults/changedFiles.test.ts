import { mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { CORPUS_REQUEST, type CorpusAnswer } from '../../../server/src/api/protocol.js';
import { createRandom, pick, type Random } from '../../bench/scale/random.js';
import { corpusFile } from '../../support/files.js';
import { injectAll, TIME_LIMIT } from '../../support/faults.js';
import {
  answersOf,
  areRight,
  type ServerProcess,
  settled,
  startProcess,
  tellChanged,
  writeRecord,
} from '../../support/serverProcess.js';
import { tries } from '../../support/trust.js';

const FILES = tries(80, 400);
const SEEDS = Array.from({ length: tries(1, 10) }, (_, n) => n + 1);
/** Changes while the server reads. */
const CHANGES = tries(150, 400);

function textOf(n: number, version: number): string {
  const own = Array.from({ length: 300 }, (_, k) => `w${n}x${k}v${version}`).join(' ');
  return corpusFile('Pakistan', '2022-05-05', `1. ${own}.`);
}

/** What may happen to a file while somebody reads it. */
const FAULTS: readonly ((file: string, n: number, random: Random) => void)[] = [
  (file, n, random) => writeFileSync(file, textOf(n, Math.floor(random() * 100))),
  (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2)),
  (file, n) => {
    writeFileSync(`${file}.new`, textOf(n, 100));
    renameSync(`${file}.new`, file);
  },
  (file) => rmSync(file, { force: true }),
];

/** What the record holds, in words. */
async function recordOf({ client }: ServerProcess): Promise<readonly string[]> {
  const { documents } = await client.connection.sendRequest<CorpusAnswer>(CORPUS_REQUEST);
  return documents.map(({ uri, title, passages }) => `${uri} ${title} ${passages}`).sort();
}

it(
  'files that change, shrink, are replaced and deleted while they are read are in the record as they were in the end',
  ({ task }) =>
    injectAll(
      task,
      'records changed while they were read',
      SEEDS,
      (seed) => `seed ${seed}`,
      async (seed) => {
        const random = createRandom(seed);
        const corpus = mkdtempSync(join(tmpdir(), 'aide-memoire-changed-'));
        writeRecord(corpus);
        const numbers = Array.from({ length: FILES }, (_, n) => n);
        const fileOf = (n: number): string => join(corpus, `document-${n}.md`);
        for (const n of numbers) writeFileSync(fileOf(n), textOf(n, 0));
        const server = await startProcess({ corpus: [corpus] });
        try {
          for (let change = 0; change < CHANGES; change++) {
            const n = pick(numbers, random);
            const fault = pick(FAULTS, random);
            try {
              fault(fileOf(n), n, random);
            } catch {
              // It was deleted before.
              writeFileSync(fileOf(n), textOf(n, 1));
            }
            if (change % 20 === 0) await wait(random() * 30);
          }
          await settled(server);
          expect(areRight(await answersOf(server))).toBe(true);
          await tellChanged(server, corpus);
          expect(server.client.statuses.at(-1)?.problems).toEqual([]);
          expect(areRight(await answersOf(server))).toBe(true);
          const undisturbed = await startProcess({ corpus: [corpus] });
          try {
            await settled(undisturbed);
            expect(await recordOf(server)).toEqual(await recordOf(undisturbed));
          } finally {
            await undisturbed.kill();
          }
        } finally {
          await server.kill();
          rmSync(corpus, { recursive: true });
        }
      },
    ),
  TIME_LIMIT,
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRandom } from '../../bench/scale/random.js';
import { TIME_LIMIT } from '../../support/faults.js';
import { BANS, faultsOf, hasWritten, lossesOf, OWN_FILES, writeBans, writeOwnFiles } from '../../support/ownFiles.js';
import { answersOf, type ServerProcess, startProcess, writeRecord } from '../../support/serverProcess.js';
import { Count, tries } from '../../support/trust.js';

const SEED = 7;
const DEPARTURES = tries(60, 600);
/** Writes under way at the same time in each server and for each file. */
const AT_ONCE = 4;

it(
  'two servers that write the same files at once lose nothing, also when one is killed',
  async ({ task }) => {
    const workspace = mkdtempSync(join(tmpdir(), 'aide-memoire-two-'));
    const corpus = join(workspace, 'corpus');
    writeRecord(corpus);
    writeBans(corpus);
    writeOwnFiles(workspace);
    const random = createRandom(SEED);
    const start = (): Promise<ServerProcess> => startProcess({ corpus: [corpus], workspace });
    const [one, other] = await Promise.all([start(), start()]);
    const count = new Count('entries that two servers wrote at once', 'faults');
    const said = OWN_FILES.map((): number[] => []);
    let untilKilled = Math.ceil(random() * 20);

    /** Has a server write every other entry; what it was killed before it could answer counts for nothing. */
    async function write(server: ServerProcess, first: 0 | 1): Promise<void> {
      const lanes = OWN_FILES.flatMap((file, i) => {
        let next: number = first;
        const end = file.name === 'departures.yaml' ? DEPARTURES : BANS;
        return Array.from({ length: AT_ONCE }, async () => {
          while (next < end) {
            const n = next;
            next += 2;
            if (!(await hasWritten(file, server, corpus, n))) continue;
            said[i]?.push(n);
            if (server === other && --untilKilled === 0) void other.kill();
          }
        });
      });
      await Promise.all(lanes);
    }

    try {
      await Promise.all([write(one, 0), write(other, 1)]);
      const faults = OWN_FILES.flatMap((file, i) => faultsOf(file, workspace, said[i] ?? []));
      count.tried = said.flat().length;
      count.lost = faults.length;
      count.survived = count.tried - count.lost;
      expect(faults, `seed ${SEED}`).toEqual([]);
      expect(said.flat().length).toBeGreaterThan(DEPARTURES / 2 + BANS);
      expect(lossesOf(workspace)).toEqual([]);
      expect((await answersOf(one)).hover).toContain('Used by 2 documents');
    } finally {
      count.tell(task);
      await Promise.all([one.kill(), other.kill()]);
      rmSync(workspace, { recursive: true });
    }
  },
  TIME_LIMIT,
);

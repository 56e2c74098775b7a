import { createHash } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { DecisionLedger } from '../postgres/decisionLedger.js';
import type { DecisionsPlace, SharedDecisions } from '../workspace/sharedDecisions.js';
import { dataFolder } from './dataFolder.js';
import { writeBeside } from './wholeFile.js';

const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];

/** Decisions below a folder, which only the user may read. What speaks with a server is loaded when there is one. */
export function createSharedDecisions(below = join(dataFolder(), 'decisions')): SharedDecisions {
  const fileOf = ({ server, mission, folder }: DecisionsPlace): string =>
    join(
      below,
      `${createHash('sha256')
        .update(JSON.stringify([server, mission, folder]))
        .digest('hex')}.json`,
    );
  const keep = async (place: DecisionsPlace, ledger: DecisionLedger): Promise<void> => {
    const file = fileOf(place);
    await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
    await writeBeside(file, JSON.stringify(ledger), FILE_MODE, (draft) => rename(draft, file));
  };
  return {
    async note(place, entries, gone) {
      const { forgetFile, noteDecisions } = await import('../postgres/postgres.js');
      const before = await read(fileOf(place));
      const after = noteDecisions(gone.reduce(forgetFile, before), entries);
      if (after !== before) await keep(place, after);
      return after.waiting.length;
    },
    async exchange(place, password) {
      const { exchangeAt, settleDecisions } = await import('../postgres/postgres.js');
      const { ledger, changes, refused, ...now } = await exchangeAt(
        place.server,
        password,
        place.mission,
        await read(fileOf(place)),
      );
      return {
        changes,
        refused,
        settle: (entries) => keep(place, settleDecisions(ledger, now, entries)),
      };
    },
  };
}

/** A ledger that is not there, or cannot be read, knows nothing: all that the files say is told, and agreed on anew. */
async function read(file: string): Promise<DecisionLedger> {
  const { EMPTY_LEDGER, LedgerSchema } = await import('../postgres/postgres.js');
  try {
    const parsed = v.safeParse(LedgerSchema, JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.output : EMPTY_LEDGER;
  } catch {
    return EMPTY_LEDGER;
  }
}

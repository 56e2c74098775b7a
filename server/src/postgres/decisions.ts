import type { ClientBase } from 'pg';
import {
  type EntryChange,
  type EntryContent,
  type RefusedEntry,
  sameContent,
  type SharedFile,
} from '../ingest/sharedEntries.js';
import { type DecisionLedger, type DecisionWrite, type KnownDecision, placeOf } from './decisionLedger.js';
import { fault } from './errors.js';
import { t } from '../util/l10n.js';

/** What came of asking a server. */
export interface ExchangedDecisions {
  /** What it has taken in is known now, and waits no more. */
  readonly ledger: DecisionLedger;
  /** What the files have to say from now on. */
  readonly changes: readonly EntryChange[];
  readonly refused: readonly RefusedEntry[];
  /** What the files and the server agree on once the changes are made. */
  readonly stands: readonly KnownDecision[];
  readonly revision: number;
}

/** A row of what stands. */
interface Standing {
  readonly version: number;
  readonly list: string | null;
  readonly fields: EntryContent['fields'] | null;
  readonly login: string | null;
  readonly decided_at: Date | null;
}

/**
 * Tells a server what was decided here, and asks what others of the mission have decided. A write that was told before, and whose
 * answer got lost, is taken once. Rejects with a `StoreError` where the login does not decide for the mission, and with the server's
 * own error; then nothing is lost: what was taken is taken, and is told again.
 */
export async function exchangeDecisions(
  client: ClientBase,
  mission: string,
  ledger: DecisionLedger,
): Promise<ExchangedDecisions> {
  const { rows: may } = await client.query<{ decides: boolean }>('SELECT aide.decides_for($1) AS decides', [mission]);
  if (may[0]?.decides !== true)
    throw fault(
      'permission',
      t(
        'Your login does not decide for {0}. Ask your librarian to name it to that mission, with the role aide_drafter.',
        mission,
      ),
    );
  const known = new Map(ledger.known.map((each) => [placeOf(each), each]));
  const changes: EntryChange[] = [];
  const refused: RefusedEntry[] = [];
  const stands = new Map<string, KnownDecision>();
  /** What the file says, where it differs from what is known. */
  const inFile = new Map<string, EntryContent | undefined>();
  const lost = new Set<string>();
  const newest = new Map<string, number>();
  const by = new Map<string, string>();
  for (const write of ledger.waiting) {
    const place = placeOf(write);
    const { content } = write;
    inFile.set(place, content);
    // What stood on a decision that was refused is refused with it.
    if (lost.has(place)) continue;
    const answer = await decide(client, mission, { ...write, seen: newest.get(place) ?? write.seen });
    if (answer.taken) {
      newest.set(place, answer.version);
      const now = knownOf(write, answer);
      // Somebody may have decided after it, before its answer got here.
      if (sameContent(now.content, content)) known.set(place, now);
      else stands.set(place, now);
    } else {
      lost.add(place);
      stands.set(place, knownOf(write, answer));
      by.set(place, byOf(answer));
    }
  }
  // After the writes: what they made is among it, and what others made before them.
  const { rows } = await client.query<Standing & { file: SharedFile; subject: string; revision: string }>(
    `SELECT file, subject, version, list, fields, login, decided_at, revision FROM aide.decision
     WHERE mission = $1 AND revision > $2 ORDER BY revision`,
    [mission, ledger.revision],
  );
  for (const row of rows) {
    stands.set(placeOf(row), knownOf(row, row));
    by.set(placeOf(row), byOf(row));
  }
  for (const place of lost) {
    const now = stands.get(place);
    if (now === undefined) continue;
    const mine = inFile.get(place);
    refused.push({
      file: now.file,
      by: by.get(place) ?? '',
      ...(mine && { mine }),
      ...(now.content && { theirs: now.content }),
    });
  }
  for (const [place, { file, content: after }] of stands) {
    const before = inFile.has(place) ? inFile.get(place) : known.get(place)?.content;
    if (sameContent(before, after)) continue;
    const who = by.get(place);
    changes.push({ file, ...(before && { before }), ...(after && { after: { ...after, ...(who && { by: who }) } }) });
  }
  return {
    ledger: { ...ledger, known: [...known.values()], waiting: [] },
    changes,
    refused,
    stands: [...stands.values()],
    revision: Math.max(ledger.revision, ...rows.map(({ revision }) => Number(revision))),
  };
}

async function decide(
  client: ClientBase,
  mission: string,
  { id, file, subject, seen, content }: DecisionWrite,
): Promise<Standing & { readonly taken: boolean }> {
  const { rows } = await client.query<Standing & { taken: boolean }>(
    'SELECT taken, version, list, fields, login, decided_at FROM aide.decide($1, $2, $3, $4, $5, $6, $7)',
    [
      id,
      mission,
      file,
      subject,
      seen,
      content?.list ?? null,
      content === undefined ? null : JSON.stringify(content.fields),
    ],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('aide.decide gave no answer');
  return row;
}

function knownOf(
  { file, subject }: Pick<KnownDecision, 'file' | 'subject'>,
  { version, list, fields }: Standing,
): KnownDecision {
  return { file, subject, version, ...(list !== null && fields !== null && { content: { list, fields } }) };
}

function byOf({ login, decided_at: at }: Standing): string {
  return [login, at?.toISOString().slice(0, 10)].filter(Boolean).join(', ');
}

import { describe, expect, it } from 'vitest';
import type { FileEntries } from '../../../server/src/ingest/sharedEntries.js';
import { sharedEntries } from '../../../server/src/ingest/sharedEntries.js';
import {
  type DecisionLedger,
  EMPTY_LEDGER,
  forgetFile,
  type KnownDecision,
  noteDecisions,
  settleDecisions,
} from '../../../server/src/postgres/decisionLedger.js';

const entries = (positions: string): FileEntries => ({ positions: sharedEntries('positions', positions) ?? new Map() });
const waiting = ({ waiting: writes }: DecisionLedger) =>
  writes.map(({ seen, content }) => [seen, content?.list, content?.fields['words'], content?.fields['reason']]);

/** The ledger once a server has taken all that waits. */
function taken(ledger: DecisionLedger, text: string, revision: number): DecisionLedger {
  const stands = ledger.waiting.map(
    ({ file, subject, seen, content }): KnownDecision => ({
      file,
      subject,
      version: seen + 1,
      ...(content && { content }),
    }),
  );
  return settleDecisions({ ...ledger, waiting: [] }, { revision, stands }, entries(text));
}

const ONE = 'confirmed:\n  - words: one\n';

describe('the account of decisions that are shared', () => {
  it('notes what is new, other than it was, and gone, each with what was seen of it', () => {
    const first = noteDecisions(EMPTY_LEDGER, entries(ONE));
    expect(waiting(first)).toEqual([[0, 'confirmed', 'one', undefined]]);
    const agreed = taken(first, ONE, 1);
    expect(waiting(agreed)).toEqual([]);
    const changed = noteDecisions(agreed, entries('retired:\n  - words: one\n    reason: so\n  - words: two\n'));
    expect(waiting(changed)).toEqual([
      [1, 'retired', 'one', 'so'],
      [0, 'retired', 'two', undefined],
    ]);
    expect(waiting(noteDecisions(agreed, entries('')))).toEqual([[1, undefined, undefined, undefined]]);
  });

  it('is the same where nothing was decided, in what order and by whomever it is written', () => {
    const text = 'confirmed:\n  - words: one\n    reason: so\n    date: 2021\n';
    const agreed = taken(noteDecisions(EMPTY_LEDGER, entries(text)), text, 1);
    const again = 'confirmed:\n  - date: "2021"\n    reason: so\n    words: one\n    by: amina, 2026-03-12\n';
    expect(noteDecisions(agreed, entries(again))).toBe(agreed);
    expect(noteDecisions(agreed, {})).toBe(agreed);
  });

  it('keeps every decision that waits, the later upon the earlier, each with a number of its own', () => {
    const first = noteDecisions(EMPTY_LEDGER, entries(ONE));
    const second = noteDecisions(first, entries('retired:\n  - words: one\n'));
    const third = noteDecisions(second, entries(''));
    expect(waiting(third).map(([seen, list]) => [seen, list])).toEqual([
      [0, 'confirmed'],
      [1, 'retired'],
      [2, undefined],
    ]);
    expect(new Set(third.waiting.map(({ id }) => id)).size).toBe(3);
    expect(noteDecisions(third, entries(''))).toBe(third);
  });

  it('takes for agreed only what the file says', () => {
    const [write] = noteDecisions(EMPTY_LEDGER, entries(ONE)).waiting;
    const stands = [{ file: 'positions' as const, subject: write?.subject ?? '', version: 4 }];
    const gone = settleDecisions(EMPTY_LEDGER, { revision: 9, stands }, entries(''));
    expect([gone.revision, gone.known]).toEqual([9, stands]);
    // Somebody decided here meanwhile: he has not seen version 4.
    const meanwhile = settleDecisions(EMPTY_LEDGER, { revision: 9, stands }, entries(ONE));
    expect([meanwhile.revision, meanwhile.known]).toEqual([9, []]);
    expect(waiting(noteDecisions(meanwhile, entries(ONE)))).toEqual([[0, 'confirmed', 'one', undefined]]);
  });

  it('knows nothing of a file that is gone, so that all of it is asked for again', () => {
    const agreed = taken(noteDecisions(EMPTY_LEDGER, entries(ONE)), ONE, 5);
    expect(forgetFile(agreed, 'departures')).toBe(agreed);
    expect(forgetFile(agreed, 'positions')).toEqual({ ...EMPTY_LEDGER, revision: 0 });
  });
});

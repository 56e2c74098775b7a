import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDeparture } from '../../../server/src/ingest/departuresFile.js';
import { parsePositions } from '../../../server/src/ingest/positionsFile.js';
import {
  addRefused,
  changeEntries,
  countRefused,
  type EntryChange,
  type EntryContent,
  sharedEntries,
} from '../../../server/src/ingest/sharedEntries.js';

const FILE = `# Ours.
confirmed:
  # The line of 2021.
  - words: the use of force
    document: oewg-2021
    date: 2021
    by: amina, 2026-03-12
retired:
  - words: a voluntary code
red-lines:
  - never: [cyber weapon, cyber weapons]
    instead: malicious use of ICTs
`;
const statement = (list: string, words: string, more: object = {}): EntryContent => ({
  list,
  fields: { words, ...more },
});
const added = (after: EntryContent & { by?: string }, before?: EntryContent): EntryChange => ({
  file: 'positions',
  after,
  ...(before && { before }),
});
const textAfter = (text: string | undefined, ...changes: EntryChange[]): string => {
  const edited = changeEntries(text, changes);
  return 'text' in edited ? edited.text : expect.fail(edited.problem);
};

describe('the entries of a file that is shared', () => {
  it('are what it says, whoever decided it, in one form', () => {
    const entries = [...(sharedEntries('positions', FILE)?.values() ?? [])];
    expect(entries.map(({ list, fields }) => [list, fields])).toEqual([
      ['confirmed', { date: '2021', document: 'oewg-2021', words: 'the use of force' }],
      ['retired', { words: 'a voluntary code' }],
      ['red-lines', { instead: 'malicious use of ICTs', never: ['cyber weapon', 'cyber weapons'] }],
    ]);
  });

  it('are about one statement, whether it is confirmed or retired, and by what it is decided', () => {
    const subjects = (text: string): string[] => [...(sharedEntries('positions', text)?.keys() ?? [])];
    expect(subjects('confirmed:\n  - words: one\n    reason: so\n')).toEqual(subjects('retired:\n  - words: one\n'));
    expect(subjects('confirmed:\n  - words: one\n')).not.toEqual(subjects('confirmed:\n  - words: two\n'));
    expect(subjects('confirmed:\n  - words: one\n')).not.toEqual(
      subjects('confirmed:\n  - words: one\n    holder: Norway\n'),
    );
  });

  it('are none as long as something in the file cannot be used', () => {
    expect(sharedEntries('positions', undefined)).toBeUndefined();
    expect(sharedEntries('positions', 'confirmed:\n  - word: one\n')).toBeUndefined();
    expect(sharedEntries('positions', 'confirmed: [')).toBeUndefined();
    expect(sharedEntries('departures', 'departures:\n  - rule: position-conflict\n')).toBeUndefined();
    expect(sharedEntries('positions', '')).toEqual(new Map());
  });

  it('of departures are told apart by sentence and prior, and carry who decided', () => {
    const departure = {
      rule: 'position-conflict' as const,
      sentence: 'There is no need.',
      from: { document: 'oewg', citation: 'para. 2', quote: 'There is a need.' },
      by: 'A. Drafter',
      date: '2026-03-12',
      reason: 'Telegram 114',
    };
    const edited = addDeparture(undefined, departure);
    const [entry] = sharedEntries('departures', 'text' in edited ? edited.text : '')?.values() ?? [];
    expect(entry?.fields).toEqual(departure);
    const again = addDeparture(undefined, { ...departure, reason: 'Telegram 115', by: 'B. Drafter' });
    expect([...(sharedEntries('departures', 'text' in again ? again.text : '')?.keys() ?? [])]).toEqual([
      entry?.subject,
    ]);
  });
});

describe('changes of others', () => {
  it('leave all else as it was written, to the letter, and say who decided', () => {
    const text = textAfter(FILE, added({ ...statement('retired', 'a new code'), by: 'omar, 2026-04-01' }));
    expect(text).toBe(FILE.replace('red-lines:', '  - words: a new code\n    by: omar, 2026-04-01\nred-lines:'));
    expect(parsePositions('', text).problems).toEqual([]);
    expect(parsePositions('', text).decisions.retired[1]).toMatchObject({ by: 'omar, 2026-04-01' });
  });

  it('take the place of what they replace, in another list too', () => {
    const before = statement('retired', 'a voluntary code');
    const text = textAfter(FILE, added(statement('confirmed', 'a voluntary code'), before));
    const { confirmed, retired } = parsePositions('', text).decisions;
    expect([confirmed.map(({ words }) => words), retired]).toEqual([['the use of force', 'a voluntary code'], []]);
  });

  it('take entries back, and put none there twice', () => {
    const gone = textAfter(FILE, { file: 'positions', before: statement('retired', 'a voluntary code') });
    expect(gone).not.toContain('voluntary');
    expect(textAfter(gone, { file: 'positions', before: statement('retired', 'a voluntary code') })).toBe(gone);
    expect(textAfter(FILE, added(statement('retired', 'a voluntary code')))).toBe(FILE);
  });

  it('make no file of what somebody has changed here since', () => {
    const unseen = statement('retired', 'a code that is not there');
    expect(textAfter(FILE, added(statement('retired', 'another'), unseen))).toBe(FILE);
  });

  it('begin a file where there is none, and leave one alone that cannot be read', () => {
    const text = textAfter(undefined, added(statement('retired', 'a code')));
    expect(parsePositions('', text).decisions.retired).toMatchObject([{ words: 'a code' }]);
    expect(text).toMatch(/^# What the delegation has decided/);
    expect(textAfter(undefined, { file: 'positions', before: statement('retired', 'a code that is not there') })).toBe(
      '',
    );
    expect(changeEntries('retired: [', [added(statement('retired', 'a code'))])).toHaveProperty('problem');
  });

  it('say afterwards what they were to say, whatever it is', () => {
    const line = fc.string({ minLength: 1 }).filter((text) => /^[^\p{C}\p{Z}]/u.test(text) && text.trim() === text);
    const usable = line.filter((text) => !/\s{2}|[\p{C}\u2028\u2029]/u.test(text));
    fc.assert(
      fc.property(fc.uniqueArray(usable, { maxLength: 4 }), usable, (words, by) => {
        const text = textAfter(FILE, ...words.map((each) => added({ ...statement('confirmed', each), by })));
        const found = Array.from(sharedEntries('positions', text)?.values() ?? [], ({ fields }) => fields['words']);
        for (const each of words) expect(found).toContain(each);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what was not taken', () => {
  const refused = {
    file: 'positions' as const,
    mine: statement('retired', 'a code', { reason: 'so' }),
    theirs: statement('confirmed', 'a code'),
    by: 'amina, 2026-03-12',
  };

  it('is kept with who decided otherwise and how, once', () => {
    const once = addRefused(undefined, [refused]);
    const text = 'text' in once ? once.text : '';
    expect(text).toContain('by: amina, 2026-03-12');
    expect(text).toContain('reason: so');
    expect(countRefused(text)).toBe(1);
    expect(addRefused(text, [refused])).toMatchObject({ text });
    const twice = addRefused(text, [{ ...refused, by: 'omar, 2026-03-13' }]);
    expect(countRefused('text' in twice ? twice.text : '')).toBe(2);
  });

  it('is nothing where only something was taken back', () => {
    const { mine: _mine, ...takenBack } = refused;
    expect(addRefused('refused: []\n', [takenBack])).toMatchObject({ text: 'refused: []\n' });
    expect(countRefused('')).toBe(0);
    expect(countRefused('refused: [')).toBe(1);
  });
});

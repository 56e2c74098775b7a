import { describe, expect, it } from 'vitest';
import { changeDecisions, type DecidedEntry, type DecisionChange } from '../../../server/src/ingest/positionsEdits.js';
import { parsePositions } from '../../../server/src/ingest/positionsFile.js';

const CONFIRM: DecisionChange = { kind: 'add', list: 'confirmed', fields: { words: 'a treaty', date: '2023' } };

const FILE = `# ours
confirmed:
  - words: binding   rules   # telegram 114
    date: 2023

retired: # by the new instruction
  - { words: norms }
`;

function change(text: string | undefined, decision: DecisionChange): { readonly text: string; readonly line: number } {
  const changed = changeDecisions(text, decision);
  if ('problem' in changed) throw new Error(changed.problem);
  return changed;
}

/** The first entry of a list of FILE, as it is read. */
function entryOf(list: 'confirmed' | 'retired'): DecidedEntry {
  const [decision] = parsePositions('', FILE).decisions[list];
  if (decision === undefined) throw new Error(`no entry in ${list}`);
  return { list, decision };
}

describe('a file of decisions', () => {
  it('is begun with a line for whoever opens it', () => {
    const { text, line } = change(undefined, CONFIRM);
    expect(text).toMatch(/^# What the delegation has decided .*\n\nconfirmed:\n {2}- words: a treaty\n/);
    expect(text.split('\n')[line]).toBe('  - words: a treaty');
    expect(parsePositions('', text)).toMatchObject({
      decisions: { confirmed: [{ words: 'a treaty', date: '2023', line }] },
      problems: [],
    });
  });

  it('keeps all else when an entry is added, changed or taken out', () => {
    const entry = entryOf('confirmed');
    const added = change(FILE, CONFIRM);
    expect(added.text.split('\n')[added.line]).toBe('  - words: a treaty');
    expect(added.text.replace(/ {2}- words: a treaty\n.*\n/, '')).toBe(FILE);
    expect(change(FILE, { kind: 'set', entry, fields: { date: '2024-03' } })).toEqual({
      text: FILE.replace('2023', '2024-03'),
      line: 2,
    });
    expect(change(FILE, { kind: 'remove', entry }).text).toBe(FILE.replace(/ {2}- words: b.*\n.*\n/, ''));
  });

  it('gives an entry the place of another', () => {
    const { text } = change(FILE, { ...CONFIRM, instead: entryOf('retired') });
    const { confirmed, retired } = parsePositions('', text).decisions;
    expect([confirmed.map(({ words }) => words), retired]).toEqual([['binding rules', 'a treaty'], []]);
    expect(text).toContain('retired: # by the new instruction');
  });

  it.each([
    ['is no YAML', 'confirmed:\n  - words: [\n', /line 3: the file cannot be read/],
    ['has something else than a list', 'confirmed: none\n', /line 1: .*"confirmed" is not a list/],
    ['stands in braces', '{ confirmed: [] }\n', /cannot be changed here. Make the change in the file/],
    ['no longer has the entry', 'confirmed: []\n', /has changed meanwhile/],
  ])('is left alone when it %s', (_, text, problem) => {
    const decision: DecisionChange = problem.source.includes('meanwhile')
      ? { kind: 'remove', entry: entryOf('confirmed') }
      : CONFIRM;
    expect(changeDecisions(text, decision)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

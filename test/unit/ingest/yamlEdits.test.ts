import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editEntry, type EntryFields } from '../../../server/src/ingest/yamlEdits.js';
import { parseYamlFields } from '../../../server/src/ingest/yamlFile.js';

const FIELDS: EntryFields = { words: 'a treaty: now', reason: 'cable of "12 March"' };

function listIn(text: string, list: string): readonly unknown[] {
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return (parsed.values[list] ?? []) as readonly unknown[];
}

const add = (text: string, list = 'confirmed'): string | undefined =>
  editEntry(text, { kind: 'add', list, fields: FIELDS });

describe('adding an entry', () => {
  it.each([
    ['nothing', ''],
    ['a comment alone', '# ours\n'],
    ['no list of that name', 'retired:\n- words: x'],
    ['an empty list', 'confirmed: [] # ours\nretired: []\n'],
    ['a list to be filled', 'confirmed: # ours\nretired: []\n'],
    ['a list at the margin', 'confirmed:\n- words: x # why\n\n# next\nretired:\n- words: y\n'],
    ['a list in brackets', 'confirmed: [{ words: x }] # ours\n'],
    ['lines that end as in Windows', '# ours\r\nconfirmed:\r\n  - words: x\r\n'],
    ['a list that does not end its line', 'confirmed:\n    - words: x\n      reason: |\n        long'],
  ])('keeps a file that holds %s', (_, before) => {
    const after = add(before) ?? '';
    expect(listIn(after, 'confirmed')).toEqual([...listIn(before, 'confirmed'), FIELDS]);
    expect(listIn(after, 'retired')).toEqual(listIn(before, 'retired'));
    for (const comment of before.match(/#.*/g) ?? []) expect(after).toContain(comment);
    if (before.includes('\r\n')) expect(after).not.toMatch(/[^\r]\n/);
  });

  it('writes each field on a line of its own, under the last entry', () => {
    expect(add('confirmed:\n  - words: x # why\nretired: []\n')).toBe(
      'confirmed:\n  - words: x # why\n  - words: "a treaty: now"\n    reason: cable of "12 March"\nretired: []\n',
    );
  });

  it.each([
    ['no YAML', 'confirmed: [\n'],
    ['something else than a list', 'confirmed: none\n'],
    ['something else than fields', 'just words\n'],
    ['one line of fields', '{ retired: [] }\n'],
    ['more than one document', 'retired: []\n---\nretired: []\n'],
  ])('leaves a file alone that holds %s', (_, before) => expect(add(before)).toBeUndefined());
});

describe('changing an entry', () => {
  const before = 'confirmed:\n  # first\n  - words: x # why\n    date: 2023\n  - { words: y }\n';

  it('puts a value in place of another, and adds what is missing', () => {
    const fields = { words: 'z', wording: 'in other words' };
    expect(editEntry(before, { kind: 'set', list: 'confirmed', index: 0, fields })).toBe(
      'confirmed:\n  # first\n  - words: z # why\n    date: 2023\n    wording: in other words\n  - { words: y }\n',
    );
  });

  it('takes an entry out, and leaves the comments around it', () => {
    expect(editEntry(before, { kind: 'remove', list: 'confirmed', index: 0 })).toBe(
      'confirmed:\n  # first\n  - { words: y }\n',
    );
    expect(editEntry('confirmed: [{ a: b }, { c: d }]', { kind: 'remove', list: 'confirmed', index: 1 })).toBe(
      'confirmed: [{ a: b }]',
    );
  });

  it('does nothing to an entry that is not there', () => {
    expect(editEntry(before, { kind: 'remove', list: 'confirmed', index: 2 })).toBeUndefined();
    expect(editEntry(before, { kind: 'set', list: 'retired', index: 0, fields: FIELDS })).toBeUndefined();
  });
});

describe('a file under any edit', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim())
    .filter((text) => text !== '');
  const comment = fc.option(line.map((text) => `# ${text}`));
  const entry = fc
    .record({ above: comment, words: line, behind: comment, reason: fc.option(line) })
    .map(({ above, words, behind, reason }) =>
      [
        ...(above === null ? [] : [above]),
        `- words: ${JSON.stringify(words)}${behind === null ? '' : ` ${behind}`}`,
        ...(reason === null ? [] : [`  reason: '${reason.replaceAll("'", "''")}'`]),
      ].join('\n'),
    );
  const list = fc.record({
    entries: fc.array(entry, { maxLength: 3 }),
    indent: fc.constantFrom('', '  ', '    '),
    gap: fc.boolean(),
  });
  const file = fc
    .record({ head: comment, confirmed: list, retired: list, swap: fc.boolean() })
    .map(({ head, confirmed, retired, swap }) => {
      const lists = [write('confirmed', confirmed), write('retired', retired)];
      return [head ?? '', ...(swap ? lists.reverse() : lists), ''].join('\n');
    });
  const write = (name: string, { entries, indent, gap }: { entries: string[]; indent: string; gap: boolean }): string =>
    [`${name}:`, ...entries.map((each) => each.replace(/^/gm, indent)), ...(gap ? [''] : [])].join('\n');
  const fields = fc.record({ words: line, reason: line });

  it('keeps every other character', () => {
    fc.assert(
      fc.property(file, fields, fc.constantFrom('confirmed', 'retired'), (before, added, name) => {
        const after = editEntry(before, { kind: 'add', list: name, fields: added }) ?? '';
        const entries = listIn(after, name);
        expect(entries.at(-1)).toEqual(added);
        expect(editEntry(after, { kind: 'remove', list: name, index: entries.length - 1 })).toBe(before);
        const changed = editEntry(after, {
          kind: 'set',
          list: name,
          index: entries.length - 1,
          fields: { words: 'other' },
        });
        expect(editEntry(changed ?? '', { kind: 'remove', list: name, index: entries.length - 1 })).toBe(before);
      }),
    );
  });
});

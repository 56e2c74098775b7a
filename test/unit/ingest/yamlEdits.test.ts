import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editEntries, type EntryEdit, type EntryFields, removeEntries } from '../../../server/src/ingest/yamlEdits.js';
import { parseYamlFields } from '../../../server/src/ingest/yamlFile.js';

const FIELDS: EntryFields = { words: 'a treaty: now', from: { document: 'a.md', quote: 'cable of "12 March"' } };
const LISTS = ['confirmed', 'retired'] as const;

function listIn(text: string, list: string): readonly unknown[] {
  const parsed = parseYamlFields(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return (parsed.values[list] ?? []) as readonly unknown[];
}

const edit = (text: string, change: EntryEdit): string | undefined => editEntries(text, [change])?.text;

const add = (text: string, list = 'confirmed'): string | undefined => edit(text, { kind: 'add', list, fields: FIELDS });

describe('adding an entry', () => {
  it.each([
    ['nothing', ''],
    ['a comment alone', '# ours\n'],
    ['no list of that name', 'retired:\n- words: x'],
    ['an empty list', 'confirmed: [] # ours\nretired: []\n'],
    ['a list to be filled', 'confirmed: # ours\nretired: []\n'],
    ['a list at the margin', 'confirmed:\n- words: x # why\n\n# next\nretired:\n- words: y\n'],
    ['a list in brackets', 'confirmed: [{ words: x }] # ours\n'],
    ['dashes on lines of their own', 'confirmed:\n  -\n    words: x\n  - # why\n    words: y\n'],
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
      'confirmed:\n  - words: x # why\n  - words: "a treaty: now"\n    from:\n      document: a.md\n      quote: cable of "12 March"\nretired: []\n',
    );
  });

  it('leaves a line free under what a file begins with', () => {
    expect(add('# ours\n')).toMatch(/^# ours\n\nconfirmed:\n {2}- words: /);
    expect(add('# ours\r\n')).toMatch(/^# ours\r\n\r\nconfirmed:\r\n/);
  });

  it.each([
    ['no YAML', 'confirmed: [\n'],
    ['something else than a list', 'confirmed: none\n'],
    ['something else than fields', 'just words\n'],
    ['one line of fields', '{ retired: [] }\n'],
    ['a reference that leads nowhere', 'confirmed: *gone\n'],
    ['more than one document', 'retired: []\n---\nretired: []\n'],
  ])('leaves a file alone that holds %s', (_, before) => expect(add(before)).toBeUndefined());
});

describe('changing an entry', () => {
  const before = 'confirmed:\n  # first\n  - words: x # why\n    date: 2023\n  - { words: y }\n';

  it('puts a value in place of another, and adds what is missing', () => {
    const fields = { words: 'z', wording: 'in other words' };
    expect(edit(before, { kind: 'set', list: 'confirmed', index: 0, fields })).toBe(
      'confirmed:\n  # first\n  - words: z # why\n    date: 2023\n    wording: in other words\n  - { words: y }\n',
    );
  });

  it('takes an entry out, and leaves the comments around it', () => {
    expect(edit(before, { kind: 'remove', list: 'confirmed', index: 0 })).toBe(
      'confirmed:\n  # first\n  - { words: y }\n',
    );
    expect(edit('confirmed: [{ a: b }, { c: d }]', { kind: 'remove', list: 'confirmed', index: 1 })).toBe(
      'confirmed: [{ a: b }]',
    );
  });

  it('takes out all that are meant, and tells where the first stood', () => {
    const isMeant = (entry: unknown): boolean => JSON.stringify(entry) !== '{"b":"2"}';
    for (const text of [
      'confirmed: [{ a: "1" }, { b: "2" }, { c: "3" }] # ours\n',
      'confirmed:\n- a: "1"\n-\n  b: "2"\n# ours\n- # why\n  c: "3"\n',
    ]) {
      const rest = removeEntries(text, 'confirmed', isMeant);
      expect(rest?.line).toBe(text.includes('[') ? 0 : 1);
      expect(listIn(rest?.text ?? '', 'confirmed')).toEqual([{ b: '2' }]);
      expect(rest?.text).toContain('# ours');
    }
    expect(removeEntries(before, 'confirmed', () => false)?.text).toBe(before);
    expect(removeEntries('confirmed: [', 'confirmed', () => true)).toBeUndefined();
  });

  it('does nothing to an entry that is not there', () => {
    expect(edit(before, { kind: 'remove', list: 'confirmed', index: 2 })).toBeUndefined();
    expect(edit(before, { kind: 'set', list: 'retired', index: 0, fields: { words: 'z' } })).toBeUndefined();
  });
});

/** What people write between entries, and how it is found again. */
const between = fc.constantFrom('', '', '\n', '  # as agreed\n', '# ours\n', '\n  # two\n\n');
const BETWEEN = /# (?:as agreed|ours|two|none yet|top)/g;

const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim())
  .filter((text) => text !== '');
const written = fc.oneof(
  fc.constantFrom('a.md', '"b: c.md"', "'it''s.md'", 'd.md   # see note', 'résumé.md'),
  line.map((text) => JSON.stringify(text)),
);
/** The lines of an entry, without dash and indentation. */
const entry = fc.tuple(written, fc.option(written), fc.boolean()).map(([document, words, isBelow]) => ({
  isBelow,
  lines: [`document: ${document}`, ...(words === null ? [] : ['# why', `words: ${words}`])],
}));
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;

/** A list as people write it, with its name; at one depth. */
function listOf(name: string, entries: readonly Entry[], gaps: readonly string[], indent: string): string {
  const items = entries.map(({ isBelow, lines: [first = '', ...rest] }, i) => {
    const more = rest.map((text) => `${indent}  ${text}\n`).join('');
    const dash = isBelow ? `-\n${indent}  ` : '- ';
    return `${gaps[i % gaps.length] ?? ''}${indent}${dash}${first}\n${more}`;
  });
  return `${name}:${entries.length === 0 ? ' # none yet' : ''}\n${items.join('')}${gaps.at(-1)}`;
}

const file = fc
  .tuple(
    fc.array(entry, { maxLength: 4 }),
    fc.array(entry, { maxLength: 4 }),
    fc.array(between, { minLength: 1, maxLength: 5 }),
    fc.constantFrom('  ', '', '    '),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([confirmed, retired, gaps, indent, hasEnd, isWindows]) => {
    const lists = listOf('confirmed', confirmed, gaps, indent) + listOf('retired', retired, gaps, indent);
    const ended = hasEnd ? `# top\n${lists}` : `# top\n${lists}`.trimEnd();
    return isWindows ? ended.replaceAll('\n', '\r\n') : ended;
  });

/** The longer text without the one stretch in which it goes beyond the shorter. */
function withoutStretch(longer: string, shorter: string): string {
  let start = 0;
  while (start < shorter.length && longer[start] === shorter[start]) start++;
  return longer.slice(0, start) + longer.slice(start + longer.length - shorter.length);
}

describe('a file under any edit', () => {
  it('keeps what was there byte for byte when an entry is added, changed and taken out again', () => {
    const fields = fc.record({ words: line, from: fc.record({ document: line }) });
    fc.assert(
      fc.property(file, fields, fc.constantFrom(...LISTS, 'other'), (before, added, list) => {
        const after = editEntries(before, [{ kind: 'add', list, fields: added }]);
        if (after === undefined) throw new Error('not added');
        const entries = listIn(after.text, list);
        expect(withoutStretch(after.text, before)).toBe(before);
        expect(entries).toEqual([...listIn(before, list), added]);
        expect(after.text.split('\n')[after.line]).toMatch(/^ *- words: /);

        const index = entries.length - 1;
        const change = { kind: 'set', list, index, fields: { words: 'other', reason: 'new' } } as const;
        expect(listIn(edit(after.text, change) ?? '', list).at(-1)).toEqual({ ...added, ...change.fields });
        const rest = editEntries(after.text, [change, { kind: 'remove', list, index }])?.text ?? '';
        // Of a list that was not there its name stays, and the end of a last line that had none.
        expect(rest.startsWith(before)).toBe(true);
        if (list !== 'other' && before.endsWith('\n')) expect(rest).toBe(before);
      }),
    );
  });

  it('loses with an entry only what stands inside it', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...LISTS), fc.nat(), (before, list, seed) => {
        const entries = listIn(before, list);
        fc.pre(entries.length > 0);
        const index = seed % entries.length;
        const rest = edit(before, { kind: 'remove', list, index }) ?? '';
        expect(listIn(rest, list)).toEqual(entries.toSpliced(index, 1));
        expect(withoutStretch(before, rest)).toBe(rest);
        expect(rest.match(BETWEEN) ?? []).toEqual(before.match(BETWEEN) ?? []);
      }),
    );
  });
});

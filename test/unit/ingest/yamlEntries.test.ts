import fc from 'fast-check';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { addEntry, removeEntries } from '../../../server/src/ingest/yamlEntries.js';

const LISTS = ['pinned', 'retired'] as const;

/** What people write between entries, and how it is found again. */
const between = fc.constantFrom('', '', '\n', '  # as agreed\n', '# ours\n', '\n  # two\n\n');
const BETWEEN = /# (?:as agreed|ours|two|none yet|top)/g;
const value = fc.constantFrom('a.md', '"b: c.md"', "'it''s.md'", 'd.md   # see note', 'résumé.md');
const entry = fc.tuple(value, fc.option(value), fc.constantFrom('  ', '    ', '')).map(([document, words, indent]) => ({
  indent,
  lines: [`document: ${document}`, ...(words === null ? [] : ['# why', `words: ${words}`])],
}));

/** A list as people write it, with its name; at one depth. */
function written(
  name: string,
  entries: readonly { readonly lines: readonly string[] }[],
  gaps: readonly string[],
  indent: string,
) {
  const items = entries.map(({ lines: [first = '', ...rest] }, i) => {
    const more = rest.map((line) => `${indent}  ${line}\n`).join('');
    return `${gaps[i % gaps.length] ?? ''}${indent}- ${first}\n${more}`;
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
  .map(([first, second, gaps, indent, hasEnd, isWindows]) => {
    const lists = LISTS.map((name, i) => written(name, i === 0 ? first : second, gaps, indent)).join('');
    const text = `# top\n${lists}`;
    const ended = hasEnd ? text : text.trimEnd();
    return isWindows ? ended.replaceAll('\n', '\r\n') : ended;
  });

const line = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim())
  .filter((text) => text !== '');

/** The longer text without the one stretch in which it goes beyond the shorter. */
function withoutStretch(longer: string, shorter: string): string {
  let start = 0;
  while (start < shorter.length && longer[start] === shorter[start]) start++;
  return longer.slice(0, start) + longer.slice(start + longer.length - shorter.length);
}

function entriesIn(text: string, list: string): readonly unknown[] {
  return ((parse(text) as Record<string, unknown> | null)?.[list] ?? []) as readonly unknown[];
}

describe('the entries of a YAML file', () => {
  it('keeps what was there byte for byte when one is added, and again when it is taken out', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...LISTS, 'other'), line, (before, list, document) => {
        const added = addEntry(before, list, { document });
        if (added === undefined) throw new Error('not added');
        const { text } = added;
        expect(withoutStretch(text, before)).toBe(before);
        expect(entriesIn(text, list)).toEqual([...entriesIn(before, list), { document }]);
        expect(text.split('\n')[added.line]).toMatch(/^ *- document: /);

        const entries = entriesIn(text, list);
        const rest = removeEntries(text, list, [entries.length - 1])?.text ?? '';
        expect(entriesIn(rest, list)).toEqual(entries.slice(0, -1));
        // Of a list that was not there its name stays, and the end of a last line that had none.
        expect(rest.startsWith(before)).toBe(true);
        if (list !== 'other' && before.endsWith('\n')) expect(rest).toBe(before);
      }),
    );
  });

  it('takes out any entry, and of the rest only what stood inside it', () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...LISTS), fc.nat(), (before, list, seed) => {
        const entries = entriesIn(before, list);
        fc.pre(entries.length > 0);
        const position = seed % entries.length;
        const rest = removeEntries(before, list, [position])?.text ?? '';
        expect(entriesIn(rest, list)).toEqual(entries.toSpliced(position, 1));
        expect(withoutStretch(before, rest)).toBe(rest);
        expect(rest.match(BETWEEN) ?? []).toEqual(before.match(BETWEEN) ?? []);
      }),
    );
  });

  it.each([
    ['nothing', '', 'pinned:\n  - document: new\n'],
    ['a comment', '# ours\n', '# ours\n\npinned:\n  - document: new\n'],
    ['no line end', 'pinned:\n- document: a', 'pinned:\n- document: a\n- document: new\n'],
    ['an empty list', 'pinned: []\n', 'pinned:\n  - document: new\n'],
    [
      'a list in brackets',
      '# ours\npinned: [{ document: a }] # two\nretired:\n    - document: b\n',
      '# ours\npinned: [ { document: a }, { document: new } ] # two\nretired:\n  - document: b\n',
    ],
    ['a mapping in braces', '{ retired: [] }', '{ retired: [], pinned: [ { document: new } ] }\n'],
  ])('are added to %s', (_, before, after) => {
    expect(addEntry(before, 'pinned', { document: 'new' })?.text).toBe(after);
  });

  it('are taken out of a list in brackets', () => {
    expect(removeEntries('pinned: [a, b, c] # ours\n', 'pinned', [0, 2])).toEqual({
      text: 'pinned: [ b ] # ours\n',
      removed: 2,
    });
  });

  it.each([
    ['no YAML', 'pinned: ['],
    ['words', 'just words'],
    ['something else than a list', 'pinned: a\n'],
    ['a reference that leads nowhere', 'pinned: *gone\n'],
  ])('are left alone in a file that holds %s', (_, text) => {
    expect(addEntry(text, 'pinned', { document: 'new' })).toBeUndefined();
    expect(removeEntries(text, 'pinned', [0])).toBeUndefined();
  });
});

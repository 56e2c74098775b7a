import { describe, expect, it } from 'vitest';
import { addChoice, parseChoices, removeChoices } from '../../../server/src/ingest/choicesFile.js';

const OURS = `# Desk file
retired:
  - document: "old.md"   # see cable 4
    reason: superseded
`;

function textOf(changed: { readonly text: string } | { readonly problem: string }): string {
  if ('problem' in changed) throw new Error(changed.problem);
  return changed.text;
}

describe('a file of choices', () => {
  it('is begun with a line for whoever opens it', () => {
    expect(textOf(addChoice(undefined, 'pinned', { document: 'a.md', words: 'demand-driven', reason: 'cable' }))).toBe(
      '# Precedents that come first, and those that are used no more.\n\npinned:\n  - document: a.md\n    words: demand-driven\n    reason: cable\n',
    );
  });

  it('keeps all else as it was written when a choice is added and taken out', () => {
    const pinned = textOf(addChoice(OURS, 'pinned', { document: 'a.md' }));
    expect(pinned).toBe(`${OURS}pinned:\n  - document: a.md\n`);
    const two = textOf(addChoice(pinned, 'retired', { document: 'b.md' }));
    expect(parseChoices('', two).choices).toEqual({
      pinned: [{ document: 'a.md' }],
      retired: [{ document: 'old.md', reason: 'superseded' }, { document: 'b.md' }],
    });
    expect(removeChoices(two, 'retired', ({ document }) => document === 'b.md')).toEqual({ text: pinned, line: 4 });
    expect(removeChoices(two, 'pinned', () => false)).toEqual({
      problem: expect.stringMatching(/has no such entry/),
    });
  });

  it('is left alone when it holds a mistake', () => {
    for (const text of ['pinned: [', 'pinned: a.md\n']) {
      expect(addChoice(text, 'pinned', { document: 'a.md' })).toEqual({ problem: expect.stringMatching(/line 1/) });
      expect(removeChoices(text, 'pinned', () => true)).toEqual({ problem: expect.stringMatching(/line 1/) });
    }
  });
});

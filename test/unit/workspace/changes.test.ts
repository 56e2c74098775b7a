import { describe, expect, it } from 'vitest';
import { createChanges } from '../../../server/src/workspace/changes.js';

describe('createChanges', () => {
  it('includes what was added and what lies below it, however its address is written', () => {
    const changes = createChanges();
    changes.add(['file:///c%3A/record/a b.md', 'file:///srv/2021']);
    expect(changes.include('file:///C:/record/a%20b.md')).toBe(true);
    expect(changes.include('file:///srv/2021/deep/c.md')).toBe(true);
    expect(changes.include('file:///srv/2021')).toBe(true);
    expect(changes.include('file:///srv/20215/c.md')).toBe(false);
    expect(changes.include('file:///srv')).toBe(false);
  });

  it('includes everything when told so, and nothing once cleared', () => {
    const changes = createChanges();
    changes.addEverything();
    expect(changes.include('file:///srv/c.md')).toBe(true);
    changes.clear();
    expect(changes.include('file:///srv/c.md')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { createChangeFilter, createChanges } from '../../../server/src/workspace/changes.js';

describe('changes', () => {
  it('include what was added and what lies below it, however its address is written', () => {
    const changes = createChanges();
    changes.add(['file:///c%3A/record/a b.md']);
    changes.add(['file:///srv/2021']);
    const includes = createChangeFilter(changes.changed);
    expect(includes('file:///C:/record/a%20b.md')).toBe(true);
    expect(includes('file:///srv/2021/deep/c.md')).toBe(true);
    expect(includes('file:///srv/2021')).toBe(true);
    expect(includes('file:///srv/20215/c.md')).toBe(false);
    expect(includes('file:///srv')).toBe(false);
  });

  it('include everything when told so, and nothing once cleared', () => {
    const changes = createChanges();
    changes.addEverything();
    changes.add(['file:///srv/2021']);
    expect(createChangeFilter(changes.changed)('file:///srv/c.md')).toBe(true);
    changes.clear();
    expect(createChangeFilter(changes.changed)('file:///srv/c.md')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { joinLines, readSpellings } from '../../../../server/src/ingest/pdf/hyphens.js';

function join(before: string, after: string, rest: readonly string[] = []): string {
  return joinLines(before, after, readSpellings([before, after, ...rest]));
}

describe('joinLines', () => {
  it('puts a space between lines and undoes the division of a word', () => {
    expect(join('the use of', 'force')).toBe('the use of force');
    expect(join('inter-', 'national law')).toBe('international law');
    expect(join('co\u00ad', 'operation')).toBe('cooperation');
  });

  it('keeps a hyphen before a capital or a figure, and of a word that the document writes so', () => {
    expect(join('by non-', 'State actors')).toBe('by non-State actors');
    expect(join('in 2026\u2013', '2028')).toBe('in 2026\u20132028');
    expect(join('confidence-', 'building', ['the confidence-building measures'])).toBe('confidence-building');
    expect(join('evidence-', 'based policy', ['evidence on which it is based now'])).toBe('evidence-based policy');
    expect(join('business-as-', 'usual plans')).toBe('business-as-usual plans');
  });

  it('follows the spelling that the document prefers', () => {
    const rest = ['re-creation or recreation, and recreation again'];
    expect(join('the re-', 'creation', rest)).toBe('the recreation');
  });

  it('keeps hyphens when all that can be judged were there before', () => {
    const rest = ['the long-', 'term view', 'a long-term view'];
    expect(join('a cross-', 'cutting issue', rest)).toBe('a cross-cutting issue');
  });

  it('leaves a hanging hyphen and joins an address', () => {
    expect(join('pre-', 'and post-conflict')).toBe('pre- and post-conflict');
    expect(join('see https://example.org/a/', 'b.pdf')).toBe('see https://example.org/a/b.pdf');
  });
});

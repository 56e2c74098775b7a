import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBaseline, newFindings, parseBaseline } from '../../../server/src/cli/baseline.js';
import type { CheckedFinding } from '../../../server/src/cli/checkedFinding.js';
import { fingerprintsOf } from '../../../server/src/cli/fingerprint.js';
import { checkedFinding } from '../../support/checkedFindings.js';

/** Few enough of each that findings are often alike. */
const findings = fc.array(
  fc
    .record({
      file: fc.constantFrom('a.md', 'b/c.md', '-'),
      words: fc.constantFrom('no treaty', 'a “treaty”', '\u202etreaty'),
      code: fc.constantFrom('position-conflict', 'term-variant'),
      quote: fc.constantFrom('We want it.', 'We ask for it.'),
      line: fc.nat(500),
    })
    .map(({ quote, ...fields }) => checkedFinding({ ...fields, quotes: [quote] })),
);
const againstItself = (known: readonly CheckedFinding[], now: readonly CheckedFinding[]): readonly CheckedFinding[] =>
  newFindings(now, parseBaseline(formatBaseline(known, '.')), '.');

describe('a baseline', () => {
  it('knows what it was made of, in whatever order and on whatever lines', () => {
    fc.assert(
      fc.property(findings, fc.nat(100), (known, lines) => {
        const moved = known.toReversed().map((finding) => ({ ...finding, line: finding.line + lines }));
        expect(againstItself(known, moved)).toEqual([]);
        expect(formatBaseline(moved, '.')).toBe(formatBaseline(known, '.'));
      }),
    );
  });

  it('knows nothing else, and counts what is alike', () => {
    fc.assert(
      fc.property(findings, findings, (known, others) => {
        expect(againstItself(known, [...known, ...others])).toHaveLength(others.length);
      }),
    );
    const [one, two] = [checkedFinding({ line: 1 }), checkedFinding({ line: 9 })];
    expect(againstItself([one], [one, two])).toEqual([two]);
    expect(againstItself([one, two], [one])).toEqual([]);
  });

  it('takes what comes after something was mended for new, where as much was not there before', () => {
    const [a, b] = [checkedFinding({ words: 'no treaty' }), checkedFinding({ words: 'no pact' })];
    expect(againstItself([a, a, b], [b, b])).toEqual([b]);
    expect(againstItself([a], [])).toEqual([]);
    expect(formatBaseline([b], '.')).not.toContain('no treaty');
  });

  it.each<readonly [string, Parameters<typeof checkedFinding>[0]]>([
    ['another file', { file: 'other.md' }],
    ['other words', { words: 'no treaty at all' }],
    ['another rule', { code: 'group-divergence' }],
    ['another prior text', { quotes: ['We have always wanted it.'] }],
  ])('takes %s for new', (_, fields) => {
    const finding = checkedFinding(fields);
    expect(againstItself([checkedFinding({})], [finding])).toEqual([finding]);
  });

  it('knows a finding whose prior text is cited otherwise, or that is less grave now', () => {
    const [evidence] = checkedFinding({}).evidence;
    const cited = { ...checkedFinding({}), severity: 'hint' as const, message: 'Another one.' };
    const moved = evidence === undefined ? [] : [{ ...evidence, citation: 'para. 9', line: 90, uri: 'file:///b.md' }];
    expect(againstItself([checkedFinding({})], [{ ...cited, evidence: moved }])).toEqual([]);
  });

  it('is sorted, a field a line, with paths from its folder and no word of the record', () => {
    const known = [
      checkedFinding({ file: 'z.md' }),
      checkedFinding({ file: 'papers/a.md' }),
      checkedFinding({ file: 'z.md' }),
    ];
    const written = formatBaseline(known, 'papers');
    expect(written).not.toContain('We want a treaty');
    expect(written).toMatch(/^\{\n {2}"aideMemoireBaseline": 1,\n {2}"findings": \[\n {4}\{\n {6}"file": "/);
    const { findings: entries } = JSON.parse(written) as { findings: { file: string; count?: number }[] };
    expect(entries.map(({ file, count }) => [file, count])).toEqual([
      ['../z.md', 2],
      ['a.md', undefined],
    ]);
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"aideMemoireBaseline":2,"findings":[]}',
    '{"aideMemoireBaseline":1,"findings":[{}]}',
  ])('is none: %s', (text) => {
    expect(() => parseBaseline(text)).toThrow(/./);
  });
});

it('a fingerprint tells what a finding says, and which of those that say it', () => {
  const [first, second, other] = [{ line: 1 }, { line: 2 }, { words: 'nothing' }].map((fields) =>
    checkedFinding(fields),
  );
  if (first === undefined || second === undefined || other === undefined) throw new Error('three findings');
  const prints = fingerprintsOf([first, second, other]);
  expect(new Set(prints).size).toBe(3);
  expect(prints).toEqual(fingerprintsOf([first, second, other].map((each) => ({ ...each, line: each.line + 50 }))));
  expect(fingerprintsOf([{ ...first, file: 'renamed.md' }])).toEqual(prints.slice(0, 1));
});

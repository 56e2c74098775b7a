import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { toSarif } from '../../../server/src/cli/sarif.js';
import { anyText } from '../../support/arbitraries.js';
import { checkedFinding } from '../../support/checkedFindings.js';
import { SARIF_SCHEMA } from '../../support/sarifSchema.js';

const isSarif = new Ajv({ allErrors: true }).compile(SARIF_SCHEMA);

/** The parts that are looked at. */
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly message: { readonly text: string };
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: object } }[];
      readonly relatedLocations: readonly { readonly message: { readonly text: string } }[];
      readonly baselineState?: string;
    }[];
  }[];
}

function logOf(
  findings: Parameters<typeof toSarif>[0]['findings'],
  more: { isNew?: boolean; unread?: string[] } = {},
): Log {
  const log = toSarif({
    findings,
    unread: [],
    isWhole: true,
    isNew: false,
    version: '1.2.3',
    folder: '/home/a drafter/papers',
    ...more,
  });
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  return log as Log;
}

describe('a SARIF log', () => {
  it('keeps to the standard whatever a draft is called and whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText, anyText)), (texts) => {
        const findings = texts.map(([message, words, quote]) =>
          checkedFinding({ message: `m ${message}`, words, quotes: [quote] }),
        );
        const [run] = logOf(findings, { unread: ['a.md: there is no such file.'] }).runs;
        expect(run?.results).toHaveLength(findings.length);
      }),
    );
  });

  it('describes every rule, and each result leads to its own', () => {
    const [run] = logOf(Object.keys(DEFAULT_SETTINGS.rules).map((code) => checkedFinding({ code }))).runs;
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id).toSorted()).toEqual(Object.keys(DEFAULT_SETTINGS.rules).toSorted());
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  it.each([
    ['paper.md', { uri: 'paper.md', uriBaseId: '%SRCROOT%' }],
    ['a draft/ä #1?.md', { uri: 'a%20draft/%C3%A4%20%231%3F.md', uriBaseId: '%SRCROOT%' }],
    ['/home/a drafter/papers/x.md', { uri: 'x.md', uriBaseId: '%SRCROOT%' }],
    ['../other.md', { uri: 'file:///home/a%20drafter/other.md' }],
    ['..x.md', { uri: '..x.md', uriBaseId: '%SRCROOT%' }],
  ])('says where %s is', (file, expected) => {
    const log = toSarif({
      findings: [checkedFinding({ file })],
      unread: [],
      isWhole: true,
      isNew: false,
      version: '1.2.3',
      folder: '/home/a drafter/papers',
    }) as Log;
    expect(log.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual(expected);
  });

  it('quotes who said what when and where, and lets no text of theirs be a link or turn the direction', () => {
    const finding = checkedFinding({ message: 'See [this](http://x.test).', quotes: ['[Press](1) \u202ehere'] });
    const result = logOf([finding]).runs[0]?.results[0];
    const texts = [result?.message.text, result?.relatedLocations[0]?.message.text];
    expect(texts[1]).toMatch(/^Pakistan, statement, 13 December 2021, para\. 1: “\[Press\]/);
    for (const text of texts) expect(text).not.toMatch(/\]\(|\u202e/);
  });

  it('calls findings new where they were compared with a baseline', () => {
    const stateOf = (isNew: boolean) => logOf([checkedFinding({})], { isNew }).runs[0]?.results[0]?.baselineState;
    expect([stateOf(true), stateOf(false)]).toEqual(['new', undefined]);
  });
});

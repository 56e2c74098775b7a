import { describe, expect, it } from 'vitest';
import { type DraftNode, draftTree, filterTree } from '../../../../client/src/views/draftTree.js';
import type { DraftReport, ReportedFinding } from '../../../../server/src/api/report.js';
import { ENGLISH } from '../../../support/localizer.js';

const RANGE = { start: { line: 4, character: 3 }, end: { line: 4, character: 9 } };
const SOURCE = { uri: 'file:///record.md', range: RANGE, citation: 'Pakistan, statement, 2021, para. 1' };
const EMPTY: DraftReport = { findings: [], departures: [], silenced: [], coverage: [], precedents: [] };

function finding(words: string): ReportedFinding {
  return {
    place: 'para. 5',
    range: RANGE,
    sentence: `Pakistan ${words}.`,
    words,
    severity: 'warning',
    differs: 'The draft denies “treaty”.',
    confidence: 'high',
    prior: { ...SOURCE, quote: 'Pakistan supports a treaty.' },
  };
}

function conflicts(...words: readonly string[]): DraftReport['findings'] {
  return [
    {
      rule: 'position-conflict',
      name: 'Contradictions',
      why: 'The draft contradicts the record.',
      severity: 'warning',
      findings: words.map(finding),
    },
  ];
}

const FULL: DraftReport = {
  findings: conflicts('opposes a treaty', 'rejects norms'),
  departures: [
    {
      ...finding('rejects talks'),
      rule: 'position-conflict',
      by: 'A. B.',
      date: '12 March 2026',
      reason: 'telegram 114',
    },
  ],
  silenced: [{ ...finding('spells behavior'), rule: 'term-variant', reason: '' }],
  coverage: [
    {
      pillar: 'Capacity-building',
      paragraphs: 0,
      present: 1,
      absent: [
        {
          holder: 'Pakistan',
          topic: 'aid',
          quote: '… aid should grow.',
          words: 'Aid should grow.',
          ...SOURCE,
        },
        { holder: 'Pakistan', topic: 'aid', quote: '… aid is needed.', ...SOURCE },
      ],
      more: 2,
    },
    { pillar: 'International law', paragraphs: 1, present: 0, absent: [], more: 0 },
  ],
  precedents: [
    {
      wording: 'under the auspices',
      words: 3,
      range: RANGE,
      citations: [],
      sources: [SOURCE, { ...SOURCE, citation: 'NAM' }],
      more: 1,
    },
  ],
};

/** The tree as indented lines: "label (description)". */
function outline(nodes: readonly DraftNode[], depth = 0): string[] {
  return nodes.flatMap(({ label, description, children }) => [
    `${'  '.repeat(depth)}${label}${description === undefined ? '' : ` (${description})`}`,
    ...outline(children, depth + 1),
  ]);
}

function every(nodes: readonly DraftNode[]): DraftNode[] {
  return nodes.flatMap((node) => [node, ...every(node.children)]);
}

const find = (tree: readonly DraftNode[], label: string) => every(tree).find((node) => node.label === label);

describe('the view of a draft', () => {
  it('tells findings by rule, what was decided and silenced, what is covered and what is used', () => {
    expect(outline(draftTree(FULL, ENGLISH))).toEqual([
      'Findings (2)',
      '  Contradictions (2)',
      '    opposes a treaty (para. 5 · confidence: high)',
      '    rejects norms (para. 5 · confidence: high)',
      'Recorded departures (1)',
      '  rejects talks (para. 5)',
      'Silenced (1)',
      '  spells behavior (para. 5)',
      'Coverage (1 of 2 subjects)',
      '  Capacity-building (1 of 5 asks · not treated)',
      '    … aid should grow. (Pakistan, statement, 2021, para. 1)',
      '    … aid is needed. (Pakistan, statement, 2021, para. 1)',
      '    and 2 more asks',
      '  International law (no asks · 1 paragraph)',
      'Precedents used (1)',
      '  under the auspices (Pakistan, statement, 2021, para. 1 and 2 more)',
      '    Pakistan, statement, 2021, para. 1',
      '    NAM',
    ]);
  });

  it('says that there are no findings, and leaves out what is empty besides', () => {
    expect(outline(draftTree(EMPTY, ENGLISH))).toEqual(['Findings (none)', 'Coverage (0 of 0 subjects)']);
  });

  it('leads from a finding into the draft, and explains it by the prior', () => {
    const node = find(draftTree(FULL, ENGLISH), 'opposes a treaty');
    expect(node).toMatchObject({ kind: 'finding', icon: 'warning', iconInWords: 'warning', inDraft: RANGE });
    expect(node?.tooltip).toEqual(['The draft denies “treaty”.', '“Pakistan supports a treaty.”', SOURCE.citation]);
  });

  it('shortens long words between two of them', () => {
    const words = 'opposes each and every treaty that anybody may ever propose for whatever reason';
    const tree = draftTree({ ...EMPTY, findings: conflicts(words) }, ENGLISH);
    expect(outline(tree)[2]).toBe(
      '    opposes each and every treaty that anybody may ever propose… (para. 5 · confidence: high)',
    );
  });

  it('says who decided and why, and whether a reason was given', () => {
    const tree = draftTree(FULL, ENGLISH);
    expect(find(tree, 'rejects talks')?.tooltip?.[0]).toBe('Decided by A. B. on 12 March 2026: telegram 114');
    expect(find(tree, 'spells behavior')?.tooltip?.[0]).toBe('No reason is given.');
    expect(find(tree, 'rejects talks')?.severity).toBeUndefined();
  });

  it('leads from asks and precedents into the record, and inserts what a document says', () => {
    const tree = draftTree(FULL, ENGLISH);
    expect(find(tree, '… aid should grow.')).toMatchObject({ kind: 'insertableAsk', inRecord: { uri: SOURCE.uri } });
    expect(find(tree, '… aid is needed.')).toMatchObject({ kind: 'ask', inRecord: { uri: SOURCE.uri } });
    expect(find(tree, 'under the auspices')).toMatchObject({ inRecord: { uri: SOURCE.uri } });
  });

  it('knows an entry again when others come and go, and never two by one name', () => {
    const idOf = (words: string, all: readonly string[]) =>
      find(draftTree({ ...EMPTY, findings: conflicts(...all) }, ENGLISH), words)?.id;
    expect(idOf('b', ['a', 'b'])).toBe(idOf('b', ['b', 'c']));
    const twice = every(draftTree({ ...EMPTY, findings: conflicts('a', 'a', 'a') }, ENGLISH)).map(({ id }) => id);
    expect(new Set(twice).size).toBe(twice.length);
    const ids = every(draftTree(FULL, ENGLISH)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a filter', () => {
  it('keeps the entries that say the words and the groups above them', () => {
    expect(outline(filterTree(draftTree(FULL, ENGLISH), ' NORMS '))).toEqual([
      'Findings (2)',
      '  Contradictions (2)',
      '    rejects norms (para. 5 · confidence: high)',
    ]);
  });

  it('looks into explanations too, and keeps all of a group that it names', () => {
    expect(outline(filterTree(draftTree(FULL, ENGLISH), 'telegram'))).toEqual([
      'Recorded departures (1)',
      '  rejects talks (para. 5)',
    ]);
    expect(outline(filterTree(draftTree(FULL, ENGLISH), 'capacity'))).toHaveLength(5);
  });

  it('without words keeps everything', () => {
    const tree = draftTree(FULL, ENGLISH);
    expect(filterTree(tree, ' ')).toStrictEqual(tree);
    expect(filterTree(tree, 'nothing like it')).toEqual([]);
  });
});

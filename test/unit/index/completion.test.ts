import { describe, expect, it } from 'vitest';
import { makeIndex } from '../../support/corpus.js';

const index = makeIndex([
  {
    id: 'paper',
    date: '2020',
    text: `Previous GGEs have concluded that international law is essential to promoting an open, secure, stable, accessible
      and peaceful ICT environment.

      There is a need to develop binding rules that promote an open, secure, stable, accessible and peaceful ICT environment.

      There is a need to adapt international law according to the unique characteristics of the ICT environment, which
      could exacerbate risks.

      Stockpiling of vulnerabilities in ICT systems undermines security.`,
  },
  {
    id: 'statement',
    date: '2023',
    text: `At this stage there is no need to create any parallel structure to the existing OEWG.

      We commend the existing OEWG. Moreover, norms are effective during peacetime only.`,
  },
  {
    id: 'foreign',
    date: '2024',
    holder: 'Elsewhere',
    tier: 'other',
    text: 'Stockpiling of vulnerabilities is no concern.',
  },
]);

function complete(typed: string): string[] {
  return index.complete(typed, 10).map(({ text }) => text);
}

const AGREED = 'open, secure, stable, accessible and peaceful ICT environment';

describe('complete', () => {
  it.each([
    ['an unfinished word', 'Pakistan is committed to an open, secure, sta'],
    ['after punctuation and space', 'open, secure, '],
    ['after two words', 'open secure'],
    ['other capitals', 'An OPEN, Secure, STAB'],
    ['a transposed letter', 'open, secrue, stab'],
    ['a missing letter in the first word', 'opn, secure, '],
    ['a slip in the unfinished word', 'open, secure, stabel, acess'],
    ['a line break', 'open,\n  secure, sta'],
    ['a spelling with hyphens', 'open-secure sta'],
    ['another form of the word before', 'it promotes an open, sec'],
  ])('continues a recurring phrase: %s', (_, typed) => {
    expect(complete(typed)[0]).toBe(AGREED);
  });

  it('says how many typed words it replaces', () => {
    expect(index.complete('committed to an opne, secure, sta', 1)[0]?.typedWords).toBe(3);
  });

  it('continues from the middle of a phrase', () => {
    expect(complete('a stable, acc')).toContain('stable, accessible and peaceful ICT environment');
  });

  it('continues wording that stands once, to the end of its clause', () => {
    expect(complete('we see no need to create any par')).toContain(
      'need to create any parallel structure to the existing OEWG',
    );
    expect(complete('need to adapt intern')).toEqual([
      'need to adapt international law according to the unique characteristics of the ICT environment',
    ]);
  });

  it('leaves another form of the first word as it was typed', () => {
    const [first] = index.complete('it promotes an op', 1);
    expect(first?.text).toBe(AGREED);
    expect(first?.typedWords).toBe(1);
    expect(complete('a binding rule th')).toEqual([expect.stringContaining('that promote an open, secure')]);
  });

  it('lets a stop-word before foretell, without making it part of the wording', () => {
    const [first] = index.complete('this is the unique char', 1);
    expect(first?.text).toBe('unique characteristics of the ICT environment');
    expect(complete('unique characteristics of the ')).toEqual(['unique characteristics of the ICT environment']);
    expect(complete('need for a ')).toEqual([]);
  });

  it('says how likely the words go on so', () => {
    const [once] = index.complete('need to adapt intern', 1);
    expect(once?.likelihood).toBeLessThanOrEqual(0.5);
    expect(index.complete('secure, stable, ', 1)[0]?.likelihood).toBeGreaterThan(0.5);
  });

  it('gives the evidence, newest first', () => {
    const [first] = index.complete('open, secure, ', 1);
    expect(
      [...(first?.occurrences ?? [])].map(({ document, passage }) => [index.documents[document]?.id, passage]),
    ).toEqual([
      ['paper', 0],
      ['paper', 1],
    ]);
  });

  it.each(['', ' ', 'the', 'of the ', 'op', 'ope', 'in the ', '¦ ', '42 ', AGREED, `${AGREED} `])(
    'offers nothing after "%s"',
    (typed) => {
      expect(complete(typed)).toEqual([]);
    },
  );

  it('never continues from one sentence into the next', () => {
    expect(complete('the existing OEWG mor').filter((text) => text.includes('norms'))).toEqual([]);
  });

  it('offers only the wording it is allowed to', () => {
    const own = index.complete(
      'stockpiling of vuln',
      10,
      (document) => index.documents[document]?.metadata.tier !== 'other',
    );
    const texts = own.map(({ text }) => text);
    expect(texts).toContain('Stockpiling of vulnerabilities in ICT systems undermines security');
    expect(texts).not.toContain('Stockpiling of vulnerabilities is no concern');
    expect(complete('stockpiling of vuln')).toContain('Stockpiling of vulnerabilities is no concern');
  });

  it('keeps to the limit', () => {
    expect(index.complete('stockpiling of vuln', 1)).toHaveLength(1);
    expect(index.complete('stockpiling of vuln', 0)).toEqual([]);
  });
});

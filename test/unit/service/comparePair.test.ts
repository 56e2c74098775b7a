import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePair, type PairAnswer } from '../../../server/src/service/comparePair.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { anyText } from '../../support/arbitraries.js';
import { loadBundledLexicon } from '../../support/bundled.js';

const lexicon = loadBundledLexicon();
const reader = { lexicon, tokenize: createTokenizer(lexicon.spelling), holder: 'Pakistan' };
const compare = (prior: string, draft: string): PairAnswer => comparePair(prior, draft, reader);

describe('the verdict on two texts', () => {
  it.each([
    ['conflict', 'States should share satellite data.', 'States should not share satellite data.'],
    ['conflict', 'Rain fell. We need a treaty on outer space.', 'We do not need a treaty on outer space. Snow fell.'],
    ['shift', 'States should share satellite data.', 'States may share satellite data.'],
    ['shift', 'States may share satellite data.', 'States should share satellite data.'],
    ['shift', 'States should share satellite data.', 'States should share satellite data, as appropriate.'],
    [
      'shift',
      'A State should not conduct ICT activity that intentionally damages critical infrastructure.',
      'A State should not conduct ICT activity that damages critical infrastructure.',
    ],
    ['consistent', 'States should share satellite data.', 'States should share satellite data.'],
    ['consistent', 'We need a treaty on outer space.', 'Pakistan needs a treaty on outer space.'],
    ['unrelated', 'States should share satellite data.', 'Farmers should not grow wheat.'],
    [
      'unrelated',
      'We need a treaty on outer space.',
      'Some States argue that there is no need for a treaty on outer space.',
    ],
    ['unrelated', '', 'States should share satellite data.'],
  ])('%s: %s / %s', (verdict, prior, draft) => {
    expect(compare(prior, draft).verdict).toBe(verdict);
  });

  it.each([
    ['conflict', 'We call for:\n(a) a treaty on outer space;\n(b) peace.', 'We oppose a treaty on outer space.'],
    ['conflict', 'We call for a treaty on outer space.', 'We do not support:\n\n- war;\n- a treaty on outer space.'],
    ['consistent', 'We do not support:\n- a treaty on outer space.', 'We oppose a treaty on outer space.'],
    ['unrelated', 'Some States want:\n- a treaty on outer space.', 'We oppose a treaty on outer space.'],
    ['conflict', 'We oppose countermeasures.', 'Countermeasures are lawful. We support them.'],
    ['conflict', 'The ad hoc committee is dear to us. We support this committee.', 'We oppose the ad hoc committee.'],
  ])('reads lists and references as a draft’s: %s: %j / %j', (verdict, prior, draft) => {
    expect(compare(prior, draft).verdict).toBe(verdict);
  });

  it('rests on a commitment that the same text takes back no less than one of the record', () => {
    const draft = 'We support a treaty on outer space.';
    expect(compare('We oppose a treaty on outer space.', draft).verdict).toBe('conflict');
    expect(compare(`We oppose a treaty on outer space. ${draft}`, draft).verdict).toBe('consistent');
  });
});

describe('the differences of two texts', () => {
  it('say where in each text they stand', () => {
    const prior = 'Rain fell.\nStates should share satellite data.';
    const draft = 'States may share satellite data.';
    const { differences } = compare(prior, draft);
    expect(
      differences.map((each) => [
        each.kind,
        draft.slice(each.draft.start, each.draft.end),
        prior.slice(each.prior.start, each.prior.end),
      ]),
    ).toEqual([['weaker', 'may', 'should']]);
  });

  it('stand in the text as written where it has paragraphs and enumerators', () => {
    const prior = '1. Rain fell.\r\n\r\n2. States should share satellite data.';
    const draft = 'States:\n\n(a) may share satellite data.';
    const { differences } = compare(prior, draft);
    expect(
      differences.map((each) => [
        draft.slice(each.draft.start, each.draft.end),
        prior.slice(each.prior.start, each.prior.end),
      ]),
    ).toEqual([['may', 'should']]);
  });

  it('tell stronger from weaker', () => {
    const kinds = (prior: string, draft: string) => compare(prior, draft).differences.map(({ kind }) => kind);
    expect(kinds('States may share satellite data.', 'States should share satellite data.')).toEqual(['stronger']);
    expect(kinds('States should share satellite data, as appropriate.', 'States should share satellite data.')).toEqual(
      ['stronger'],
    );
  });
});

it('never throws, stays within 0 and 1, and points into the texts', () => {
  fc.assert(
    fc.property(anyText, anyText, (prior, draft) => {
      const { confidence, differences } = compare(prior, draft);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
      for (const difference of differences) {
        expect(difference.draft.end).toBeLessThanOrEqual(draft.length);
        expect(difference.prior.end).toBeLessThanOrEqual(prior.length);
      }
    }),
  );
});

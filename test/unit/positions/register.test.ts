import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareCommitments, nearness } from '../../../server/src/positions/compare.js';
import { type PositionRegister, readRegister } from '../../../server/src/positions/register.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { loadBundledLexicon } from '../../support/bundled.js';
import { readCommitments } from '../../support/record.js';

const lexicon = loadBundledLexicon();

function record(...lines: [holder: string, date: string, text: string][]): PositionRegister<number> {
  return finishSteps(
    readRegister(
      lines.map(([holder, date, text], place) => ({ holder, date, text, place })),
      lexicon,
      createTokenizer(lexicon.spelling),
    ),
  );
}

function asked(register: PositionRegister<number>, sentence: string, ...holders: string[]): number[] {
  const [commitment] = readCommitments(sentence);
  if (commitment === undefined) throw new Error(`nothing read: ${sentence}`);
  return register.candidates(commitment, holders).map((entry) => entry.sentence.place);
}

describe('the register', () => {
  it('finds what shares a word or an axis, newest first', () => {
    const register = record(
      ['Pakistan', '2019', 'We need a treaty.'],
      ['Pakistan', '2023', 'A treaty is essential.'],
      ['Pakistan', '2021', 'We need a vote.'],
      ['Pakistan', '2021-06', 'Participation should be mandatory.'],
    );
    expect(asked(register, 'No treaty is needed.', 'Pakistan')).toEqual([1, 0]);
    expect(asked(register, 'Sharing should be voluntary.', 'Pakistan')).toEqual([3]);
  });

  it('keeps the order of the record among equal dates', () => {
    const register = record(['Pakistan', '2021', 'We need a treaty.'], ['Pakistan', '2021', 'A treaty is essential.']);
    expect(asked(register, 'No treaty is needed.', 'Pakistan')).toEqual([0, 1]);
  });

  it('keeps holders apart', () => {
    const register = record(['Pakistan', '2021', 'We need a treaty.'], ['France', '2022', 'We need a treaty.']);
    expect(asked(register, 'No treaty is needed.', 'France')).toEqual([1]);
    expect(asked(register, 'No treaty is needed.', 'Pakistan', 'France')).toEqual([1, 0]);
    expect(asked(register, 'No treaty is needed.', 'Kenya')).toEqual([]);
  });

  it('holds nobody to what is reported, asked, supposed, conceded or quoted', () => {
    const register = record(
      ['Pakistan', '2021', 'Some States want a treaty.'],
      ['Pakistan', '2021', 'Is a treaty needed?'],
      ['Pakistan', '2021', 'If a treaty is needed, we will say so.'],
      ['Pakistan', '2021', 'The report says “a treaty is needed”.'],
    );
    expect(asked(register, 'No treaty is needed.', 'Pakistan')).toEqual([]);
  });

  it('reads each sentence as its holder’s own', () => {
    const register = record(
      ['France', '2021', 'France needs a treaty.'],
      ['Pakistan', '2021', 'France needs a treaty.'],
    );
    expect(asked(register, 'No treaty is needed.', 'France', 'Pakistan')).toEqual([0]);
  });

  it('does not find by acts that every sentence has', () => {
    const register = record(['Pakistan', '2021', 'States should establish a forum.']);
    expect(asked(register, 'We should establish a court.', 'Pakistan')).toEqual([]);
  });

  it('leaves out nobody that comparing would find anything in', () => {
    const read = readFileSync(new URL('../../eval/consistency.jsonl', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly draft: string }).draft);
    const register = record(...read.map((text): [string, string, string] => ['Pakistan', '2021', text]));
    const all = read.flatMap((text) => readCommitments(text)).filter(({ mode }) => mode === 'asserted');
    let found = 0;
    for (const one of all) {
      const candidates = new Set(
        register.candidates(one, ['Pakistan']).map(({ commitment }) => JSON.stringify(commitment)),
      );
      for (const other of all) {
        const { relation } = compareCommitments(other, one, register.weight);
        if (relation === 'unrelated' && nearness(other, one, register.weight) === 0) continue;
        found++;
        expect(candidates).toContain(JSON.stringify(other));
      }
      expect(candidates.size).toBeLessThan(all.length / 2);
    }
    expect(found).toBeGreaterThan(all.length);
  });

  it('weighs rare words more than common ones', () => {
    const register = record(
      ['Pakistan', '2021', 'We need a treaty.'],
      ['Pakistan', '2021', 'We need a treaty.'],
      ['Pakistan', '2021', 'We need a vote.'],
    );
    expect(register.weight('vote')).toBeGreaterThan(register.weight('legally-binding-instrument'));
    expect(register.weight('never said')).toBeGreaterThan(register.weight('vote'));
  });
});

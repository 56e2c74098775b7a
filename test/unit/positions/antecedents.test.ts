import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refersBack } from '../../../server/src/positions/antecedents.js';
import { anyText } from '../../support/arbitraries.js';
import { readCommitments } from '../../support/record.js';
import { processorTime } from '../../support/processorTime.js';

/** What the second of two sentences commits to, its words by the keys they are compared by. */
function keysAfter(before: string, sentence: string): readonly string[] {
  return readCommitments(sentence, 'Pakistan', { before }).flatMap(({ terms }) => terms.map(({ key }) => key));
}

const TREATY = 'legally-binding-instrument';

describe('a reference to the sentence before', () => {
  it.each([
    ['We call for a legally binding instrument on data.', 'Such an instrument is needed.', TREATY],
    ['We call for a treaty on data.', 'Such an instrument is needed.', TREATY],
    ['We call for a treaty on data.', 'This instrument is needed.', TREATY],
    ['Some States want legally binding rules.', 'We reject such rules.', 'binding-rules'],
    ['Some States want legally binding rules.', 'We reject these rules, and always will.', 'binding-rules'],
    ['Much is said of the ad hoc committee.', 'That is why this committee should meet.', 'ad-hoc-committee'],
    ['We thank the Group of Governmental Experts.', 'The Group should meet again.', 'gge'],
    ['We support verification.', 'It should be voluntary.', 'verification'],
    ['We support verification.', 'It must not be voluntary.', 'verification'],
    ['Countermeasures are dangerous.', 'They should be banned.', 'countermeasures'],
    ['We do not accept countermeasures.', 'We oppose them.', 'countermeasures'],
    ['Accreditation is contested.', 'We support it.', 'accreditation'],
  ])('is read as what it means: %s %s', (before, sentence, key) => {
    expect(keysAfter(before, sentence)).toContain(key);
    expect(keysAfter('Thank you, Chair.', sentence)).not.toContain(key);
  });

  it.each([
    [
      'two things may be called so',
      'The ad hoc committee and the Sixth Committee differ.',
      'This committee should meet.',
    ],
    ['something else is called so', 'A fishing committee is no ad hoc committee.', 'This committee should meet.'],
    ['nothing is called so', 'We call for a treaty on data.', 'Such a court is needed.'],
    ['more is said of it', 'We call for a treaty on data.', 'Such instruments on trade are needed.'],
    ['it names something else', 'We call for a treaty on data.', 'This instrument panel is needed.'],
    ['two things are named', 'We support verification of attribution.', 'It should be voluntary.'],
    ['somebody is named first', 'Brazil supports verification.', 'It should be voluntary.'],
    ['something is named first', 'The market needs verification.', 'It should be voluntary.'],
    ['the number differs', 'Countermeasures are dangerous.', 'It should be banned.'],
    ['the number differs the other way', 'We support verification.', 'They should be banned.'],
    ['it stands for nothing', 'We support verification.', 'It is important to report incidents.'],
    ['it stands for what follows', 'We support verification.', 'It should be noted that time is short.'],
    ['its own sentence names something', 'We support verification.', 'States that share data should protect it.'],
    ['an infinitive follows', 'Countermeasures are dangerous.', 'We ask them to stop.'],
  ])('stays as it stands where %s', (_, before, sentence) => {
    expect(keysAfter(before, sentence)).toEqual(keysAfter('Thank you, Chair.', sentence));
  });

  it('has the words of the reference for its own', () => {
    const sentence = 'We see no need for such an instrument.';
    const [commitment] = readCommitments(sentence, 'Pakistan', { before: 'Some call for a treaty on data.' });
    const term = commitment?.terms.find(({ key }) => key === TREATY);
    expect(term).toMatchObject({ polarity: -1, matter: 'topic' });
    expect(sentence.slice(term?.start, term?.end)).toBe('such an instrument');
  });

  it('is looked for in no sentence that cannot hold one, and none is read otherwise that does not', () => {
    expect(refersBack('States should report incidents.')).toBe(false);
    fc.assert(
      fc.property(anyText, anyText, (before, sentence) => {
        const read = readCommitments(sentence, 'Pakistan', { before });
        if (!refersBack(sentence)) expect(read).toEqual(readCommitments(sentence));
        for (const { start, end } of read) expect(end <= sentence.length && start < end).toBe(true);
      }),
    );
  });

  it('is found in time proportional to the text', () => {
    const before = 'We support verification and such rules of committees. '.repeat(2000);
    const timeOf = (times: number): number => {
      const sentence = 'it they such committees '.repeat(times);
      const began = processorTime();
      readCommitments(sentence, 'Pakistan', { before });
      return processorTime() - began;
    };
    timeOf(500);
    expect(timeOf(20_000)).toBeLessThan(5000);
  });
});

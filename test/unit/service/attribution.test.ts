import { describe, expect, it } from 'vitest';
import { agreedTextNamed } from '../../../server/src/service/attribution.js';

function named(marked: string): string | undefined {
  return agreedTextNamed(marked.replace('¦', ''), marked.indexOf('¦'));
}

describe('agreedTextNamed', () => {
  it.each([
    ['The 2015 GGE report has emphasized that ¦capacity-building involves more.', 'the 2015 GGE report'],
    ['General Assembly resolution 73/27 recognized that ¦all States benefit.', 'General Assembly resolution 73/27'],
  ])('reads %j', (sentence, expected) => {
    expect(named(sentence)).toBe(expected);
  });

  it.each([
    ['the text is not named', 'Previous GGE reports have recognized that ¦CBMs strengthen peace.'],
    ['no body stands behind it', 'The 2019 report of our ministry noted that ¦threats grow.'],
    ['the wording stands before the verb', 'The 2015 ¦GGE report has emphasized that capacity-building matters.'],
    ['it is denied', 'The 2015 GGE report has not concluded that ¦force is lawful.'],
    ['it is a condition', 'If the 2021 OEWG report stated that ¦force is lawful.'],
    ['it is a draft', 'The draft OEWG report of 2021 stated that ¦force is lawful.'],
    ['it is a delegation that speaks', 'Pakistan, recalling the 2015 GGE report, emphasized that ¦rules must bind.'],
    ['another clause begins', 'The 2015 GGE report has emphasized that norms matter; ¦rules must bind.'],
    ['nothing is reported', '¦Capacity-building involves more than a transfer of knowledge.'],
  ])('is silent when %s', (_, sentence) => {
    expect(named(sentence)).toBeUndefined();
  });
});

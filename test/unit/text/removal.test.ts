import { describe, expect, it } from 'vitest';
import { removalOf } from '../../../server/src/text/removal.js';

function without(text: string, words: string): string {
  const at = text.indexOf(words);
  const { start, end, newText } = removalOf(text, { start: at, end: at + words.length });
  return text.slice(0, start) + newText + text.slice(end);
}

describe('removalOf', () => {
  it.each([
    ['between two words', 'States must intentionally harm nobody.', 'intentionally', 'States must harm nobody.'],
    ['between commas', 'States must, as appropriate, report.', 'as appropriate', 'States must report.'],
    ['at the end', 'States must report as appropriate.', 'as appropriate', 'States must report.'],
    ['behind a comma at the end', 'States must report, as appropriate.', 'as appropriate', 'States must report.'],
    [
      'behind a comma that stays',
      'In war, intentionally harming is wrong.',
      'intentionally',
      'In war, harming is wrong.',
    ],
    ['at the beginning', 'As appropriate, States must report.', 'As appropriate', 'States must report.'],
    ['alone', 'Voluntarily', 'Voluntarily', ''],
  ])('takes words away %s', (_, text, words, left) => {
    expect(without(text, words)).toBe(left);
  });
});

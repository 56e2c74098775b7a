import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences, trimSpan } from '../../../server/src/text/sentences.js';
import { anyText } from '../../support/arbitraries.js';
import { processorTime } from '../../support/processorTime.js';

const sentences = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['full stops', 'Norms are useful. A treaty is better.', 2],
    ['question and exclamation marks', 'Is it? It is! We think so.', 3],
    ['a stop inside quotation marks', 'He said “no.” We agree.', 2],
    [
      'an abbreviation, when the next word can only open a sentence',
      'We left the U.S. The group met. So did Mr. Hun Sen. This helped.',
      4,
    ],
    ['"etc." before a capital', 'It spoke of norms, rules, etc. States agreed.', 2],
    ['"no", when no number follows', 'The answer is no. We regret it.', 2],
    ['a full stop before a figure', 'Progress is slow. 21 States have signed in all.', 2],
    ['a bracket that holds a sentence', 'All agreed. (One State made a reservation.) The text stands.', 3],
    ['a dated resolution', 'It recalled resolution 1325 (2000). That text is in force.', 2],
    ['a semicolon never', 'It welcomed the report; it also took note of it.', 1],
    ['a question in quotation marks that goes on', 'The question “why now?” remains open. So be it.', 2],
  ])('end at %s', (_, text, count) => {
    expect(sentences(text)).toHaveLength(count);
  });

  it.each([
    ['titles', 'Mr. Khan and Dr. Lee met Amb. Diaz.'],
    ['paragraph references', 'See para. 12 and paras. 3 and 4 of A/75/816, and Art. 51.'],
    ['Latin', 'Other means, e.g. Sanctions, i.e. Pressure, are unacceptable.'],
    ['initials', 'Ambassador J. R. Smith spoke.'],
    ['decimals and versions', 'Growth of 3.5 per cent was seen.'],
    ['resolutions with a supplement', 'It is in A/75/816/Add. 1 and in Corr. 2 of it.'],
    ['lower case after a stop', 'The group met at 3 p.m. and adjourned.'],
    ['a line break inside', 'The group\nmet in\r\nGeneva.'],
    ['a resolution with its date', 'See A/RES/73/27 of 5 December 2018 and Res. 1325 (2000) of the Council.'],
    ['examples in brackets', 'Some means (e.g. Internet shutdowns) and one body, viz. The Hague court, were named.'],
    [
      'articles, numbers and saints',
      'Under art. 51 and Decree No. 4, St. Petersburg and St. Lucia agreed with Messrs. Smith and Lee.',
    ],
    ['initials of States and bodies', 'The U.N. General Assembly heard the U.S. delegation and H.E. Mr. J. P. Khan.'],
    ['ranks', 'He heard Lt. Col. Diaz and Gen. Okafor.'],
    ['letters in a list', 'States should: a) share; b. Report; and c. Cooperate.'],
    ['an ellipsis that opens a quotation', 'He said: "... The rule stands."'],
    ['a bracket that only cites', 'He said “so it is.” (A/40/6, p. 12) and left.'],
    ['a symbol with a stop inside', 'It is in A/CONF./48/14 of 1972.'],
    ['a court case', 'The Court held in Nicaragua v. United States that it is law.'],
    ['an enumerator in front', '12. The group met.'],
  ])('are not cut by %s', (_, text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('are found in time that grows with the text alone, spaces included', () => {
    const began = performance.now();
    expect(sentences(`The group met.${' '.repeat(200_000)}12 States spoke.`)).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('come without white space at their edges', () => {
    expect(splitSentences('  We agree.   They do not.  ')).toEqual([
      { start: 2, end: 11 },
      { start: 14, end: 26 },
    ]);
  });

  it('of white space are none', () => {
    expect(splitSentences(' \n\t ')).toEqual([]);
    expect(splitSentences('')).toEqual([]);
  });

  it('cover every character that is not white space, once and in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const solid = (part: string): string => part.replace(/\s/gu, '');
        expect(sentences(text).map(solid).join('')).toBe(solid(text));
        for (const { start, end } of splitSentences(text)) {
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
        }
      }),
    );
  });

  it('of a long text are those of its parts', () => {
    const part = 'The group met in Geneva. It agreed on para. 12 of its report. ';
    expect(sentences(part.repeat(200))).toEqual(Array.from({ length: 200 }, () => sentences(part)).flat());
  });

  it('of a very long text take time in proportion to its length', () => {
    const started = processorTime();
    expect(splitSentences('States met again, and again, and Again; '.repeat(5000))).toHaveLength(1);
    expect(processorTime() - started).toBeLessThan(5000);
  });
});

describe('trimSpan', () => {
  it('takes white space off both ends and never turns round', () => {
    expect(trimSpan(' a b ', { start: 0, end: 5 })).toEqual({ start: 1, end: 4 });
    expect(trimSpan('   ', { start: 1, end: 2 })).toEqual({ start: 2, end: 2 });
  });
});

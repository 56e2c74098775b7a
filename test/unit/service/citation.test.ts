import { describe, expect, it } from 'vitest';
import { formatCitation, formatPlace, formatQuoted } from '../../../server/src/service/citation.js';
import { makeDocument } from '../../support/corpus.js';

describe('formatCitation', () => {
  it.each([
    [{ kind: 'working-paper', between: ['2019', '2021'] }, 'Pakistan, working paper, undated, para. 1'],
    [{ date: '2021-12-13' }, 'Pakistan, statement, 13 December 2021, para. 1'],
    [{ symbol: 'A/RES/73/27', kind: 'resolution', date: '2018-12-05' }, 'A/RES/73/27, 5 December 2018, para. 1'],
  ] as const)('of %j', (metadata, expected) => {
    const document = makeDocument({ id: 'a', text: 'Peace.', ...metadata });
    const [passage] = document.passages;
    expect(passage && formatCitation(document, passage)).toBe(expected);
  });
});

describe('formatPlace', () => {
  it('adds the page where the file has pages, also to what is cited and quoted', () => {
    const document = makeDocument({ id: 'a', date: '2020', text: 'Peace.' });
    const [passage] = document.passages;
    if (passage === undefined) throw new Error('no passage');
    expect(formatPlace(passage)).toBe('para. 1');
    expect(formatPlace({ ...passage, page: 4 })).toBe('para. 1, p. 4');
    expect(formatCitation(document, { ...passage, page: 4 })).toBe('Pakistan, statement, 2020, para. 1, p. 4');
  });
});

describe('formatQuoted', () => {
  it('puts the words in quotation marks, inner ones made single, without what ends a clause', () => {
    expect(formatQuoted('Stockpiling of “vulnerabilities” is a risk;')).toBe(
      '“Stockpiling of ‘vulnerabilities’ is a risk”',
    );
  });
});

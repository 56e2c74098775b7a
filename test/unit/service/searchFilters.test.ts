import { describe, expect, it } from 'vitest';
import { createDocumentFilter } from '../../../server/src/service/searchFilters.js';
import { parseSearchQuery } from '../../../server/src/service/searchQuery.js';
import { createContextOf } from '../../support/record.js';

const FORUM = 'Open-ended Working Group on security of and in the use of information and communications technologies';
const context = createContextOf([
  { id: 'statement', date: '2021-12-13', forum: FORUM, session: 'first substantive session', text: 'Rivers flow.' },
  { id: 'speeches', date: '2023-03', session: 'fourth substantive session', text: 'Mountains stand.' },
  { id: 'group', holder: 'Non-Aligned Movement', between: ['2020-03', '2020-09'], text: 'Winds blow.' },
  { id: 'foreign', holder: 'Côte d’Ivoire', date: '2019', title: 'Remarks', text: 'Rain falls.' },
  {
    id: 'resolution',
    holder: 'General Assembly',
    tier: 'adopted',
    date: '2018-12-05',
    symbol: 'A/RES/73/27',
    text: 'Snow melts.',
  },
  { id: 'chair', holder: 'Chair', tier: 'chair', text: 'Clouds pass.' },
]);

/** Ids of the documents that pass, in the order of their names, and the remarks. */
function filter(query: string): { passing: string; remarks: readonly string[] } {
  const { filters, problems } = parseSearchQuery(query);
  expect(problems).toEqual([]);
  const { accepts, remarks } = createDocumentFilter(filters, context);
  const passing = context.index.documents.flatMap(({ id }, i) => (accepts(i) ? id : []));
  return { passing: passing.toSorted().join(' '), remarks };
}

describe('the filters of a search', () => {
  it.each([
    ['', 'chair foreign group resolution speeches statement'],
    ['by:Pakistan', 'speeches statement'],
    ['by:non-aligned', 'group'],
    ['by:"Non-Aligned Movement"', 'group'],
    ['by:NAM', 'group'],
    ['by:nam', ''],
    ['by:cote', 'foreign'],
    ['by:CÔTE', 'foreign'],
    ['by:Ivoire', ''],
    ['by:own', 'speeches statement'],
    ['by:group', 'group'],
    ['by:other', 'chair foreign resolution'],
    ['by:own by:group', 'group speeches statement'],
    ['tier:adopted', 'resolution'],
    ['tier:chair tier:group', 'chair group'],
    ['tier:other', 'foreign'],
    ['in:OEWG', 'statement'],
    ['in:"open-ended working"', 'statement'],
    ['in:"fourth session"', 'speeches'],
    ['in:session in:first', 'statement'],
    ['in:A/RES/73/27', 'resolution'],
    ['in:remark', 'foreign'],
    ['by:own in:fourth', 'speeches'],
  ])('%s', (query, expected) => expect(filter(query).passing).toBe(expected));

  it.each([
    ['from:2022', 'speeches'],
    ['from:2021-12-13', 'speeches statement'],
    ['from:2021-12-14', 'speeches'],
    ['from:2023-03-31', 'speeches'],
    ['from:2023-04', ''],
    ['to:2018', 'resolution'],
    ['to:2018-12-04', ''],
    ['from:2020-05 to:2020-06', 'group'],
    ['from:2020-10 to:2021', 'statement'],
  ])('%s keeps to documents that can be of that time, and names those that may be of any', (query, expected) => {
    const { passing, remarks } = filter(query);
    expect(passing).toBe(expected);
    expect(remarks[0]).toBe('Left out, because no date of theirs is known: 1 document.');
  });

  it('tells of a holder and of a place that the record does not have', () => {
    expect(filter('by:France').remarks).toEqual([
      'The record has no document by “France”. It has documents by: Pakistan; Non-Aligned Movement; Côte d’Ivoire; General Assembly; Chair.',
    ]);
    expect(filter('in:Geneva').remarks).toEqual(['No forum, session or title in the record has “Geneva”.']);
  });

  it('says so when each filter passes something and all together nothing', () => {
    expect(filter('by:France tier:adopted').remarks).toHaveLength(1);
    expect(filter('by:own tier:adopted').remarks).toEqual([
      'No document of the record passes all the filters. Take one out.',
    ]);
    expect(filter('by:own tier:own').remarks).toEqual([]);
  });
});

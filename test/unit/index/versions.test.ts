import { describe, expect, it } from 'vitest';
import { createBundledContext } from '../../support/bundled.js';
import { makeIndex, type TestDocument } from '../../support/corpus.js';

const COMMON = `Each Party shall prepare, communicate and maintain successive contributions that it intends to achieve, and shall
  pursue domestic measures with the aim of achieving the objectives of such contributions at the national level.`;
const FIRST = `The purpose of this Agreement is to [enhance the implementation of the Convention][achieve the objective of the
  Convention as set out in its second Article], through enhanced action, cooperation and support among all Parties.`;
const SECOND = `The purpose of this Agreement is to strengthen the global response to the threat of climate change, in the context
  of sustainable development and of efforts to eradicate poverty wherever it is found.`;
const ENDING = `Support shall be provided to developing country Parties for the implementation of this article, recognizing that
  enhanced support will allow for higher ambition in their actions over time and in every sector.`;
const OTHER = `The Committee met in closed session on the budget of the biennium and heard the report of its auditors on the
  accounts, which it took note of without a vote before it turned to the calendar of conferences.`;

const draft = (id: string, text: string, rest: Partial<TestDocument> = {}): TestDocument => ({
  id,
  kind: 'draft',
  holder: 'Unknown',
  title: `Draft agreement (${id})`,
  text,
  ...rest,
});
const october = draft('oct', `${FIRST}\n\n${COMMON}\n\n${OTHER}`, { date: '2015-10-23' });
const november = draft('nov', `${FIRST}\n\n${COMMON}\n\n${ENDING}`, { date: '2015-11-20' });
const december = draft('dec', `${SECOND}\n\n${COMMON}\n\n${ENDING}`, { date: '2015-12-12', title: 'The Agreement' });
const chains = (documents: readonly TestDocument[]): string[][] =>
  makeIndex(documents).versions.map((chain) => [...chain.documents]);

describe('versions', () => {
  it('are linked from the oldest to the newest, through those between', () => {
    const index = makeIndex([december, october, november]);
    expect(index.versions).toEqual([{ documents: ['oct', 'nov', 'dec'] }]);
    expect(index.documents.map(({ id }) => id)).toEqual(['dec', 'nov', 'oct']);
    expect(index.duplicates).toEqual([]);
  });

  it('do not depend on the order in which the documents come', () => {
    expect(chains([october, november, december])).toEqual([['oct', 'nov', 'dec']]);
  });

  it('are put in order by their names when no date tells', () => {
    const undated = [10, 9, 2].map((n) =>
      draft(
        `rev.${n}`,
        `${FIRST}\n\n${COMMON}\n\n${'Word '.repeat(3)}${'revised '.repeat(n)}. ${n % 2 ? ENDING : OTHER}`,
      ),
    );
    expect(chains(undated)).toEqual([['rev.2', 'rev.9', 'rev.10']]);
  });

  it('need half of the text, or a quarter under one title', () => {
    const short = draft('short', `${COMMON}\n\n${OTHER}`, { date: '2015-11-30' });
    expect(chains([december, { ...short, title: 'Accounts of the Committee' }])).toEqual([]);
    expect(chains([december, { ...short, title: 'Revised draft: the agreement' }])).toEqual([['short', 'dec']]);
  });

  it.each<[string, TestDocument, TestDocument]>([
    ['two resolutions', { ...october, kind: 'resolution' }, { ...november, kind: 'resolution' }],
    ['two statements', { ...october, kind: 'statement' }, { ...november, kind: 'statement' }],
    [
      'papers of two delegations',
      { ...october, kind: 'working-paper', holder: 'Chile' },
      { ...november, kind: 'working-paper', holder: 'Peru' },
    ],
    ['the same text on two days', october, { ...october, id: 'again', date: '2016-10-23' }],
  ])('are not seen in %s', (_, one, other) => {
    const index = makeIndex([one, other]);
    expect(index.versions).toEqual([]);
    expect(index.documents).toHaveLength(2);
  });

  it('do not occur in the bundled record', () => {
    expect(createBundledContext().index.versions).toEqual([]);
  });
});

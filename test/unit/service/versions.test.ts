import { describe, expect, it } from 'vitest';
import { searchPrecedents } from '../../../server/src/service/searchPrecedents.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkHover } from '../../support/checks.js';
import { makeDocument, type TestDocument } from '../../support/corpus.js';

const COMMON = `Each Party shall prepare, communicate and maintain successive zeppelin inventories that it intends to achieve,
  and shall pursue domestic measures with the aim of achieving the objectives of such inventories at the national level.`;
const draft = (id: string, text: string, rest: Partial<TestDocument>) =>
  makeDocument({
    id,
    kind: 'draft',
    holder: 'Unknown',
    title: 'Draft agreement',
    text: `${COMMON}\n\n${text}`,
    ...rest,
  });

const context = createBundledContext([
  draft('a', 'Airship harbours shall be open to all Parties without any discrimination whatsoever.', {
    date: '2015-11-20',
  }),
  draft('b', 'Airship harbours may be closed by a Party in the interest of its public security.', {
    date: '2015-12-09',
  }),
]);

describe('an earlier version of a text', () => {
  it('is told from the later one, and whether the wording was kept', () => {
    const dropped = checkHover('Airship harbours shall be op¦en to all Parties', context)?.text;
    expect(dropped).toContain('draft, 20 November 2015');
    expect(dropped).toContain('A later version of this text, 9 December 2015, does not have these words.');
    const kept = checkHover('maintain successive zeppelin invent¦ories', context)?.text ?? '';
    expect(kept.match(/A later version of this text, 9 December 2015, has these words too\./g)).toHaveLength(1);
  });

  it('is not found in the newest version, nor in a document that stands alone', () => {
    expect(checkHover('Airship harbours may be clo¦sed by a Party', context)?.text).not.toContain('later version');
    expect(checkHover('open, sec¦ure, stable, accessible', context)?.text).not.toContain('later version');
  });

  it('is marked in a search', () => {
    const found = searchPrecedents({ query: 'airship harbours', limit: 5 }, context);
    expect(found.precedents.map(({ date, laterVersion }) => [date, laterVersion])).toEqual([
      ['9 December 2015', undefined],
      ['20 November 2015', '9 December 2015'],
    ]);
  });

  it('is told from an undated one by its symbol', () => {
    const undated = [
      draft('a', 'First ending with several other words of its own.', { symbol: 'L.9' }),
      draft('b', 'Another ending that says a different thing at the end.', { symbol: 'L.10' }),
    ];
    const [first] = searchPrecedents(
      { query: 'First ending with several', limit: 1 },
      createBundledContext(undated),
    ).precedents;
    expect(first?.laterVersion).toBe('L.10');
  });
});

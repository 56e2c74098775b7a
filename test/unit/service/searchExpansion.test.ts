import { describe, expect, it } from 'vitest';
import { createRelatedWords } from '../../../server/src/positions/relatedWords.js';
import { acronymOf, spelledOut } from '../../../server/src/service/acronyms.js';
import { searchPassages } from '../../../server/src/service/search.js';
import { createBundledContext } from '../../support/bundled.js';
import { makeDocument, testTokenize } from '../../support/corpus.js';

const context = createBundledContext([
  makeDocument({
    id: 'acronyms',
    date: '2024',
    text: `Confidence-building measures (CBMs) reduce risk.

      The Zeppelin Safety Board (ZSB) met twice, and the rules of the road (RoR) apply.

      Unrelated words (XYZ) stand here.

      A prohibition of zeppelin traffic is needed.`,
  }),
]);

function found(query: string): string[] {
  return searchPassages(query, 5, context).found.map(
    ({ passage, reasons }) => `${passage.text} [${reasons.join(', ')}]`,
  );
}

describe('related words', () => {
  const related = createRelatedWords(
    [
      ['ban', 'prohibition'],
      ['cyber weapons', 'digital arms'],
      ['weapons', 'arms'],
    ],
    testTokenize,
  );

  it('match the longest expression in any inflection and give the others', () => {
    expect(related.match(['bans'], 0)).toEqual({ length: 1, others: [['prohibition']] });
    expect(related.match(['a', 'cyber', 'weapon'], 1)).toEqual({ length: 2, others: [['digital', 'arms']] });
    expect(related.match(['weapons'], 0)).toEqual({ length: 1, others: [['arms']] });
    expect(related.match(['zeppelin'], 0)).toBeUndefined();
    expect(related.match([], 0)).toBeUndefined();
  });
});

describe('acronyms', () => {
  it('are read out of the documents, both ways', () => {
    expect(spelledOut('zsb', context)).toEqual(['zeppelin', 'safety', 'board']);
    expect(spelledOut('ror', context)?.join(' ')).toBe('rules of the road');
    expect(acronymOf(['zeppelin', 'safety', 'board'], context)).toBe('zsb');
  });

  it('are none where the initials are others', () => {
    expect(spelledOut('xyz', context)).toBeUndefined();
    expect(acronymOf(['unrelated', 'words'], context)).toBeUndefined();
    expect(spelledOut('a', context)).toBeUndefined();
    expect(spelledOut('nowhere', context)).toBeUndefined();
  });
});

describe('a search in other words', () => {
  it('finds what says the same otherwise, and says so', () => {
    expect(found('ban on zeppelin traffic')[0]).toBe(
      'A prohibition of zeppelin traffic is needed. [in other words, own delegation, newest]',
    );
    expect(found('ZSB meeting').some((text) => text.startsWith('The Zeppelin Safety Board'))).toBe(true);
  });

  it('puts the words typed before other words, and quotes nothing but what was typed', () => {
    const [first] = found('prohibition of zeppelin traffic');
    expect(first).toContain('exact wording');
    expect(found('"ban on zeppelin traffic"')).toEqual([]);
  });

  it('keeps filters and exclusions', () => {
    expect(found('ban on zeppelin traffic by:group').filter((text) => text.includes('zeppelin'))).toEqual([]);
    expect(found('ban on zeppelin traffic -needed').filter((text) => text.includes('zeppelin traffic'))).toEqual([]);
  });

  it('takes no word for a slip that has other words', () => {
    const { remarks } = searchPassages('outlaw zeppelins', 5, context);
    expect(remarks).toEqual([]);
  });
});

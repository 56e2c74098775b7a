import { expect, test } from 'vitest';
import { searchHelp, withHelp } from '../../../../client/src/search/searchHelp.js';
import { parseSearchQuery } from '../../../../server/src/service/searchQuery.js';
import { ENGLISH } from '../../../support/localizer.js';

test('what the help shows is what the search understands', () => {
  for (const { written, meaning } of searchHelp(ENGLISH)) {
    const shown = [written, ...(meaning.match(/(?<=^|[\s;,])[a-z]+:[^\s;,"]+|-?(?:[a-z]+:)?"[^"]+"/g) ?? [])];
    for (const query of shown) {
      const { words, problems } = parseSearchQuery(query);
      expect({ query, words, problems }).toEqual({ query, words: '', problems: [] });
    }
  }
});

test('choosing a help puts it behind what is typed, apart from it', () => {
  const help = { written: 'from:2021', inserted: 'from:', meaning: '' };
  expect(withHelp('', help)).toBe('from:');
  expect(withHelp('treaty', help)).toBe('treaty from:');
  expect(withHelp('treaty ', help)).toBe('treaty from:');
});

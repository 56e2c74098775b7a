import { expect, test } from 'vitest';
import { headingSlugs } from '../../../../client/src/draft/slugs.js';

test('headings become fragments in lower case, words joined by hyphens, punctuation gone', () => {
  expect(headingSlugs('# Rules, norms and principles\n\n## Capacity-building ##\ntext\n')).toEqual([
    'rules-norms-and-principles',
    'capacity-building',
  ]);
});

test('repeated headings are numbered', () => {
  expect(headingSlugs('# A\n# A\n# A')).toEqual(['a', 'a-1', 'a-2']);
});

test('letters outside ASCII stay', () => {
  expect(headingSlugs('# Aide-Mémoire')).toEqual(['aide-mémoire']);
});

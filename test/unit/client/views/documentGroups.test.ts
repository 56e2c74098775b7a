import { expect, test } from 'vitest';
import { filterDocuments, groupBy, groupByHolder, yearsOf } from '../../../../client/src/views/documentGroups.js';
import { documentInfo as about } from '../../../support/documentInfo.js';

const names = (groups: readonly { readonly name: string | undefined }[]) => groups.map(({ name }) => name);

test('forums come in the order of their first document, what names none last', () => {
  const documents = [
    about('a'),
    about('b', { forum: 'OEWG' }),
    about('c', { forum: 'GGE' }),
    about('d', { forum: 'OEWG' }),
  ];
  const groups = groupBy(documents, 'forum');
  expect(names(groups)).toEqual(['OEWG', 'GGE', undefined]);
  expect(groups[0]?.documents.map(({ title }) => title)).toEqual(['b', 'd']);
  expect(groups.flatMap((group) => group.documents)).toHaveLength(documents.length);
});

test('holders come by name, the delegation and its groups first', () => {
  const documents = [
    about('a', { holder: 'Zambia' }),
    about('b', { holder: 'NAM', tier: 'group' }),
    about('c', { holder: 'Égypte' }),
    about('d', { holder: 'Pakistan', tier: 'own' }),
    about('e', { holder: 'france' }),
  ];
  expect(names(groupByHolder(documents))).toEqual(['Pakistan', 'NAM', 'Égypte', 'france', 'Zambia']);
});

test('a filter looks at title, holder, symbol and file, whatever the accents and the order', () => {
  const documents = [
    about('Déclaration on zeppelins', { symbol: 'A/C.1/77/3' }),
    about('Airships', { holder: 'Côte d’Ivoire', source: '004_cable.txt' }),
  ];
  const found = (filter: string) => filterDocuments(documents, filter).map(({ title }) => title);
  expect(found('')).toHaveLength(2);
  expect(found('ZEPPELINS declaration')).toEqual(['Déclaration on zeppelins']);
  expect(found('c.1/77')).toEqual(['Déclaration on zeppelins']);
  expect(found('cote')).toEqual(['Airships']);
  expect(found('004_')).toEqual(['Airships']);
  expect(found('zeppelins airships')).toEqual([]);
});

test('the years of documents are the first and the last that are known', () => {
  expect(yearsOf([])).toBe('');
  expect(yearsOf([about('a')])).toBe('');
  expect(yearsOf([about('a', { orderingDate: '2021-03' }), about('b')])).toBe('2021');
  expect(yearsOf([about('a', { orderingDate: '2023' }), about('b', { orderingDate: '2018-12-01' })])).toBe('2018–2023');
});

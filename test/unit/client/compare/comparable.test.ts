import { expect, test } from 'vitest';
import { comparable } from '../../../../client/src/compare/comparable.js';
import { documentInfo } from '../../../support/documentInfo.js';

test('a draft is set beside the delegation’s own documents first, and beside none that is retired or withheld', () => {
  const documents = [
    documentInfo('theirs'),
    documentInfo('new', { tier: 'own' }),
    documentInfo('gone', { tier: 'own', choices: [{ list: 'retired' }] }),
    documentInfo('kept', { tier: 'own', withheld: true }),
    documentInfo('old', { tier: 'own', choices: [{ list: 'retired', words: 'one passage' }] }),
  ];
  expect(comparable(documents).map(({ title }) => title)).toEqual(['new', 'old', 'theirs']);
});

import { expect, test } from 'vitest';
import { provideHolders } from '../../../server/src/service/holders.js';
import { createBundledContext } from '../../support/bundled.js';
import { createContextOf } from '../../support/record.js';

test('holders are told with their documents, the most frequent first', () => {
  expect(provideHolders(createBundledContext())).toEqual([
    { holder: 'Pakistan', documents: 3 },
    { holder: 'Non-Aligned Movement', documents: 1 },
  ]);
});

test('what does not say whose it is counts for nobody', () => {
  const context = createContextOf([{ id: 'cable', date: '2020', holder: 'Unknown', text: 'A cable.' }]);
  expect(provideHolders(context)).toEqual([]);
});

import { expect, test } from 'vitest';
import { provideHolders } from '../../../server/src/service/holders.js';
import { createBundledContext } from '../../support/bundled.js';

test('holders are told with their documents, the most frequent first', () => {
  expect(provideHolders(createBundledContext())).toEqual([
    { holder: 'Pakistan', documents: 3 },
    { holder: 'Non-Aligned Movement', documents: 1 },
  ]);
});

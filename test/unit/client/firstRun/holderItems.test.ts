import { describe, expect, test } from 'vitest';
import { holderItems } from '../../../../client/src/firstRun/holderItems.js';

const RECORD = [
  { holder: 'Pakistan', documents: 3 },
  { holder: 'Brazil', documents: 1 },
];

describe('the names to choose from', () => {
  test('are those of the record, then those of the settings that it lacks', () => {
    expect(holderItems(RECORD, ['brazil', 'Group of 77'])).toEqual([
      { name: 'Pakistan', documents: 3 },
      { name: 'Brazil', documents: 1 },
      { name: 'Group of 77', documents: 0 },
    ]);
  });

  test('end with what is typed, where it is none of them', () => {
    expect(holderItems(RECORD, [], ' Kenya ').at(-1)).toEqual({ name: 'Kenya', documents: 0 });
    expect(holderItems(RECORD, [], 'pakistan')).toHaveLength(2);
    expect(holderItems([], [], '  ')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { dateLabel, dayLabel, tierLabel } from '../../../server/src/service/labels.js';

const base = { title: 'T', holder: 'Pakistan', kind: 'statement', tier: 'own' } as const;

describe('dateLabel', () => {
  it.each([
    [{ ...base, date: '2021-12-13' }, '13 December 2021'],
    [{ ...base, date: '2023-03-06' }, '6 March 2023'],
    [{ ...base, date: '2023-03' }, 'March 2023'],
    [{ ...base, date: '2020' }, '2020'],
    [{ ...base, between: ['2019', '2021-03'] as const }, 'undated, between 2019 and March 2021'],
    [base, 'undated'],
  ])('of %j', (metadata, expected) => {
    expect(dateLabel(metadata)).toBe(expected);
  });
});

describe('dayLabel', () => {
  it('gives the year of what is no day', () => {
    expect(dayLabel('2021-13')).toBe('2021');
    expect(dayLabel('')).toBe('');
  });
});

describe('tierLabel', () => {
  it('calls only an adopted text adopted', () => {
    expect(tierLabel('adopted')).toBe('adopted text');
    for (const tier of ['chair', 'group', 'own', 'other'] as const) expect(tierLabel(tier)).not.toMatch(/adopt|agree/);
  });
});

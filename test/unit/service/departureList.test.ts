import { expect, it } from 'vitest';
import type { RecordedDeparture } from '../../../server/src/ingest/departuresFile.js';
import { listDepartures } from '../../../server/src/service/departureList.js';

const at = (date: string, line: number): RecordedDeparture => ({
  rule: 'fact-mismatch',
  by: 'A',
  date,
  reason: 'why',
  sentence: 'one',
  from: { document: 'a', citation: 'b', quote: 'c' },
  line,
});

it('lists departures of all files newest first, the last of a day before the others, with rule and day in words', () => {
  const listed = listDepartures([
    { uri: 'file:///home.yaml', departures: [at('2026-03-12', 1), at('2026-03-14', 9), at('2026-03-12', 17)] },
    { uri: 'file:///mission.yaml', departures: [at('2026-03-14', 3), at('2026-03-13', 30)] },
  ]);
  expect(listed.map(({ date, line, uri }) => [date, line, uri.slice(8)])).toEqual([
    ['2026-03-14', 9, 'home.yaml'],
    ['2026-03-14', 3, 'mission.yaml'],
    ['2026-03-13', 30, 'mission.yaml'],
    ['2026-03-12', 17, 'home.yaml'],
    ['2026-03-12', 1, 'home.yaml'],
  ]);
  expect(listed[0]).toMatchObject({ departs: 'Differs from a fact of the record', day: '14 March 2026' });
});

import { expect, test } from 'vitest';
import { describeStatus } from '../../../client/src/statusText.js';
import { ENGLISH } from '../../support/localizer.js';
import type { StatusParams } from '../../../server/src/api/protocol.js';

const ready: StatusParams = {
  state: 'ready',
  documents: 4,
  passages: 1,
  revision: 1,
  duplicates: [],
  problems: [],
};

test('a ready index is counted', () => {
  expect(describeStatus(ready, ENGLISH)).toEqual({
    text: '4 documents · 1 passage',
    detail: '',
    busy: false,
    severity: 'Information',
    hasProblems: false,
  });
});

test('indexing is busy', () => {
  expect(describeStatus({ ...ready, state: 'indexing' }, ENGLISH)).toMatchObject({ text: 'Indexing…', busy: true });
});

test('a file that could not be used is named with what to do, as a warning', () => {
  const problems = [{ file: 'file:///corpus/old%20paper.md', message: 'not text; save it as UTF-8.' }];
  expect(describeStatus({ ...ready, problems }, ENGLISH)).toMatchObject({
    text: '4 documents · 1 passage · 1 problem',
    detail: 'old paper.md: not text; save it as UTF-8.',
    severity: 'Warning',
  });
});

test('a document left out as a duplicate is named', () => {
  const duplicates = [{ document: '000-copy', of: '001-paper' }];
  expect(describeStatus({ ...ready, duplicates }, ENGLISH).detail).toBe('000-copy is left out: same text as 001-paper');
});

test('an error state is an error and keeps its problems', () => {
  const problems = [{ file: '/corpus', message: 'no such folder.' }];
  expect(describeStatus({ ...ready, state: 'error', problems }, ENGLISH)).toMatchObject({
    detail: 'corpus: no such folder.',
    severity: 'Error',
  });
});

test('a file name with a stray percent sign is shown as it is', () => {
  const problems = [{ file: '100%.md', message: 'empty.' }];
  expect(describeStatus({ ...ready, problems }, ENGLISH).detail).toBe('100%.md: empty.');
});

test('many problems and copies are a few lines and the number of the others', () => {
  const problems = Array.from({ length: 1200 }, (_, n) => ({ file: `${n}.pdf`, message: 'a scan.' }));
  const { text, detail, hasProblems } = describeStatus({ ...ready, documents: 9700, problems }, ENGLISH);
  expect(text).toBe('9,700 documents · 1 passage · 1,200 problems');
  expect(detail.split('\n')).toEqual([...[0, 1, 2, 3, 4].map((n) => `${n}.pdf: a scan.`), 'and 1,195 more']);
  expect(hasProblems).toBe(true);
});

test('a long reading says how far it has come', () => {
  const reading = { done: 3000, total: 11_000 };
  const { text } = describeStatus({ ...ready, state: 'indexing', reading }, ENGLISH);
  expect(text).toBe('Indexing… 3,000 of 11,000 files');
});

test('the copy of a shared record is counted and dated, and what stays on the server', () => {
  const at = new Date(2026, 2, 1, 9, 5).toISOString();
  const shared = { host: 'records.example', state: 'current', documents: 10_942, restricted: 3, at } as const;
  const detailOf = (more: Partial<NonNullable<StatusParams['shared']>>): string =>
    describeStatus({ ...ready, shared: { ...shared, ...more } }, ENGLISH).detail;
  expect(detailOf({})).toBe(
    'Shared record of records.example: 10,942 documents, as of 2026-03-01 09:05\nRestricted documents that stay on the server: 3',
  );
  expect(detailOf({ restricted: 0, state: 'away' })).toBe(
    'Shared record of records.example: 10,942 documents, away since 2026-03-01 09:05',
  );
  expect(detailOf({ restricted: 0, state: 'asking', copying: { done: 256, total: 10_942 } })).toBe(
    'Shared record of records.example: copying… 256 of 10,942 documents',
  );
});

test('of a shared record of which nothing is copied yet that is said', () => {
  const shared = { host: 'records.example', state: 'asking', documents: 0, restricted: 0 } as const;
  expect(describeStatus({ ...ready, shared }, ENGLISH).detail).toBe(
    'Shared record of records.example: nothing is copied yet',
  );
});

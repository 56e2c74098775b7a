import { expect, test } from 'vitest';
import { skippedFiles } from '../../../../client/src/views/skippedFiles.js';
import { ENGLISH } from '../../../support/localizer.js';

test('what is not in the record is named, with why and what to do', () => {
  const uri = 'file:///record/my%20scan.pdf';
  expect(
    skippedFiles(
      {
        state: 'ready',
        documents: 1,
        passages: 1,
        revision: 1,
        duplicates: [{ document: 'copy', of: 'paper' }],
        problems: [
          { file: uri, message: 'my scan.pdf: skipped: it has no text. Scan it again.', skipped: true },
          { file: 'file:///record/b.md', message: 'b.md: its date is guessed.' },
          { file: '~nobody/record', message: 'This folder cannot be located.', skipped: true },
        ],
      },
      ENGLISH,
    ),
  ).toEqual([
    { name: 'my scan.pdf', uri, reason: 'It has no text. Scan it again.' },
    { name: 'record', reason: 'This folder cannot be located.' },
    { name: 'copy', reason: '', copyOf: 'paper' },
  ]);
});

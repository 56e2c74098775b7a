import { describe, expect, it } from 'vitest';
import { describeImport } from '../../../../client/src/importing/importReport.js';
import { ENGLISH } from '../../../support/localizer.js';

const none = { passages: 0, guessed: [], remarks: [] };

describe('the report of an import', () => {
  it('lists what was skipped and why, what was read and guessed, and what was there', () => {
    const { text, links } = describeImport(
      {
        files: [
          {
            source: 'file:///papers/a%20b.pdf',
            outcome: 'read',
            written: 'file:///corpus/a%20b.md',
            passages: 1,
            guessed: [
              { field: 'date', value: '2021-12-13' },
              { field: 'holder', value: 'Pakistan' },
            ],
            remarks: ['a b.pdf: has pending changes'],
          },
          { ...none, source: 'file:///papers/b.docx', outcome: 'present', written: 'file:///corpus/b.md', passages: 3 },
          { ...none, source: 'file:///papers/c.pdf', outcome: 'skipped', remarks: ['c.pdf: skipped: it is damaged.'] },
        ],
        problems: [{ file: 'file:///papers/gone', message: 'there is no such file or folder.' }],
        remaining: 0,
      },
      ENGLISH,
    );
    expect(text).toBe(`Imported documents: 1 read, 1 there already, 2 skipped.

Skipped
  gone
      there is no such file or folder.
  c.pdf
      it is damaged.

Read
  a b.md: 1 passage, from a b.pdf
      guessed, please check: date: 2021-12-13
      guessed, please check: holder: Pakistan
      has pending changes

There already
  b.md holds the text of b.docx
`);
    expect(links.map(({ start, end, uri }) => `${text.slice(start, end)} ${uri}`)).toEqual([
      'gone file:///papers/gone',
      'c.pdf file:///papers/c.pdf',
      'a b.md file:///corpus/a%20b.md',
      'a b.pdf file:///papers/a%20b.pdf',
      'b.md file:///corpus/b.md',
      'b.docx file:///papers/b.docx',
    ]);
  });

  it('says what a cancelled import did not reach', () => {
    expect(describeImport({ files: [], problems: [], remaining: 4 }, ENGLISH).text).toBe(
      'Imported documents: 0 read, 0 skipped, 4 not reached, because the import was cancelled.\n',
    );
  });

  it('keeps each file on its line, whatever its name', () => {
    const source = 'file:///papers/%0A%0ARead%0A.pdf';
    const { text } = describeImport(
      {
        files: [{ ...none, source, outcome: 'skipped', remarks: ['one\ntwo'] }],
        problems: [],
        remaining: 0,
      },
      ENGLISH,
    );
    expect(text.split('\n').slice(2)).toEqual(['Skipped', '   Read .pdf', '      one two', '']);
  });
});

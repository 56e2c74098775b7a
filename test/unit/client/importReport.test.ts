import { describe, expect, it } from 'vitest';
import { describeImport } from '../../../client/src/importReport.js';

const none = { passages: 0, guessed: [], remarks: [] };

describe('the report of an import', () => {
  it('lists what was skipped and why, what was read and guessed, and what was there', () => {
    const text = describeImport({
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
    });
    expect(text).toBe(`# Imported documents

1 read, 1 there already, 2 skipped.

## Skipped

- [gone](<file:///papers/gone>)
  - there is no such file or folder\\.
- [c\\.pdf](<file:///papers/c.pdf>)
  - skipped\\: it is damaged\\.

## Read

- [a b\\.md](<file:///corpus/a%20b.md>), 1 passage, from [a b\\.pdf](<file:///papers/a%20b.pdf>)
  - Guessed\\, please check\\: date “2021\\-12\\-13”\\, holder “Pakistan”\\.
  - has pending changes

## There already

- [b\\.md](<file:///corpus/b.md>) holds the text of [b\\.docx](<file:///papers/b.docx>)

`);
  });

  it('says what a cancelled import did not reach', () => {
    expect(describeImport({ files: [], problems: [], remaining: 4 })).toContain(
      '0 read, 0 skipped, 4 not reached, because the import was cancelled.',
    );
  });

  it('lets no name of a file become a link, a picture or a command', () => {
    const text = describeImport({
      files: [
        {
          ...none,
          source: 'file:///papers/%5Bx%5D(command:evil)%3Cimg%3E%0A%23%20Title.pdf',
          outcome: 'skipped',
          remarks: ['![x](http://x.example)\n# Title'],
        },
      ],
      problems: [],
      remaining: 0,
    });
    expect(text).toContain('[\\[x\\]\\(command\\:evil\\)\\<img\\> \\# Title\\.pdf](<file:///papers/');
    expect(text).toContain('  - \\!\\[x\\]\\(http\\:\\/\\/x\\.example\\) \\# Title');
  });
});

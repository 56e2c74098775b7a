import { describe, expect, it } from 'vitest';
import {
  isFileUri,
  isInsideFolder,
  joinUri,
  lastName,
  relativePath,
  resolveFileUri,
  uriKey,
} from '../../../server/src/util/fileUri.js';

const BASE = 'file:///home/drafter/OEWG%202023';
const HOME = 'file:///home/drafter';

describe('isFileUri', () => {
  it.each(['file:///home/drafter', 'file:///a%20b/c%25', 'file://mission/record', 'file:///C:/Record'])(
    'is so of %s',
    (uri) => {
      expect(isFileUri(uri)).toBe(true);
    },
  );

  it.each(['', '/home/drafter', 'https://example.org/', 'file:///100%', 'file:///%E0%A4%A', 'file://[', 'untitled:x'])(
    'is not so of “%s”',
    (uri) => {
      expect(isFileUri(uri)).toBe(false);
    },
  );
});

describe('resolveFileUri', () => {
  it.each([
    ['an absolute path', '/srv/record', 'file:///srv/record'],
    ['a path with spaces and signs', '/srv/a b#c?d%e', 'file:///srv/a%20b%23c%3Fd%25e'],
    ['a slash at the end', '/srv/record/', 'file:///srv/record'],
    ['a file URI', 'file:///srv/a%20b/', 'file:///srv/a%20b'],
    ['a relative path', 'prior/statements', 'file:///home/drafter/OEWG%202023/prior/statements'],
    ['a path upwards', '../record', 'file:///home/drafter/record'],
    ['the folder itself', '.', 'file:///home/drafter/OEWG%202023'],
    ['the home folder', '~', 'file:///home/drafter'],
    ['a path in the home folder', '~/record', 'file:///home/drafter/record'],
    ['a Windows path', 'C:\\Record\\Pakistan', 'file:///C:/Record/Pakistan'],
    ['a Windows share', '\\\\mission\\record\\a b', 'file://mission/record/a%20b'],
    ['a relative Windows path', 'prior\\nam', 'file:///home/drafter/OEWG%202023/prior/nam'],
    ['the root', '/', 'file:///'],
  ])('understands %s', (_, path, expected) => {
    expect(resolveFileUri(path, BASE, HOME)).toBe(expected);
  });

  it('does not guess where a relative path or ~ starts', () => {
    expect(resolveFileUri('record', undefined, HOME)).toBeUndefined();
    expect(resolveFileUri('~/record', BASE, undefined)).toBeUndefined();
  });

  it('takes half a character for one that no file is called by, and many slashes in a moment', () => {
    expect(resolveFileUri('/srv/\ud800', BASE, HOME)).toBe('file:///srv/%EF%BF%BD');
    expect(joinUri('file:///srv', '\udc00.md')).toBe('file:///srv/%EF%BF%BD.md');
    const began = performance.now();
    resolveFileUri(`/srv${'/'.repeat(100_000)}x`, BASE, HOME);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('refuses other schemes', () => {
    expect(resolveFileUri('https://example.org/record', BASE, HOME)).toBeUndefined();
  });
});

describe('lastName', () => {
  it('is what a person calls the file, or what is written where that cannot be told', () => {
    expect(lastName('file:///srv/a%20b.md')).toBe('a b.md');
    expect(lastName('untitled:100%.md')).toBe('untitled:100%.md');
  });
});

describe('uriKey', () => {
  it('is the same for two encodings of one file', () => {
    expect(uriKey('file:///c%3A/My%20Record/a.md')).toBe(uriKey('file:///C:/My Record/a.md'));
  });

  it('keeps a URI that is not well encoded', () => {
    expect(uriKey('file:///100%.md')).toBe('file:///100%.md');
  });
});

describe('isInsideFolder', () => {
  it('takes whole names only', () => {
    expect(isInsideFolder('file:///srv/record/a.md', 'file:///srv/record')).toBe(true);
    expect(isInsideFolder('file:///srv/record', 'file:///srv/record/')).toBe(false);
    expect(isInsideFolder('file:///srv/record', 'file:///srv/record')).toBe(true);
    expect(isInsideFolder('file:///srv/records/a.md', 'file:///srv/record')).toBe(false);
  });
});

describe('relativePath', () => {
  it.each([
    ['a.md', 'b.md', 'b.md'],
    ['drafts/a.md', 'papers/b%20c.md', '../papers/b%20c.md'],
    ['a.md', 'papers/old/b.md', 'papers/old/b.md'],
    ['a%3Ab/x/a.md', 'a:b/b.md', '../b.md'],
  ])('from %s to %s', (from, to, path) => {
    expect(relativePath(`${BASE}/${from}`, `${BASE}/${to}`)).toBe(path);
  });
});

describe('joinUri', () => {
  it('encodes names', () => {
    expect(joinUri('file:///srv/', 'a b', 'c#d.md')).toBe('file:///srv/a%20b/c%23d.md');
  });
});

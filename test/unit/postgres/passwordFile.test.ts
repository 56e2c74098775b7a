import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPassword } from '../../../server/src/postgres/passwordFile.js';

const folder = mkdtempSync(join(tmpdir(), 'aide-pass-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SERVER = { host: 'db.mfa.example', port: 5432, database: 'precedents', user: 'amna' };

function find(text: string, server: Parameters<typeof findPassword>[0] = SERVER, mode = 0o600): string {
  const file = join(folder, 'pgpass');
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode });
  return findPassword(server, { PGPASSFILE: file, PGUSER: 'usual' });
}

describe('the file of passwords', () => {
  it.each([
    ['db.mfa.example:5432:precedents:amna:one', 'one'],
    ['# comment\n\nother:5432:precedents:amna:no\n*:*:*:amna:two\n*:*:*:*:three', 'two'],
    ['*:*:*:*:with\\:colon\\\\and slash\r\n', 'with:colon\\and slash'],
    ['db.mfa.example:5433:precedents:amna:no', ''],
    ['db.mfa.example:5432:precedents:amna', ''],
    ['', ''],
  ])('of %j gives %j', (text, password) => expect(find(text)).toBe(password));

  it('knows a socket as localhost, and who asks by PGUSER', () => {
    const server = { host: '/run/postgresql', port: 5432, database: 'precedents' };
    expect(find('localhost:*:*:usual:own', server)).toBe('own');
  });

  it.skipIf(process.platform === 'win32')('is not heeded when others may read it', () => {
    expect(find('*:*:*:*:open', SERVER, 0o644)).toBe('');
  });

  it('comes after PGPASSWORD, and may be absent', () => {
    expect(findPassword(SERVER, { PGPASSWORD: 'first', PGPASSFILE: join(folder, 'none') })).toBe('first');
    expect(findPassword(SERVER, { PGPASSFILE: join(folder, 'none') })).toBe('');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isLocal, parseAddress } from '../../../server/src/postgres/address.js';
import { clientSettings } from '../../../server/src/postgres/connect.js';
import { StoreError } from '../../../server/src/store/precedentStore.js';

const folder = mkdtempSync(join(tmpdir(), 'aide-address-'));
afterAll(() => rmSync(folder, { recursive: true }));

function refusalOf(address: string): string {
  try {
    parseAddress(address);
  } catch (error) {
    expect(error).toBeInstanceOf(StoreError);
    expect((error as StoreError).fault).toBe('refused');
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('secret');
    return (error as StoreError).message;
  }
  return '';
}

describe('the address of a shared server', () => {
  it('says where it is', () => {
    expect(parseAddress('postgres://amna@db.mfa.example:6432/precedents')).toEqual({
      host: 'db.mfa.example',
      port: 6432,
      database: 'precedents',
      user: 'amna',
      label: 'db.mfa.example/precedents',
      tls: {},
    });
    expect(parseAddress('postgresql:///precedents')).toMatchObject({ host: 'localhost', port: 5432 });
    expect(parseAddress('postgres://a%40mfa@[::1]/pre%20cedents')).toEqual({
      host: '::1',
      port: 5432,
      database: 'pre cedents',
      user: 'a@mfa',
      label: '::1/pre cedents',
    });
  });

  it('may name the folder of a socket', () => {
    const socket = { host: '/run/postgresql', label: '/run/postgresql/precedents' };
    expect(parseAddress('postgres:///precedents?host=/run/postgresql')).toMatchObject(socket);
    expect(parseAddress('postgres://%2Frun%2Fpostgresql/precedents')).toMatchObject(socket);
  });

  it.each(['localhost', '127.0.0.1', '127.8.9.1', '::1', '/run/postgresql'])('is local at %s', (host) =>
    expect(isLocal(host)).toBe(true),
  );
  it.each(['127.mfa.example', '10.0.0.1', 'localhost.mfa.example', '128.0.0.1', '::2', '0.0.0.0'])(
    'is another machine at %s',
    (host) => expect(isLocal(host)).toBe(false),
  );

  it('has another machine prove who it is', () => {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, 'PEM');
    const { ssl } = clientSettings(parseAddress('postgres://db/precedents'), {});
    expect(ssl).toEqual({ host: 'db', rejectUnauthorized: true, minVersion: 'TLSv1.2' });
    expect(parseAddress(`postgres://db/precedents?sslmode=verify-full&sslrootcert=${file}`).tls).toEqual({ ca: 'PEM' });
    expect(parseAddress('postgres://localhost/precedents?sslmode=verify-full').tls).toEqual({});
    expect(parseAddress('postgres://localhost/precedents?sslmode=disable').tls).toBeUndefined();
  });

  it.each([
    ['precedents', 'Write the shared server’s address as postgres://login@host/database.'],
    ['https://host/precedents', 'Write the shared server’s address as postgres://login@host/database.'],
    ['postgres://host', 'Write the shared server’s address as postgres://login@host/database.'],
    ['postgres://a:secret@ho st/x', 'Write the shared server’s address as postgres://login@host/database.'],
    [
      'postgres://amna:secret@host/precedents',
      'Take the password out of the shared server’s address: it belongs into the file that PGPASSFILE names.',
    ],
    [
      'postgres://host/precedents?password=secret',
      'Take the password out of the shared server’s address: it belongs into the file that PGPASSFILE names.',
    ],
    [
      'postgres://host/precedents?options=x',
      'The shared server’s address has an unknown parameter “options”. Take it out.',
    ],
    ...['disable', 'prefer', 'require', 'verify-ca', 'no-verify'].map((mode) => [
      `postgres://db/precedents?sslmode=${mode}`,
      `Nothing is sent to db/precedents without verified encryption. Take sslmode=${mode} out of its address.`,
    ]),
    [
      'postgres://db/precedents?sslrootcert=/no/such/file',
      'The file /no/such/file, which sslrootcert in the address of the shared server names, cannot be read.',
    ],
  ])('%s is refused', (address, message) => expect(refusalOf(address)).toBe(message));
});

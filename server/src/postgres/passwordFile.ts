import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ServerAddress } from './address.js';

/** Others of the machine, who must have no right to the file. */
const OTHERS = 0o077;

/**
 * The password for a server: that of PGPASSWORD, or the first that fits of the file that PGPASSFILE names, or of the one in the
 * home folder (PostgreSQL's manual, "The Password File"). '' when there is none, and when others may read the file.
 */
export function findPassword(
  address: Pick<ServerAddress, 'host' | 'port' | 'database' | 'user'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const { PGPASSWORD, PGPASSFILE, PGUSER, USER, USERNAME, APPDATA } = environment;
  if (PGPASSWORD !== undefined) return PGPASSWORD;
  const isWindows = process.platform === 'win32';
  const own = isWindows ? join(APPDATA ?? '', 'postgresql', 'pgpass.conf') : join(homedir(), '.pgpass');
  const { host, port, database, user = PGUSER ?? USER ?? USERNAME ?? '' } = address;
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of readLines(PGPASSFILE ?? own, isWindows)) {
    const fields = splitFields(line);
    const password = fields[wanted.length];
    if (password !== undefined && wanted.every((value, at) => fields[at] === '*' || fields[at] === value))
      return password;
  }
  return '';
}

function readLines(file: string, isWindows: boolean): readonly string[] {
  try {
    if (!isWindows && (statSync(file).mode & OTHERS) !== 0) return [];
    return readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#'));
  } catch {
    return [];
  }
}

/** Fields between colons; a backslash takes what follows as it is. */
function splitFields(line: string): readonly string[] {
  const fields = [''];
  for (const [, escaped, sign = ''] of line.matchAll(/\\(.)|(.)/gsu)) {
    if (sign === ':') fields.push('');
    else fields[fields.length - 1] += escaped ?? sign;
  }
  return fields;
}

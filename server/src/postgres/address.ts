import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { fault } from './errors.js';
import { t } from '../util/l10n.js';

/** Where a shared server is and how it proves itself. Holds no password. */
export interface ServerAddress {
  /** A name, an address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Absent: as the system or PGUSER calls who asks. */
  readonly user?: string;
  /** How it is called in messages: "host/database". */
  readonly label: string;
  /** Absent where nothing is encrypted, which only this machine itself may ask for. */
  readonly tls?: {
    /** PEM. Absent: those that Node trusts. */
    readonly ca?: string;
  };
}

const DEFAULT_PORT = 5432;
const KNOWN: ReadonlySet<string> = new Set(['host', 'sslmode', 'sslrootcert']);

/**
 * Reads `postgres://login@host:port/database`. Of parameters it knows `host` (a socket's folder), `sslrootcert` (a file) and
 * `sslmode` (verify-full; disable on this machine). Throws a `StoreError` of the fault "refused" that says what is wrong,
 * where it is none, where it holds a password, and where another machine is to be asked without verified TLS.
 */
export function parseAddress(address: string): ServerAddress {
  // What URL throws would repeat the address, and with it a password.
  if (!URL.canParse(address) || !/^postgres(?:ql)?:\/\//i.test(address))
    throw fault('refused', t('Write the shared server’s address as postgres://login@host/database.'));
  const url = new URL(address);
  const { searchParams: parameters } = url;
  if (url.password !== '' || parameters.has('password'))
    throw fault(
      'refused',
      t('Take the password out of the shared server’s address: it belongs into the file that PGPASSFILE names.'),
    );
  const unknown = [...parameters.keys()].find((name) => !KNOWN.has(name));
  if (unknown !== undefined)
    throw fault('refused', t('The shared server’s address has an unknown parameter “{0}”. Take it out.', unknown));
  const database = decode(url.pathname.slice(1));
  if (database === '')
    throw fault('refused', t('Write the shared server’s address as postgres://login@host/database.'));
  const host = parameters.get('host') ?? (decode(url.hostname.replace(/^\[(.*)\]$/, '$1')) || 'localhost');
  const label = `${host}/${database}`;
  const tls = readTls(parameters, host, label);
  return {
    host,
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    database,
    label,
    ...(url.username === '' ? {} : { user: decode(url.username) }),
    ...(tls === undefined ? {} : { tls }),
  };
}

/** Whether a host is this machine: a socket's folder, or a name or address of the loopback. */
export function isLocal(host: string): boolean {
  if (host.startsWith('/')) return true;
  if (isIP(host) === 4) return host.startsWith('127.');
  return host === 'localhost' || host === '::1' || host === '0:0:0:0:0:0:0:1';
}

function readTls(parameters: URLSearchParams, host: string, label: string): ServerAddress['tls'] {
  const mode = parameters.get('sslmode');
  const file = parameters.get('sslrootcert');
  const isPlain = mode === 'disable' || (mode === null && file === null && isLocal(host));
  if (isPlain && isLocal(host)) return undefined;
  if (mode !== null && mode !== 'verify-full')
    throw fault(
      'refused',
      t('Nothing is sent to {0} without verified encryption. Take sslmode={1} out of its address.', label, mode),
    );
  if (file === null) return {};
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch {
    throw fault(
      'refused',
      t('The file {0}, which sslrootcert in the address of the shared server names, cannot be read.', file),
    );
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

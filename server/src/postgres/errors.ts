import { type StoreFault, StoreError } from '../store/precedentStore.js';
import { t } from '../util/l10n.js';

const LOST: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P05']);
const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  // A socket's folder that is not there, or that may not be entered.
  'ENOENT',
  'EACCES',
]);
const UNKNOWN_NAME: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA']);
const FULL: ReadonlySet<string> = new Set(['53100', '53200', '54000']);
const OCCUPIED: ReadonlySet<string> = new Set(['53000', '53300', '53400', '55P03', '40P01']);
/** A replica gives an answer up that is in the way of what is new; the next one has it. */
const OVERTAKEN = '40001';
const LOGIN: ReadonlySet<string> = new Set(['28P01', '28000']);
/** Tables, schemas, functions and types that are not there. */
const MISSING: ReadonlySet<string> = new Set(['42P01', '3F000', '42883', '42704', '42703']);
/** As package pg says it, without a code. */
const SAYINGS: readonly (readonly [saying: RegExp, tell: (server: string) => StoreError])[] = [
  [/^timeout exceeded when trying to connect/, (server) => crowded(server)],
  [/connection timeout|timeout expired/i, (server) => unreachable(server)],
  [/^Connection terminated|not queryable|connection (?:was )?closed/i, (server) => lost(server)],
  [/^Query read timeout/, (server) => tooSlow(server)],
  [/does not support SSL/, (server) => unencrypted(server)],
  [/password must be|no password/i, (server) => withoutPassword(server)],
];

/** The error's code, as Node or PostgreSQL gives it; '' when it has none. */
export function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { readonly code?: unknown; readonly errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : '';
}

/** Whether a table, function or schema is not there that was asked for: the database is set up for another release, or not at all. */
export function isMissing(error: unknown): boolean {
  return MISSING.has(codeOf(error));
}

/** Whether the same question would be answered if it were asked once more: nothing came of it, and nobody is to blame. */
export function isOvertaken(error: unknown): boolean {
  return codeOf(error) === OVERTAKEN;
}

/**
 * What a failure of the connection or the server means for a drafter. `server`: how it is called, without a password. An error
 * that comes of neither is a fault of ours, and stays as it is.
 */
export function toStoreError(error: unknown, server: string): unknown {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const told = code === '' ? tellSaying(error, server) : tellCode(code, server);
  if (told === undefined) return error;
  told.cause = error;
  return told;
}

function tellSaying(error: unknown, server: string): StoreError | undefined {
  const message = error instanceof Error ? error.message : '';
  return SAYINGS.find(([saying]) => saying.test(message))?.[1](server);
}

function tellCode(code: string, server: string): StoreError | undefined {
  if (LOST.has(code)) return lost(server);
  if (UNKNOWN_NAME.has(code))
    return fault(
      'unreachable',
      t('No server answers to the name of {0}. Check its address in the settings, and the network or VPN.', server),
    );
  if (NETWORK.has(code) || code.startsWith('08')) return unreachable(server);
  // 55000: the database takes no connections for now.
  if (code === '57P03' || code === '55000')
    return fault(
      'unreachable',
      t('The shared server {0} is starting or shutting down. Try again in a minute.', server),
    );
  if (code === '57014') return tooSlow(server);
  if (code === OVERTAKEN)
    return fault(
      'busy',
      t('The shared server {0} took something new in while it answered. Try again in a moment.', server),
    );
  if (OCCUPIED.has(code)) return crowded(server);
  if (FULL.has(code))
    return fault('busy', t('The shared server {0} has run out of room. Tell whoever looks after it.', server));
  if (LOGIN.has(code))
    return fault('refused', t('The shared server {0} does not accept this login or its password. Check both.', server));
  if (code === '25006')
    return fault(
      'refused',
      t(
        'The server of {0} takes nothing in: it is a replica, or was set to be read only. Use the address of the server that it follows.',
        server,
      ),
    );
  if (code === '42501')
    return fault(
      'permission',
      t('Your login may not read the precedents of {0}. Ask your librarian to give it the role aide_reader.', server),
    );
  if (code === '3D000')
    return fault(
      'not-set-up',
      t('There is no database {0}. Check its address in the settings, or ask your librarian.', server),
    );
  if (isTls(code))
    return fault(
      'refused',
      t(
        'The shared server {0} could not prove who it is ({1}). Name your ministry’s certificate authority by sslrootcert in its address, or tell whoever looks after it.',
        server,
        code,
      ),
    );
  return isSqlState(code)
    ? fault('refused', t('The shared server {0} failed ({1}). Tell whoever looks after it.', server, code))
    : undefined;
}

/** Five figures or capitals; Node's own codes are longer. */
function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
}

function isTls(code: string): boolean {
  return /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO)/.test(code) || /CERT/.test(code);
}

/** A fault and what to do. */
export function fault(kind: StoreFault, message: string): StoreError {
  return new StoreError(kind, message);
}

/** Nothing was ever put there. */
export function notSetUp(server: string): StoreError {
  return fault(
    'not-set-up',
    t('The database {0} holds no precedents yet. Ask your librarian to run “aide-memoire publish”.', server),
  );
}

function unreachable(server: string): StoreError {
  return fault(
    'unreachable',
    t('The shared server {0} cannot be reached. Check the network or VPN, then try again.', server),
  );
}

function lost(server: string): StoreError {
  return fault('unreachable', t('The connection to the shared server {0} broke off. Try again in a moment.', server));
}

function tooSlow(server: string): StoreError {
  return fault(
    'too-slow',
    t('The shared server {0} took too long. Ask for something rarer, or for less: one holder, or fewer years.', server),
  );
}

function crowded(server: string): StoreError {
  return fault(
    'busy',
    t(
      'Too much is asked of the shared server {0} at once. Try again in a moment; if that does not help, tell whoever looks after it.',
      server,
    ),
  );
}

function unencrypted(server: string): StoreError {
  return fault(
    'refused',
    t(
      'The shared server {0} offers no encryption, and nothing is sent without. Ask whoever looks after it to switch TLS on.',
      server,
    ),
  );
}

function withoutPassword(server: string): StoreError {
  return fault(
    'refused',
    t('The shared server {0} asks for a password. Enter it, or put it into the file that PGPASSFILE names.', server),
  );
}

import { isatty } from 'node:tty';
import picocolors from 'picocolors';

/**
 * Whether to colour what is printed: as FORCE_COLOR and NO_COLOR say, of which the latter wins, else on a terminal that
 * knows colours. The library would do so on every machine that builds, and into every file on Windows.
 */
export function wantsColors(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = env;
  if (NO_COLOR !== '') return false;
  if (FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

/** Paints for what goes to standard output. */
export const colors = picocolors.createColors(wantsColors(process.env, isatty(process.stdout.fd)));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server.js';

/** How long a server's event loop let everybody wait at most, in milliseconds. */
export interface Stalls {
  readonly longest: number;
  /** Without what its thread waited for a processor, which others had. */
  readonly longestServed: number;
}

/** What a server is started with so that it writes its stalls into the file. */
export function meteringStalls(file: string): NodeJS.ProcessEnv {
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(join(ROOT, 'test', 'support', 'loopStalls.cjs'))}`,
    LOOP_STALLS: file,
  };
}

/** The stalls that were over between two moments (milliseconds since 1970), of those of 20 milliseconds and more. */
export function stallsBetween(file: string, from: number, to: number): Stalls {
  const stalls = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(' ').map(Number))
    .filter(([at = 0]) => at >= from && at <= to);
  return {
    longest: Math.max(0, ...stalls.map(([, all = 0]) => all)),
    longestServed: Math.max(0, ...stalls.map(([, all = 0, waited = 0]) => all - waited)),
  };
}

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from './server.js';
import { percentile } from './statistics.js';

const EVERY_MS = 4;

/** How long the server let a client wait, in milliseconds. */
export interface Waits {
  readonly longest: number;
  readonly p99: number;
  readonly pings: number;
  /** The longest as `Elapsed.served` has it. */
  readonly longestServed: number;
  /** Longest delay of the benchmark itself meanwhile: what of `longest` may be the machine's doing. */
  readonly ownLongest: number;
}

/** Asks the server something it does not know every few milliseconds, until the answer is called. */
export function startPings({ client, measure }: Server): () => Promise<Waits> {
  const times: number[] = [];
  let longestServed = 0;
  const own = monitorEventLoopDelay({ resolution: 1 });
  let stopped = false;
  own.enable();
  const pinging = (async () => {
    while (!stopped) {
      const elapsed = measure();
      await client.connection.sendRequest('bench/ping').catch(() => undefined);
      const { all, served } = elapsed();
      times.push(all);
      longestServed = Math.max(longestServed, served);
      await wait(EVERY_MS);
    }
  })();
  return async () => {
    stopped = true;
    await pinging;
    own.disable();
    const longest = times.reduce((most, time) => Math.max(most, time), 0);
    return { longest, longestServed, p99: percentile(times, 0.99), pings: times.length, ownLongest: own.max / 1e6 };
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import type { Client } from 'pg';

/** Milliseconds of a processor that a server has taken so far, whatever else the machine does. */
export type ServerTime = () => number;

/** Of a Linux clock that ticks a hundred times a second, as nearly all do. */
const TICK = 10;

/** What the time of a server on this machine is read by; `undefined` where the system does not tell of processes as Linux does. */
export async function openServerTime(client: Client): Promise<ServerTime | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const server = readProcess(String(rows[0]?.pid))?.parent;
  if (server === undefined) return undefined;
  return () => {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => ({ pid, ...readProcess(pid) }));
    const own = all.find(({ pid }) => pid === server);
    const children = all.filter(({ parent }) => parent === server);
    return [(own?.time ?? 0) + (own?.ended ?? 0), ...children.map(({ time = 0 }) => time)].reduce((a, b) => a + b, 0);
  };
}

interface ProcessTime {
  readonly parent: string;
  readonly time: number;
  /** Of its children that have ended. */
  readonly ended: number;
}

/** As proc(5) has it: behind the name in parentheses come state, parent, and the times as fields 14 to 17. */
function readProcess(pid: string): ProcessTime | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15).map(Number);
    return { parent: fields[1] ?? '', time: (user + system) * TICK, ended: (endedUser + endedSystem) * TICK };
  } catch {
    return undefined;
  }
}

// Loaded before all else (`node --require`) into a process and each of its threads. Writes down, and refuses, each call that
// would open a connection, look up a name, start a process or load native code; writes down each thread that is started, and
// where it is loaded itself, so that nobody can have gone without it. Node IPC is a pipe that whoever starts the process has
// opened: speaking over it calls nothing of this. A line of JSON each, in the file that TRAP_FILE names.
'use strict';

const { appendFileSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { basename } = require('node:path');
const threads = require('node:worker_threads');

const MODULES = ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'child_process', 'cluster'];
/** Node itself makes sockets of the pipes that a process is started with. What opens anything is a method, trapped below. */
const OPENS_NOTHING = new Set(['net.Socket', 'net.Stream', 'net.Server', 'net.isIP', 'net.isIPv4', 'net.isIPv6']);
const METHODS = [
  ['net.Socket', require('node:net').Socket.prototype, ['connect']],
  ['net.Server', require('node:net').Server.prototype, ['listen']],
  ['inspector', require('node:inspector'), ['open']],
  ['process', process, ['binding', 'dlopen']],
  ['globalThis', globalThis, ['fetch', 'WebSocket', 'EventSource']],
];

function write(event) {
  appendFileSync(process.env.TRAP_FILE, `${JSON.stringify({ thread: threads.threadId, ...event })}\n`);
}

/** The same, but whoever calls it or makes one of it is written down and refused. */
function refusing(name, callable) {
  const refuse = () => {
    const { stack } = new Error(name);
    write({ kind: 'call', name, stack });
    throw new Error(`${name} is not allowed`);
  };
  return new Proxy(callable, { apply: refuse, construct: refuse });
}

function trap(owner, holder, keys) {
  for (const key of keys) {
    const name = `${owner}.${key}`;
    if (OPENS_NOTHING.has(name) || !(key in holder)) continue;
    Object.defineProperty(holder, key, { value: refusing(name, holder[key]), configurable: true, writable: true });
  }
}

Error.stackTraceLimit = 50;
for (const [owner, holder, keys] of METHODS) trap(owner, holder, keys);
for (const name of MODULES) {
  const exported = Object.getOwnPropertyDescriptors(require(`node:${name}`));
  const functions = Object.keys(exported).filter((key) => typeof exported[key].value === 'function');
  trap(name, require(`node:${name}`), functions);
}
threads.Worker = new Proxy(threads.Worker, {
  construct(Worker, given, newTarget) {
    const worker = Reflect.construct(Worker, given, newTarget);
    write({ kind: 'started', thread: worker.threadId, script: basename(String(given[0])) });
    return worker;
  },
});
syncBuiltinESMExports();
write({ kind: 'armed' });

// Runs a script as a browser's worker would, in a thread of Node: without what only Node has.
const { readFileSync } = require('node:fs');
const { runInThisContext } = require('node:vm');
const { parentPort, workerData } = require('node:worker_threads');

const script = readFileSync(workerData, 'utf8');
for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate']) delete globalThis[name];
globalThis.addEventListener = (type, listener) => parentPort.once(type, (data) => listener({ data }));
runInThisContext(script, { filename: workerData });

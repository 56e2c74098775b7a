// Loaded before a server: spoils the threads of one script, as many of them as a file has bytes left.
const { statSync, truncateSync } = require('node:fs');
const { basename } = require('node:path');
const threads = require('node:worker_threads');

const { FAULTY_THREAD, FAULTY_HOW, FAULTY_LEFT } = process.env;
/** How long a thread works before it is ended from outside. */
const WORKING_MILLISECONDS = 20;
/** What runs in the thread's place. */
const BODIES = {
  thrown: `require('node:worker_threads').parentPort.once('message', () => { throw new Error('a fault'); });`,
  memory: `const held = [];
    require('node:worker_threads').parentPort.once('message', () => { for (;;) held.push(Array(10000).fill(held.length)); });`,
  silent: `require('node:worker_threads').parentPort.on('message', () => undefined);`,
};

function takeFault() {
  const left = statSync(FAULTY_LEFT).size;
  if (left > 0) truncateSync(FAULTY_LEFT, left - 1);
  return left > 0;
}

threads.Worker = class extends threads.Worker {
  #isEndedSoon = false;

  constructor(script, options) {
    const isFaulty = basename(String(script)) === FAULTY_THREAD && takeFault();
    const body = isFaulty ? BODIES[FAULTY_HOW] : undefined;
    const small = FAULTY_HOW === 'memory' ? { resourceLimits: { maxOldGenerationSizeMb: 24 } } : {};
    super(body ?? script, body === undefined ? options : { ...options, ...small, eval: true });
    this.#isEndedSoon = isFaulty && body === undefined;
  }

  postMessage(...message) {
    super.postMessage(...message);
    if (this.#isEndedSoon) setTimeout(() => void this.terminate(), WORKING_MILLISECONDS);
  }
};

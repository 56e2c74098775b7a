// Loaded before a server: writes into the file that LOOP_STALLS names how long its event loop let everybody wait, a line each:
// when it was over (milliseconds since 1970), how long, and what of this the thread itself waited for a processor.
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const EVERY = 5;
const LEAST = 20;
const file = process.env['LOOP_STALLS'];

/** Milliseconds that the thread has waited for a processor, which others had; 0 where the system does not tell. */
function waited() {
  if (process.platform !== 'linux') return 0;
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
}

if (isMainThread && file !== undefined) {
  writeFileSync(file, '');
  let last = { at: performance.now(), waited: waited() };
  setInterval(() => {
    const now = { at: performance.now(), waited: waited() };
    const stall = now.at - last.at - EVERY;
    if (stall >= LEAST) appendFileSync(file, `${Date.now()} ${stall} ${now.waited - last.waited}\n`);
    // What writing took is no stall.
    last = { at: performance.now(), waited: waited() };
  }, EVERY).unref();
}

import { Worker } from 'node:worker_threads';

/**
 * A thread that keeps no process alive and prints nothing: whatever a library prints would be taken for a message of the
 * server. `onExit` is told when it has ended, also when it broke; whoever waits for an answer of it listens too.
 */
export function startApart(script: string, onExit: () => void, workerData?: unknown): Worker {
  const started = new Worker(script, { workerData, stdout: true, stderr: true, execArgv: [] });
  started.unref();
  started.on('error', () => undefined);
  started.once('exit', onExit);
  return started;
}

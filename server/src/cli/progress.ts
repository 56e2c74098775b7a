import { isatty } from 'node:tty';
import { SingleBar } from 'cli-progress';
import { withoutControls } from './terminal.js';

/** Work that takes no longer than this shows no bar. Milliseconds. */
const SHORT = 500;

/** Shows whoever waits how far the work is. */
export interface Progress {
  /** So many of so many are done; `what`: what is being done, in a word or two. */
  readonly tell: (done: number, total: number, what: string) => void;
  /** Takes the bar away. To be called before anything else is printed. */
  readonly end: () => void;
}

/** A bar on a terminal's standard error, once the work has taken a while; nothing anywhere else. */
export function createProgress(isShown: boolean = isatty(process.stderr.fd)): Progress {
  const began = performance.now();
  const options = { format: '{bar} {value}/{total} {what}', stream: process.stderr, clearOnComplete: true };
  let bar: SingleBar | undefined;
  return {
    tell(done, total, what) {
      if (!isShown || (bar === undefined && performance.now() - began < SHORT)) return;
      const payload = { what: withoutControls(what) };
      if (bar === undefined) (bar = new SingleBar(options)).start(total, done, payload);
      bar.setTotal(total);
      bar.update(done, payload);
    },
    end() {
      bar?.stop();
      bar = undefined;
    },
  };
}

import { fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const TASK = '--task';
const HEAP_MEGABYTES = 12_000;

/** Work that is done in a process of its own, so that nothing before it is in its heap. Parameters and result go through JSON. */
export interface Task<P, R> {
  readonly name: string;
  run(params: P): R | Promise<R>;
}

/** How a process is started. */
interface Start {
  readonly execArgv: readonly string[];
  /** Besides what this process has in its environment. */
  readonly env?: NodeJS.ProcessEnv;
}

const MUCH_MEMORY: Start = { execArgv: ['--expose-gc', `--max-old-space-size=${HEAP_MEGABYTES}`] };

/** Resolves with the task's result; rejects when its process ends without one. */
export function inOwnProcess<P, R>(
  { name }: Task<P, R>,
  params: P,
  { execArgv, env }: Start = MUCH_MEMORY,
): Promise<R> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [TASK, name], { execArgv: [...execArgv], env: { ...process.env, ...env } });
    let result: { readonly value: R } | undefined;
    child.on('message', (message: { readonly value: R }) => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result === undefined) reject(new Error(`"${name}" ended without a result (exit code ${code}).`));
      else resolve(result.value);
    });
    child.send({ params });
  });
}

/** In a process that `inOwnProcess` has started: does the task it was started for, and answers `true`. */
export function servesTask(tasks: readonly Task<never, unknown>[]): boolean {
  const [flag, name] = process.argv.slice(2);
  if (flag !== TASK) return false;
  process.once('message', (message) => {
    const task = tasks.find((each) => each.name === name);
    const { params } = message as { readonly params: never };
    Promise.resolve(task?.run(params))
      .then((value) => process.send?.({ value }, () => process.disconnect()))
      .catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
  });
  return true;
}

/** Gives back what can be given back. */
export async function collectGarbage(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    await wait(100);
  }
}

import { setPriority } from 'node:os';

/**
 * Has this thread let others go first; `priority`: one of `os.constants.priority`. On Linux a thread has a priority of its
 * own; elsewhere it would be the whole process's, and nothing is done.
 */
export function giveWay(priority: number): void {
  if (process.platform === 'linux') setPriority(priority);
}

import { Count, tries } from './trust.js';

/** How long a test of faults may take, in milliseconds: many start servers, on a machine that does other things besides. */
export const TIME_LIMIT = tries(120_000, 1_200_000);

type Task = Parameters<Count['tell']>[0];

/**
 * Does one fault after the other and counts them; `inject` throws where something is lost or wrong. All are tried, and the
 * first failure is thrown, with the name of its fault.
 */
export async function injectAll<T>(
  task: Task,
  what: string,
  faults: readonly T[],
  nameOf: (fault: T) => string,
  inject: (fault: T) => Promise<void>,
): Promise<void> {
  if (faults.length === 0) throw new Error(`${what}: none is there to be tried`);
  const count = new Count(what, 'faults');
  const failures: Error[] = [];
  for (const fault of faults) {
    count.tried++;
    try {
      await inject(fault);
      count.survived++;
    } catch (error) {
      failures.push(new Error(`${what}: ${nameOf(fault)}: ${String(error)}`, { cause: error }));
    }
  }
  count.lost = failures.length;
  count.tell(task);
  const [first] = failures;
  if (first !== undefined) throw first;
}

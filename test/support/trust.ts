/** How a test of trust counts what it tries, and how much it tries. The table is printed by `test/trust/summary.ts`. */

/** Of one kind of input or fault: how many were tried, and how many left the server serving and nothing lost. */
export interface Tally {
  /** What was tried, as the table names it: "damaged PDF files". */
  readonly what: string;
  /** Inputs are given to the product; faults are done to what it stands on. */
  readonly kind: 'inputs' | 'faults';
  readonly tried: number;
  readonly survived: number;
  /** User-written files, or findings, that were lost, half-written or wrong afterwards. */
  readonly lost: number;
}

declare module '@vitest/runner' {
  interface TaskMeta {
    tallies?: readonly Tally[];
  }
}

/** Whether all is tried (`npm run test:trust`) or the short cut that is part of `npm test`. */
export const WHOLE = process.env['TRUST'] === 'whole';

/** How many to try: `short` in `npm test`, `whole` in `npm run test:trust`. */
export const tries = (short: number, whole: number): number => (WHOLE ? whole : short);

/** A count that a test keeps while it tries, and leaves in its task's `meta` for the table. */
export class Count {
  tried = 0;
  survived = 0;
  lost = 0;

  /** @param what What is tried, in the plural, as the table names it. */
  constructor(
    readonly what: string,
    readonly kind: Tally['kind'] = 'inputs',
  ) {}

  /** Leaves the count with the test, beside what it left before; call it whether the test passes or not. */
  tell(task: { readonly meta: { tallies?: readonly Tally[] } }): void {
    const { what, kind, tried, survived, lost } = this;
    task.meta.tallies = [...(task.meta.tallies ?? []), { what, kind, tried, survived, lost }];
  }
}

/** Work that can be set aside between its steps, so that others can go first; what comes of it is returned at the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does the rest of the work at once. */
export function finishSteps<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

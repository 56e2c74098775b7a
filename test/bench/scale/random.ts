/** Numbers from 0 up to 1, exclusive. */
export type Random = () => number;

/** The same sequence for the same seed: a linear congruential generator with the constants of Numerical Recipes (Press et al., 2007, sect. 7.1). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One of the items, each as likely as the other; the list must hold one. */
export function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

import type { DraftBlock, ReadProse } from '../draft/draft.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';

/**
 * Knowledge that follows from a block's words and the context, made step by step by `make` and kept as long as both: a version
 * of a draft brings along what is known of the blocks that did not change. Whoever is given up half-way has lost one block.
 */
export function createPerProse<T>(
  make: (prose: ReadProse, context: ServiceContext) => Steps<T>,
): (block: DraftBlock, context: ServiceContext) => Steps<T> {
  const byContext = new WeakMap<ServiceContext, WeakMap<ReadProse, { readonly value: T }>>();
  return function* ({ prose }, context) {
    const byProse = byContext.get(context) ?? new WeakMap<ReadProse, { readonly value: T }>();
    byContext.set(context, byProse);
    const known = byProse.get(prose);
    if (known !== undefined) return known.value;
    const value = yield* make(prose, context);
    byProse.set(prose, { value });
    return value;
  };
}

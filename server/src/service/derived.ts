import type { CorpusIndex } from '../index/corpusIndex.js';
import { NO_DECISIONS, type PositionDecisions } from '../ingest/positionsFile.js';
import { type Cancellation, NEVER_CANCELLED } from '../util/cancellation.js';
import { finishSteps, type Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';

/** Knowledge that follows from an index revision, from decisions and from whose documents bind the delegation. Made on first use and kept as long as the revision. */
export interface Derived<T> {
  /** The knowledge; makes what is missing of it at once. */
  of(context: ServiceContext): T;
  /** The knowledge as far as it is made already; `undefined` until then. Costs nothing. */
  ready(context: ServiceContext): T | undefined;
  /** Does one step towards it. `true` when nothing is left to do. */
  advance(context: ServiceContext): boolean;
}

const LONGEST_SLICE_MS = 8;

/**
 * Makes knowledge step by step, letting others go first every 8 milliseconds (`pause`). `false` when it was cancelled
 * before everything was made.
 */
export async function prepareDerived(
  knowledge: readonly Derived<unknown>[],
  context: ServiceContext,
  pause: () => Promise<void>,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<boolean> {
  let sliceBegan = performance.now();
  for (const derived of knowledge) {
    while (!derived.advance(context)) {
      if (performance.now() - sliceBegan < LONGEST_SLICE_MS) continue;
      await pause();
      if (cancellation.isCancellationRequested) return false;
      sliceBegan = performance.now();
    }
  }
  return true;
}

interface State<T> {
  readonly steps: Steps<T>;
  made?: { readonly value: T };
}

/** Knowledge made by `make`, which reads of the context besides the index only decisions, the delegation and its groups. */
export function createDerived<T>(make: (context: ServiceContext) => Steps<T>): Derived<T> {
  const states = new WeakMap<CorpusIndex, WeakMap<PositionDecisions, Map<string, State<T>>>>();
  // A step may be shorter than telling one pair of settings from another.
  const byContext = new WeakMap<ServiceContext, State<T>>();

  function stateOf(context: ServiceContext): State<T> {
    const known = byContext.get(context);
    if (known !== undefined) return known;
    const { index, decisions = NO_DECISIONS } = context;
    const byDecisions = states.get(index) ?? new WeakMap<PositionDecisions, Map<string, State<T>>>();
    states.set(index, byDecisions);
    const bySettings = byDecisions.get(decisions) ?? new Map<string, State<T>>();
    byDecisions.set(decisions, bySettings);
    const key = JSON.stringify([context.settings.delegation, context.settings.groups]);
    const state = bySettings.get(key) ?? { steps: make(context) };
    bySettings.set(key, state);
    byContext.set(context, state);
    return state;
  }

  return {
    of(context) {
      const state = stateOf(context);
      state.made ??= { value: finishSteps(state.steps) };
      return state.made.value;
    },
    ready: (context) => stateOf(context).made?.value,
    advance(context) {
      const state = stateOf(context);
      if (state.made !== undefined) return true;
      const { done, value } = state.steps.next();
      if (done === true) state.made = { value };
      return done === true;
    },
  };
}

/** Works on what is needed for at most so many milliseconds. `true` when nothing is left to do. */
export function readOn(needed: readonly Derived<unknown>[], context: ServiceContext, milliseconds: number): boolean {
  const began = performance.now();
  for (const derived of needed) {
    while (!derived.advance(context)) if (performance.now() - began > milliseconds) return false;
  }
  return true;
}

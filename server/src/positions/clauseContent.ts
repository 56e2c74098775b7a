import type { Span } from '../text/span.js';
import type { EffectClaim, Modal, Pole, Qualifier, Term } from './commitment.js';
import type { Mood } from './lexicon.js';

/** What one clause says, without who says it and how. */
export interface ClauseContent {
  readonly terms: readonly Term[];
  readonly poles: readonly Pole[];
  readonly effects: readonly EffectClaim[];
  readonly modal: Modal | undefined;
  readonly softener: Span | undefined;
  readonly qualifiers: readonly Qualifier[];
  /** How it would govern a clause that it leads to. */
  readonly ends: Governing;
}

/** What a clause takes over from the one that leads to it. */
export interface Governing {
  readonly polarity: 1 | -1;
  readonly mood: Mood;
  /** An operator or modal waits for what it governs. */
  readonly pending: boolean;
}

/** Led to by nothing. */
export const UNGOVERNED: Governing = { polarity: 1, mood: 'factual', pending: false };

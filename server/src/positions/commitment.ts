import type { Span } from '../text/span.js';
import type { Effect, Mood } from './lexicon.js';

/** How a clause stands to its author. Only what is asserted commits. */
export type Mode = 'asserted' | 'reported' | 'quoted' | 'asked' | 'supposed' | 'conceded';

/** A content word or named thing of a clause, with the polarity the clause gives it. */
export interface Term extends Span {
  /** Stem or concept name; equal keys mean the same thing. */
  readonly key: string;
  readonly polarity: 1 | -1;
  /** The first content word that an operator or a modal governs opens a target; the clause commits to it. */
  readonly target: boolean;
  /** Somebody who can act: a State, a body, the private sector. */
  readonly actor: boolean;
  /** A verb that stands where an act is named ("should report", "to report"): what follows is its object, and not itself affirmed. */
  readonly act: boolean;
  /** The word holds its own negation ("insurmountable"): it says the opposite of its key. */
  readonly negated: boolean;
  /** An act that only brings about what it governs ("establish"): weighs little and is never compared alone. */
  readonly light: boolean;
  /** A matter on which positions are taken: a topic or a named body of the lexicon, or a word that is not everybody's. */
  readonly matter: 'topic' | 'body' | 'word' | undefined;
  /** Which member of a list the term belongs to, counted through the clause at commas, "and" and "or". */
  readonly conjunct: number;
  /** Of what governs the term. */
  readonly mood: Mood;
}

/** Where the clause puts something on an axis. */
export interface Pole extends Span {
  readonly axis: string;
  readonly pole: string;
  readonly polarity: 1 | -1;
  readonly mood: Mood;
  /** Keys of the words it is said of, as far as the clause names them. */
  readonly subject: readonly string[];
  /** Describes a noun that the clause speaks of ("voluntary norms"), and is not itself what is said. */
  readonly attributive: boolean;
  /** Nothing says it but how strongly the clause obliges: "must take part". */
  readonly implied: boolean;
}

/** What a clause says that one thing does to another: "misuse undermines security". */
export interface EffectClaim extends Span {
  readonly effect: Effect;
  readonly polarity: 1 | -1;
  readonly mood: Mood;
  /** What does it: the members of a list, each by the keys of its words. */
  readonly subject: readonly (readonly string[])[];
  /** What it is done to, likewise; `undefined` where whatever it may be ("is no cause for concern"). */
  readonly object: readonly (readonly string[])[] | undefined;
}

/** A modal as written. */
export interface Modal extends Span {
  /** Obligation by the lexicon's order; equal numbers are not told apart. */
  readonly strength: number;
}

/** A word that narrows what is committed to: "intentionally", "in peacetime". */
export interface Qualifier extends Span {
  /** Qualifiers of one group exchange for each other. */
  readonly group: string;
  readonly value: string;
}

/** What one clause commits its author to. Spans are UTF-16 offsets into the sentence it was read from. */
export interface Commitment extends Span {
  readonly mode: Mode;
  /** The modal of the strongest obligation; `undefined` without one. */
  readonly modal: Modal | undefined;
  /** "as appropriate" and the like: takes some of the obligation back. */
  readonly softener: Span | undefined;
  readonly qualifiers: readonly Qualifier[];
  readonly terms: readonly Term[];
  readonly poles: readonly Pole[];
  readonly effects: readonly EffectClaim[];
  /**
   * What narrows the negated part ("no instrument that would ...", "not, except ..."), by the keys of its words: nothing
   * is said about the whole. `undefined` where nothing does.
   */
  readonly narrowing: readonly string[] | undefined;
}

import type { Span } from '../text/span.js';
import type { Modal, Pole, Term } from './commitment.js';
import type { Mood } from './lexicon.js';

/** Where an obligation without exception ("must", "shall") puts what it obliges to. */
const OBLIGATION = { axis: 'obligation', pole: 'mandatory' };
/** The strength of such a modal. */
const STRICT = 4;

/** A pole as long as what follows it is not read. */
export interface OpenPole extends Omit<Pole, 'subject'> {
  /** Terms of the clause that stand before it. */
  readonly at: number;
  /** "is ..." stands before it: it is said of what comes before that. */
  readonly ofSubject: boolean;
  /** It ends in a preposition: "increase in". */
  readonly opensObject: boolean;
  /** A denying word stands before it: "without consensus". */
  readonly denied: boolean;
  /** Describes the noun before it, in the subject of a clause: "dialogue outside the United Nations cannot ...". */
  readonly trails: boolean;
}

/**
 * Finds what each pole is said of: the noun that it describes, the words before "is ...", else all words of the clause.
 * `carried`: what a clause without a subject of its own speaks of; `described`: the axes on which a description says as
 * much as a predicate.
 */
export function closePoles(
  poles: readonly OpenPole[],
  terms: readonly Term[],
  carried: readonly Term[],
  described: ReadonlySet<string>,
): readonly Pole[] {
  return poles.flatMap(({ at, ofSubject, denied: _denied, opensObject, trails, ...pole }) => {
    const named = ofSubject || trails ? terms.slice(0, at) : terms;
    const spoken = named.length > 0 ? named : carried;
    const subject =
      pole.attributive && !trails
        ? nounBehind({ ...pole, opensObject }, terms.slice(at + 1))
        : spoken.flatMap((term) => (term.light ? [] : term.key));
    const attributive = pole.attributive && !described.has(pole.axis);
    return pole.attributive && subject.length === 0 ? [] : { ...pole, attributive, subject };
  });
}

/** What a predicate says of its subject, it says of the poles there: "consensus is not required". `sign`: what it makes of them. */
export function governPoles(poles: OpenPole[], sign: 1 | -1, mood: Mood): void {
  for (const [n, pole] of poles.entries()) {
    if (pole.ofSubject) continue;
    // "Voluntary norms are not required" says nothing of what is voluntary.
    if (pole.attributive) poles[n] = sign === 1 ? { ...pole, mood } : pole;
    else poles[n] = { ...pole, polarity: pole.denied ? (-sign as 1 | -1) : sign, mood };
  }
}

/** Where a clause obliges ("must share information"), what it says of that on the axis of `OBLIGATION`, unless it says so itself. */
export function impliedObligation(
  modal: Modal | undefined,
  terms: readonly Term[],
  poles: readonly Pole[],
): readonly Pole[] {
  if (modal === undefined || modal.strength < STRICT || poles.some((pole) => pole.axis === OBLIGATION.axis)) return [];
  const obliged = terms.filter(({ actor, light, start }) => start >= modal.end && !light && !actor);
  if (obliged.some((term) => term.polarity === -1 || term.mood !== 'normative')) return [];
  const subject = obliged.map((term) => term.key);
  const { start, end } = modal;
  return subject.length < 2
    ? []
    : [{ ...OBLIGATION, start, end, polarity: 1, mood: 'normative', subject, attributive: false, implied: true }];
}

/** "voluntary norms": the words right behind; of an expression that ends in a preposition ("increase in ..."), all. */
function nounBehind(
  { end, opensObject }: Span & { readonly opensObject: boolean },
  following: readonly Term[],
): string[] {
  if (opensObject) return following.flatMap((term) => (term.light ? [] : term.key));
  const noun: string[] = [];
  let last = end;
  for (const term of following) {
    if (term.start !== last + 1) break;
    noun.push(term.key);
    last = term.end;
  }
  return noun;
}

import type { Commitment, EffectClaim, Pole, Term } from './commitment.js';

/** Commitments as JSON that is read and written several times faster than they are extracted. */
export interface PackedCommitments {
  /** Keys of terms, each once. */
  readonly keys: readonly string[];
  /** One after the other. */
  readonly commitments: readonly PackedCommitment[];
}

/** Its terms lie one after the other, `FIELDS` numbers each. */
type PackedCommitment = readonly [terms: readonly number[], rest: PackedRest];
type PackedRest = Omit<Commitment, 'terms' | 'poles' | 'effects'> & Partial<Pick<Commitment, 'poles' | 'effects'>>;

/** Of a term: key, start, length, conjunct, and all that has few values. */
const FIELDS = 5;
const MATTERS: readonly Term['matter'][] = [undefined, 'topic', 'body', 'word'];
const MOODS: readonly Term['mood'][] = ['normative', 'factual', 'either'];
/** Bits of the last field; the matter has two above them, the mood the rest. */
const [AFFIRMED, TARGET, ACTOR, ACT, NEGATED, LIGHT] = [1, 2, 4, 8, 16, 32] as const;
const [MATTER, MOOD] = [6, 8];
/** Conjuncts may be one below zero. */
const LOWEST_CONJUNCT = -1;

/** Packs commitments; `unpackCommitments` gives equal ones. Linear in their length. */
export function packCommitments(commitments: readonly Commitment[]): PackedCommitments {
  const numbers = new Map<string, number>();
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  const packed = commitments.map(({ terms, poles, effects, ...rest }): PackedCommitment => {
    const fields = terms.flatMap((term) => [
      numberOf(term.key),
      term.start,
      term.end - term.start,
      term.conjunct - LOWEST_CONJUNCT,
      traitsOf(term),
    ]);
    // Most clauses have neither.
    return [fields, { ...rest, ...(poles.length > 0 ? { poles } : {}), ...(effects.length > 0 ? { effects } : {}) }];
  });
  return { keys: [...numbers.keys()], commitments: packed };
}

/** The commitments that were packed. `intern` gives the one string that stands for equal keys everywhere. */
export function unpackCommitments(
  { keys, commitments }: PackedCommitments,
  intern: (key: string) => string,
): readonly Commitment[] {
  const known = keys.map(intern);
  return commitments.map(([fields, { start, end, mode, modal, softener, qualifiers, narrowing, ...rest }]) => {
    const terms: Term[] = [];
    for (let at = 0; at < fields.length; at += FIELDS) {
      const [key = 0, from = 0, length = 0, conjunct = 0, traits = 0] = fields.slice(at, at + FIELDS);
      terms.push(termOf(known[key] ?? '', from, from + length, conjunct + LOWEST_CONJUNCT, traits));
    }
    const poles = rest.poles ?? NO_POLES;
    // JSON has no `undefined`.
    const effects = rest.effects?.map((effect): EffectClaim => ({ ...effect, object: effect.object })) ?? NO_EFFECTS;
    return { start, end, mode, modal, softener, qualifiers, terms, poles, effects, narrowing };
  });
}

const NO_POLES: readonly Pole[] = [];
const NO_EFFECTS: readonly EffectClaim[] = [];

function traitsOf({ polarity, target, actor, act, negated, light, matter, mood }: Term): number {
  return (
    (polarity === 1 ? AFFIRMED : 0) |
    (target ? TARGET : 0) |
    (actor ? ACTOR : 0) |
    (act ? ACT : 0) |
    (negated ? NEGATED : 0) |
    (light ? LIGHT : 0) |
    (MATTERS.indexOf(matter) << MATTER) |
    (MOODS.indexOf(mood) << MOOD)
  );
}

function termOf(key: string, start: number, end: number, conjunct: number, traits: number): Term {
  return {
    start,
    end,
    key,
    polarity: (traits & AFFIRMED) === 0 ? -1 : 1,
    target: (traits & TARGET) !== 0,
    actor: (traits & ACTOR) !== 0,
    act: (traits & ACT) !== 0,
    negated: (traits & NEGATED) !== 0,
    light: (traits & LIGHT) !== 0,
    matter: MATTERS[(traits >> MATTER) & 3],
    mood: MOODS[traits >> MOOD] ?? 'either',
    conjunct,
  };
}

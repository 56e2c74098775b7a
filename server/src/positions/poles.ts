import type { Span } from '../text/span.js';
import type { Pole, Term } from './commitment.js';

/** A pole as long as what follows it is not read. */
export interface OpenPole extends Omit<Pole, 'subject'> {
  /** Terms of the clause that stand before it. */
  readonly at: number;
  /** "is ..." stands before it: it is said of what comes before that. */
  readonly ofSubject: boolean;
}

/**
 * Finds what each pole is said of: the noun that it describes, the words before "is ...", else all words of the clause.
 * `carried`: what a clause without a subject of its own speaks of.
 */
export function closePoles(
  poles: readonly OpenPole[],
  terms: readonly Term[],
  carried: readonly Term[],
): readonly Pole[] {
  return poles.flatMap(({ at, ofSubject, ...pole }) => {
    const named = ofSubject ? terms.slice(0, at) : terms;
    const spoken = named.length > 0 ? named : carried;
    const subject = pole.attributive
      ? nounBehind(pole, terms.slice(at + 1))
      : spoken.flatMap((term) => (term.light ? [] : term.key));
    return pole.attributive && subject.length === 0 ? [] : { ...pole, subject };
  });
}

function nounBehind({ end }: Span, following: readonly Term[]): string[] {
  const noun: string[] = [];
  let last = end;
  for (const term of following) {
    if (term.start !== last + 1) break;
    noun.push(term.key);
    last = term.end;
  }
  return noun;
}

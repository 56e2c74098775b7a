import type { Commitment } from './commitment.js';
import type { Lexicon, VerbRank } from './lexicon.js';
import type { ReadSentence } from './readSentence.js';

/** What tells how strongly a clause commits. */
export interface Strength extends Pick<Commitment, 'modal' | 'softener'> {
  /** `undefined` when the clause has no verb that an order lists. */
  readonly verb: VerbRank | undefined;
}

/** How strongly a clause of the sentence commits. */
export function strengthOf(
  { start, end, modal, softener }: Commitment,
  { tokens, stems }: ReadSentence,
  { verbRanks }: Lexicon,
): Strength {
  const verb = tokens
    .map((token, i) => (start <= token.start && token.start < end ? verbRanks.match(stems, i)?.value : undefined))
    .find((rank) => rank !== undefined);
  return { modal, softener, verb };
}

/**
 * Whether `later` commits to more than `earlier` (1), to less (-1), or to as much as far as the orders of modals and verbs
 * tell (0). A partial order: also 0 where they are silent, or point both ways.
 */
export function compareStrength(earlier: Strength, later: Strength): -1 | 0 | 1 {
  const signs = [
    Math.sign((later.modal?.strength ?? 0) - (earlier.modal?.strength ?? 0)) *
      (earlier.modal === undefined || later.modal === undefined ? 0 : 1),
    earlier.verb?.order === later.verb?.order ? Math.sign((later.verb?.rank ?? 0) - (earlier.verb?.rank ?? 0)) : 0,
    Number(earlier.softener !== undefined) - Number(later.softener !== undefined),
  ];
  const [up, down] = [signs.includes(1), signs.includes(-1)];
  return up === down ? 0 : up ? 1 : -1;
}

import type { PhraseInfo } from '../api/protocol.js';
import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import { createDerived, type Derived } from './derived.js';
import { bindingDocuments, countUses, nameSource } from './precedents.js';

const MOST_PHRASES = 500;

/** Ranks of the recurring phrases of which a binding document holds one, best first. */
export const bindingPhrases: Derived<readonly number[]> = createDerived(function* (context) {
  const ranks = new Set<number>();
  for (const [document] of bindingDocuments(context)) {
    for (const rank of context.index.phrases.ranksIn(document)) ranks.add(rank);
    yield;
  }
  return [...ranks].sort((a, b) => a - b);
});

/** Recurring phrases that may be inserted, best first: those of which a text the delegation can stand by holds one. */
export function providePhrases(context: ServiceContext): readonly PhraseInfo[] {
  const { index } = context;
  return bindingPhrases
    .of(context)
    .slice(0, MOST_PHRASES)
    .flatMap((rank) => {
      const phrase = index.phrases.at(rank);
      if (phrase === undefined) return [];
      const [newestUse] = phrase.occurrences.documents();
      const newest = index.documents[newestUse?.document ?? -1];
      const counts = countUses(phrase.occurrences);
      return [
        {
          text: phrase.text,
          evidence: newest === undefined ? counts : t('{0}; newest: {1}', counts, nameSource(newest)),
        },
      ];
    });
}

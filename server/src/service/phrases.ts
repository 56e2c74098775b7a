import type { PhraseInfo } from '../api/protocol.js';
import type { ServiceContext } from './context.js';
import { countUses, mayOffer, nameSource } from './precedents.js';

const MOST_PHRASES = 500;

/** Recurring phrases that may be inserted, best first: those of which a text the delegation can stand by holds one. */
export function providePhrases(context: ServiceContext): readonly PhraseInfo[] {
  const { index } = context;
  const offered = index.documents.map((document) => mayOffer(document, context));
  return index.phrases
    .filter((phrase) => phrase.occurrences.some(({ document }) => offered[document] === true))
    .slice(0, MOST_PHRASES)
    .map((phrase) => {
      const newest = index.documents[phrase.occurrences[0]?.document ?? -1];
      const counts = countUses(index, phrase.occurrences);
      return {
        text: phrase.text,
        evidence: newest === undefined ? counts : `${counts}; newest: ${nameSource(newest)}`,
      };
    });
}

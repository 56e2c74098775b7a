import type { PhraseInfo } from '../api/protocol.js';
import type { Phrase } from '../index/corpusIndex.js';
import type { ServiceContext } from './context.js';
import { take } from '../util/iterables.js';
import { countUses, nameSource, offeredDocuments } from './precedents.js';

const MOST_PHRASES = 500;

/** Recurring phrases that may be inserted, best first: those of which a text the delegation can stand by holds one. */
export function providePhrases(context: ServiceContext): readonly PhraseInfo[] {
  const { index } = context;
  return take(offeredPhrases(context), MOST_PHRASES).map((phrase) => {
    const [newestUse] = phrase.occurrences.documents();
    const newest = index.documents[newestUse?.document ?? -1];
    const counts = countUses(phrase.occurrences);
    return {
      text: phrase.text,
      evidence: newest === undefined ? counts : `${counts}; newest: ${nameSource(newest)}`,
    };
  });
}

function* offeredPhrases(context: ServiceContext): Generator<Phrase> {
  const isOffered = offeredDocuments(context);
  for (const phrase of context.index.phrases) {
    if ([...phrase.occurrences.documents()].some(({ document }) => isOffered(document))) yield phrase;
  }
}

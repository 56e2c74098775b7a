import type { CorpusDocumentInfo } from '../../../server/src/api/protocol.js';

/** The documents that a draft can be set beside: the delegation's own first, and none that is retired as a whole or withheld from it. */
export function comparable(documents: readonly CorpusDocumentInfo[]): readonly CorpusDocumentInfo[] {
  const isRetired = ({ choices }: CorpusDocumentInfo): boolean =>
    choices.some(({ list, words }) => list === 'retired' && words === undefined);
  const used = documents.filter((document) => document.withheld !== true && !isRetired(document));
  return used.sort((a, b) => Number(b.tier === 'own') - Number(a.tier === 'own'));
}

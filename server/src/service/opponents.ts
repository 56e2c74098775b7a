import type { PrecedentInfo } from '../api/protocol.js';
import { passageOf } from '../index/corpusIndex.js';
import type { Commitment } from '../positions/commitment.js';
import { compareCommitments } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { ServiceContext } from './context.js';
import { describePassage } from './passageInfo.js';
import { offeredDocuments } from './precedents.js';
import { bindingRecord, LEAST_CONFIDENCE } from './record.js';

/** Passages of others that are read: those that share the rarest words. */
const READ = 60;

/**
 * Statements of holders who are neither the delegation nor one of its groups that contradict the wording, newest first,
 * one a passage, at most `limit`. Wording that states nothing by itself, such as a noun phrase, counts as supported.
 */
export function findOpponents(wording: string, limit: number, context: ServiceContext): readonly PrecedentInfo[] {
  const { index, settings, tokenize } = context;
  const isBinding = offeredDocuments(context);
  const stated = statementsIn(wording, settings.delegation, context);
  const own = stated.length > 0 ? stated : statementsIn(`We support ${wording}.`, settings.delegation, context);
  if (own.length === 0) return [];
  const record = bindingRecord.of(context);
  // In a small record every word of the wording may be in every commitment, and none would count.
  const weight = (key: string): number => record.weight(key) + 1;
  const contradicts = (commitment: Commitment): boolean =>
    own.some((each) => {
      const comparison = compareCommitments(commitment, each, weight);
      return comparison.relation === 'conflict' && comparison.confidence >= LEAST_CONFIDENCE;
    });
  const terms = tokenize(wording).map(({ term }) => term);
  return index
    .rank(terms, READ, { accepts: ({ document }) => !isBinding(document) })
    .toSorted((a, b) => a.document - b.document)
    .flatMap((place) => {
      const { document, passage } = passageOf(index, place);
      const sentence = passage.sentences.find(({ start, end }) =>
        statementsIn(passage.text.slice(start, end), document.metadata.holder, context).some(contradicts),
      );
      return sentence === undefined ? [] : [{ document, passage, sentence }];
    })
    .slice(0, Math.max(0, limit))
    .map(({ document, passage, sentence }) =>
      describePassage({ document, passage, marks: [sentence], reasons: [] }, context),
    );
}

function statementsIn(text: string, holder: string, { lexicon, tokenize }: ServiceContext): readonly Commitment[] {
  return extractCommitments(text, { lexicon, tokenize, holder }).filter(({ mode }) => mode === 'asserted');
}

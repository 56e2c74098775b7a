import type { CorpusIndex } from '../index/corpusIndex.js';
import { digestOf } from '../util/digest.js';

/** Hexadecimal digits that tell one record from another on paper. */
const DIGITS = 12;

/**
 * A digest of what the record says: the same documents give the same digest, wherever they lie and in whatever order they
 * were read. Reads every text once.
 */
export async function digestOfCorpus({ documents }: CorpusIndex): Promise<string> {
  const digests: string[] = [];
  for (const { id, metadata, passages } of documents) {
    const fields = Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1));
    digests.push(await digestOf(JSON.stringify([id, fields, passages.map(({ citation, text }) => [citation, text])])));
  }
  return (await digestOf(digests.toSorted().join('\n'))).slice(0, DIGITS);
}

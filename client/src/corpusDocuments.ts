import {
  CORPUS_REQUEST,
  type CorpusAnswer,
  type CorpusDocumentInfo,
  type CorpusParams,
} from '../../server/src/api/protocol.js';
import type { Client } from './server.js';

/** Documents that are asked for at once. */
const PORTION = 1000;

/**
 * The documents of the record, newest first, retired ones included. Asks for them in portions: others are answered in
 * between. `chooser`: the draft whose folder has chosen among them.
 */
export async function askDocuments(
  client: Client,
  chooser: Pick<CorpusParams, 'uri'>,
): Promise<readonly CorpusDocumentInfo[]> {
  const all: CorpusDocumentInfo[] = [];
  for (let isMore = true; isMore; ) {
    const params: CorpusParams = { ...chooser, from: all.length, limit: PORTION };
    const { documents } = await client.sendRequest<CorpusAnswer>(CORPUS_REQUEST, params);
    all.push(...documents);
    isMore = documents.length === PORTION;
  }
  return all;
}

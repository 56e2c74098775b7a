import { DEFAULT_SETTINGS, type Settings } from '../../server/src/api/settings.js';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { Commitment } from '../../server/src/positions/commitment.js';
import { extractCommitments } from '../../server/src/positions/extractCommitments.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import type { SentenceContext } from '../../server/src/positions/leadIns.js';
import { createTokenizer } from '../../server/src/text/tokens.js';
import { loadBundledLexicon } from './bundled.js';
import { makeDocument, type TestDocument } from './corpus.js';

const lexicon = loadBundledLexicon();
const tokenize = createTokenizer(lexicon.spelling);

/** What services see when the record is these documents alone; the words are read as the bundled lexicon says. */
export function createContextOf(documents: readonly TestDocument[], settings: Partial<Settings> = {}): ServiceContext {
  const made = documents.map((document) => makeDocument(document));
  const index = createCorpusIndex(made, { tokenize, spelling: lexicon.spelling, revision: 1 });
  return { index, lexicon, tokenize, settings: { ...DEFAULT_SETTINGS, ...settings } };
}

/** The commitments of a sentence of Pakistan's, read with the bundled lexicon. */
export function readCommitments(sentence: string, holder = 'Pakistan', context: SentenceContext = {}): Commitment[] {
  return extractCommitments(sentence, { lexicon, tokenize, holder }, context);
}

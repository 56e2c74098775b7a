import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions } from '../../../server/src/index/indexBuilder.js';
import { NODE_COMPRESSION } from '../../../server/src/node/compression.js';
import { createNodeFileSystem } from '../../../server/src/node/fileSystem.js';
import { createTokenizer, type Tokenizer } from '../../../server/src/text/tokens.js';
import { loadLexicon } from '../../../server/src/workspace/lexiconFiles.js';

/** What an index is made and read with. */
export interface Words extends BuildOptions {
  readonly tokenize: Tokenizer;
}

/** The word lists, the tokenizer and the compression that the product's server works with. */
export async function loadWords(): Promise<Words> {
  const folder = pathToFileURL(join(__dirname, 'lexicon')).href;
  const { lexicon } = await loadLexicon(createNodeFileSystem(), folder, { only: 'spelling' });
  const { spelling } = lexicon;
  return { tokenize: createTokenizer(spelling), spelling, compression: NODE_COMPRESSION };
}

import { readdirSync, readFileSync } from 'node:fs';
import { DEFAULT_SETTINGS } from '../../server/src/api/settings.js';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../server/src/ingest/parseDocument.js';
import { type Lexicon, parseLexicon } from '../../server/src/positions/lexicon.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { createTokenizer } from '../../server/src/text/tokens.js';

const CORPUS = new URL('../../corpus/', import.meta.url);

/** The documents of `corpus/documents`. Fails when one of them has a problem. */
export function loadBundledDocuments(): CorpusDocument[] {
  const folder = new URL('documents/', CORPUS);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const uri = new URL(name, folder).href;
      const { document, problems } = parseDocument({ uri, name }, readFileSync(new URL(name, folder)));
      if (document === undefined || problems.length > 0) throw new Error(`${name}: ${JSON.stringify(problems)}`);
      return document;
    });
}

/** The lexicon of `corpus/lexicon`. Fails when one of its files has a problem. */
export function loadBundledLexicon(): Lexicon {
  const folder = new URL('lexicon/', CORPUS);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
  const { lexicon, problems } = parseLexicon(files);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return lexicon;
}

/** What services see when the user configures nothing. */
export function createBundledContext(more: readonly CorpusDocument[] = []): ServiceContext {
  const lexicon = loadBundledLexicon();
  const tokenize = createTokenizer(lexicon.spelling);
  const index = createCorpusIndex([...loadBundledDocuments(), ...more], {
    tokenize,
    spelling: lexicon.spelling,
    revision: 1,
  });
  return { index, lexicon, tokenize, settings: DEFAULT_SETTINGS };
}

/** The text of a bundled document's file, by its URI. */
export function loadBundledText(uri: string): string {
  return readFileSync(new URL(uri), 'utf8');
}

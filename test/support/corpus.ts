import type { CorpusDocument, DocumentMetadata, Passage } from '../../server/src/ingest/corpusDocument.js';
import { createCorpusIndex, type OpenIndex } from '../../server/src/index/createCorpusIndex.js';
import { splitSentences } from '../../server/src/text/sentences.js';
import type { Spelling } from '../../server/src/text/spelling.js';
import { createTokenizer } from '../../server/src/text/tokens.js';

/** A small spelling table, enough for tests of what stands above it. */
export const TEST_SPELLING: Spelling = {
  variants: new Map([
    ['behavior', 'behaviour'],
    ['programs', 'programmes'],
  ]),
  compounds: new Map([['cyber space', 'cyberspace']]),
  stopWords: new Set(
    `a an and any are as at be been being but by can could for from had has have if in into is it its may must no not of
    on only or our shall should so such than that the their these this those though through thus to under upon was we
    were which while will with within would`.split(/\s+/),
  ),
};

/** The tokenizer that goes with `TEST_SPELLING`. */
export const testTokenize = createTokenizer(TEST_SPELLING);

/** What a test says about a document; everything else is filled in. */
export interface TestDocument extends Partial<DocumentMetadata> {
  readonly id: string;
  /** Passages separated by blank lines; a line starting with "# " is a heading for those below it. */
  readonly text: string;
}

/** A corpus document from inline text. Passages are numbered from 1: "para. 1", "para. 2". */
export function makeDocument({ id, text, ...metadata }: TestDocument): CorpusDocument {
  const passages: Passage[] = [];
  let headings: string[] = [];
  let offset = 0;
  let line = 0;
  for (const block of text.split(/(\n\s*\n)/)) {
    const prose = block.trim();
    if (prose.startsWith('# ')) headings = [prose.slice(2)];
    else if (prose !== '') {
      const oneLine = prose.replace(/\s+/g, ' ');
      const start = offset + block.indexOf(prose);
      passages.push({
        citation: `para. ${passages.length + 1}`,
        headings,
        text: oneLine,
        span: { start, end: start + prose.length },
        line: line + block.slice(0, block.indexOf(prose)).split('\n').length - 1,
        sentences: splitSentences(oneLine),
      });
    }
    offset += block.length;
    line += block.split('\n').length - 1;
  }
  return {
    id,
    uri: `file:///corpus/${id}.md`,
    metadata: { title: id, holder: 'Pakistan', kind: 'statement', tier: 'own', ...metadata },
    passages,
  };
}

/** An index of inline documents, or of documents made already. */
export function makeIndex(documents: readonly (TestDocument | CorpusDocument)[]): OpenIndex {
  const made = documents.map((document) => ('passages' in document ? document : makeDocument(document)));
  return createCorpusIndex(made, { tokenize: testTokenize, spelling: TEST_SPELLING, revision: 1 });
}

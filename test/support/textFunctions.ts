import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft, type Draft } from '../../server/src/draft/draft.js';
import { readNumbering } from '../../server/src/draft/numbering.js';
import { readOutline } from '../../server/src/draft/outline.js';
import { readReferences } from '../../server/src/draft/paragraphReferences.js';
import { parseCatalog } from '../../server/src/ingest/catalog.js';
import { parseChoices } from '../../server/src/ingest/choicesFile.js';
import { parseCorpusFile } from '../../server/src/ingest/corpusFile.js';
import { decodeBytes } from '../../server/src/ingest/decode.js';
import { parseDepartures } from '../../server/src/ingest/departuresFile.js';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import { FORMAT_READERS } from '../../server/src/ingest/formatReaders.js';
import { readFrontMatter } from '../../server/src/ingest/frontMatter.js';
import { escapeLine, plainProse } from '../../server/src/ingest/inline.js';
import { guessLanguage } from '../../server/src/ingest/language.js';
import { parseText } from '../../server/src/ingest/parseDocument.js';
import { parsePositions } from '../../server/src/ingest/positionsFile.js';
import { writeDocument } from '../../server/src/ingest/writeDocument.js';
import { isAsked } from '../../server/src/positions/clauses.js';
import { compareCommitments, nearness } from '../../server/src/positions/compare.js';
import { extractCommitments } from '../../server/src/positions/extractCommitments.js';
import { contextsOf } from '../../server/src/positions/leadIns.js';
import { parseLexicon } from '../../server/src/positions/lexicon.js';
import { findWording, readWording } from '../../server/src/positions/redLines.js';
import { stemOf } from '../../server/src/positions/stems.js';
import { agreedTextNamed } from '../../server/src/service/attribution.js';
import { provideBrackets } from '../../server/src/service/bracketHover.js';
import { comparePair } from '../../server/src/service/comparePair.js';
import { provideCompletion } from '../../server/src/service/completion.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { provideDefinition } from '../../server/src/service/definition.js';
import { provideDiagnostics } from '../../server/src/service/diagnostics.js';
import { findSymbols, provideDocumentLinks } from '../../server/src/service/documentLinks.js';
import { extractFacts } from '../../server/src/service/facts/extractFacts.js';
import { provideFoldingRanges } from '../../server/src/service/foldingRanges.js';
import { provideGhostText } from '../../server/src/service/ghostText.js';
import { provideHover } from '../../server/src/service/hover.js';
import { provideInlayHints } from '../../server/src/service/inlayHints.js';
import { escapeMarkdown, markupFor } from '../../server/src/service/markdown.js';
import { parsePartialDate } from '../../server/src/service/partialDate.js';
import { renumberParagraphs } from '../../server/src/service/renumber.js';
import { reportOn } from '../../server/src/service/report.js';
import { searchPassages } from '../../server/src/service/search.js';
import { provideSimilar } from '../../server/src/service/similar.js';
import { linkLabels, readBrackets, readingsOf } from '../../server/src/text/brackets.js';
import { parseBlocks } from '../../server/src/text/blocks.js';
import { withoutNoteMarks } from '../../server/src/text/footnotes.js';
import { monthNumber } from '../../server/src/text/months.js';
import { areCapitals, isNamed, wordsOf } from '../../server/src/text/names.js';
import { parseNumber, parseOrdinal, parseRoman } from '../../server/src/text/numerals.js';
import { removalOf } from '../../server/src/text/removal.js';
import { splitSentences } from '../../server/src/text/sentences.js';
import { sequenceMarks } from '../../server/src/text/sequences.js';
import { termOf } from '../../server/src/text/terms.js';
import { createTermScanner } from '../../server/src/text/termScanner.js';
import { endOfWord } from '../../server/src/text/words.js';
import { resolveFileUri, uriKey } from '../../server/src/util/fileUri.js';
import { finishSteps } from '../../server/src/util/steps.js';

/** What takes a text, by the name that a failure tells. Whatever it is given, it answers. */
export type TextFunctions = Readonly<Record<string, (text: string) => unknown>>;

const BESIDE = 'The Group supports a treaty. States should not use force.';
const FILE = { uri: 'file:///corpus/a.md', name: 'a.md' };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A draft of that text. */
export function draftOf(text: string, { tokenize }: Pick<ServiceContext, 'tokenize'>): Draft {
  return createDraft(TextDocument.create('file:///a.draft.md', 'negotiation-draft', 1, text), tokenize);
}

/** Every function of `text`, and what of `ingest` reads text that was decoded already. */
export function readingFunctions({ tokenize, lexicon }: Pick<ServiceContext, 'tokenize' | 'lexicon'>): TextFunctions {
  const { spelling } = lexicon;
  return {
    parseBlocks,
    splitSentences,
    tokenize,
    spansOf: (text) => tokenize.spansOf(text).at(Number.MAX_SAFE_INTEGER),
    scan: (text) => createTermScanner(spelling).scan(text, () => undefined),
    termOf: (text) => termOf(text, spelling),
    endOfWord: (text) => endOfWord(text, 0),
    wordsOf: (text) => wordsOf(text),
    areCapitals: (text) => areCapitals(text, 2),
    isNamed: (text) => isNamed(text, [text, BESIDE], spelling.stopWords),
    sequenceMarks: (text) => sequenceMarks(text.split('\n'), 'in sequence'),
    linkLabels,
    readBrackets,
    readingsOf,
    withoutNoteMarks,
    parseNumber,
    parseOrdinal,
    parseRoman,
    monthNumber,
    removalOf: (text) => removalOf(text, { start: text.length >> 1, end: (text.length >> 1) + 1 }),
    decodeBytes: (text) => decodeBytes(utf8(text)),
    decodeLatin: (text) => decodeBytes(new Uint8Array(Buffer.from(text, 'latin1'))),
    readFrontMatter: (text) => readFrontMatter(FILE, `---\n${text}\n---\n`),
    readOpenFrontMatter: (text) => readFrontMatter(FILE, `---\n${text}`),
    plainProse,
    escapeLine,
    guessLanguage,
    parseText: (text) => parseText(FILE, text),
    writeDocument: (text) => {
      const { document } = parseText(FILE, text);
      return document && writeDocument(document);
    },
    readHtml: (text) => FORMAT_READERS.html(utf8(text), DEFAULT_LIMITS),
    resolveFileUri: (text) => resolveFileUri(text, 'file:///work', 'file:///home/a'),
    uriKey,
  };
}

/** What reads the files of settings, word lists included. */
export const YAML_FUNCTIONS: TextFunctions = {
  parseCorpusFile: (text) => parseCorpusFile('file:///corpus/corpus.yaml', text, ['a.md', '__proto__']),
  parseCatalog,
  parsePositions: (text) => parsePositions('file:///a/positions.yaml', text),
  parseDepartures: (text) => parseDepartures('file:///a/departures.yaml', text),
  parseChoices: (text) => parseChoices('file:///a/corpus.yaml', text),
  parseLexicon: (text) => parseLexicon([{ name: 'negation.yaml', text }]),
  parseOwnLexicon: (text) => parseLexicon([], [{ uri: 'file:///a/axes.yaml', name: 'axes.yaml', text }]),
  parseJsonLexicon: (text) => parseLexicon([{ name: 'negation.json', text }]),
  readFrontMatter: (text) => readFrontMatter(FILE, `---\n${text}\n---\nText.`),
};

/** What reads a sentence as commitments, facts and wordings. */
export function sentenceFunctions({ tokenize, lexicon }: ServiceContext): TextFunctions {
  const reader = { tokenize, lexicon, holder: 'Pakistan' };
  const [prior] = extractCommitments('States should not use force.', reader);
  const compareAll = (text: string): void => {
    for (const commitment of extractCommitments(text, reader)) {
      if (prior === undefined) throw new Error('no commitment to compare with');
      compareCommitments(prior, commitment, () => 1);
      nearness(commitment, prior, () => 1);
    }
  };
  return {
    extractCommitments: (text) => extractCommitments(text, reader),
    extractBelow: (text) => extractCommitments(BESIDE, reader, { leadIn: text, before: text }),
    compareCommitments: compareAll,
    contextsOf: (text) => contextsOf([text, text], text),
    isAsked,
    stemOf,
    findWording: (text) => findWording(readWording(text, tokenize), BESIDE, tokenize(BESIDE)),
    findIn: (text) => findWording(readWording('use ... force', tokenize), text, tokenize(text)),
    extractFacts: (text) => extractFacts({ text, tokens: tokenize(text), lexicon }),
    agreedTextNamed: (text) => agreedTextNamed(text, text.length),
    comparePair: (text) => comparePair(BESIDE, text, reader),
    comparePairBefore: (text) => comparePair(text, BESIDE, reader),
  };
}

/** What answers about a draft, and about what is typed into a search. */
export function draftFunctions(context: ServiceContext): TextFunctions {
  const draft = (text: string): Draft => draftOf(text, context);
  const whole = ({ document }: Draft) => ({
    start: { line: 0, character: 0 },
    end: document.positionAt(document.getText().length),
  });
  const places = ({ document }: Draft) => {
    const { length } = document.getText();
    return [0, length >> 1, length].map((offset) => document.positionAt(offset));
  };
  const everywhere =
    (ask: (read: Draft, position: ReturnType<typeof places>[number]) => unknown) =>
    (text: string): unknown => {
      const read = draft(text);
      return places(read).map((position) => ask(read, position));
    };
  return {
    createDraft: draft,
    readNumbering: (text) => readNumbering(text, parseBlocks(text)),
    readOutline: (text) => readOutline(parseBlocks(text)),
    readReferences: (text) => readReferences(draft(text)),
    renumberParagraphs: (text) => renumberParagraphs(draft(text)),
    provideFoldingRanges: (text) => provideFoldingRanges(draft(text)),
    provideDocumentLinks: (text) => provideDocumentLinks(draft(text), context),
    findSymbols,
    provideBrackets: (text) => provideBrackets(draft(text)),
    provideHover: everywhere((read, position) => provideHover(read, position, context)),
    provideCompletion: everywhere((read, position) => provideCompletion(read, position, context)),
    provideGhostText: everywhere((read, position) => provideGhostText(read, position, context, { triggerKind: 1 })),
    provideDefinition: everywhere((read, position) => provideDefinition(read, position, context)),
    provideInlayHints: (text) => {
      const read = draft(text);
      const shown = { ...context.settings, inlayHints: { enable: true } };
      return finishSteps(provideInlayHints(read, whole(read), { ...context, settings: shown }));
    },
    provideDiagnostics: (text) =>
      provideDiagnostics(draft(text), context, (rule, error) => {
        throw new Error(`the rule ${rule} failed`, { cause: error });
      }),
    reportOn: (text) => finishSteps(reportOn(draft(text), context)),
    searchPassages: (text) => searchPassages(text, 5, context),
    provideSimilar: (text) => provideSimilar(text, 5, context),
    escapeMarkdown,
    plain: (text) => markupFor('plaintext').text(text),
    parsePartialDate,
  };
}

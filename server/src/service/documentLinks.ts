import type { DocumentLink } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import { readReferences } from '../draft/paragraphReferences.js';
import { spansOverlap, type Span } from '../text/span.js';
import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';

/** A United Nations document named in a text, under its symbol without spaces. */
export interface SymbolMention extends Span {
  readonly symbol: string;
}

const SYMBOL =
  /(?<![\w/.-])(?:(?:A|S|E|T|ST|TD|NPT)(?=\/[\w.-]+\/)|CD(?=\/\d))(?:\/(?:[A-Z]{1,6}\.\d+|(?:Add|Amend|Corr|Rev|Summary)\.\d+|(?:ES|S)-\d+|[A-Z]{1,6}|\d{1,5})(?![A-Za-z\d]))+(?:(?<=\/RES\/\d{1,4}) ?\((?:\d{4}|[IVXL]+)\))?/g;
const NUMBER = String.raw`(?:\d{1,3}\/\d{1,4}(?: [A-Z]\b)?|\d{4}\/\d{1,3}|\d{1,4}(?: [A-Z])? ?\((?:\d{4}|[IVXL]+)\))`;
const NAMED = new RegExp(
  String.raw`(Human Rights Council|Economic and Social Council)?\s*\b([Rr]esolution|[Dd]ecision)s?\s+(${NUMBER}(?:(?:,\s+|,?\s+and\s+)${NUMBER})*)`,
  'g',
);
const EACH_NUMBER = new RegExp(NUMBER, 'g');

/**
 * Links from the draft's UN symbols and resolution numbers to the document, in the corpus when it is there, else at
 * undocs.org; and from its references to its own paragraphs. Nothing is fetched. Code, comments and front matter are left
 * alone.
 */
export function provideDocumentLinks(draft: Draft, context: ServiceContext): DocumentLink[] {
  return [...symbolLinks(draft, context), ...paragraphLinks(draft)];
}

function paragraphLinks(draft: Draft): DocumentLink[] {
  const { document } = draft;
  return readReferences(draft).flatMap(({ paragraph, isOwn, labels }) => {
    const [first, last] = [labels[0], labels.at(-1)];
    if (paragraph === undefined || !isOwn || first === undefined || last === undefined) return [];
    const line = document.positionAt(paragraph.block.start).line + 1;
    return {
      range: { start: document.positionAt(first.start), end: document.positionAt(last.end) },
      target: `${document.uri}#L${line}`,
      tooltip: t('Paragraph {0} of this draft', paragraph.written.join(' ')),
    };
  });
}

function symbolLinks(draft: Draft, context: ServiceContext): DocumentLink[] {
  const { document } = draft;
  const silent = draft.allBlocks.filter((block) => ['code', 'comment', 'front-matter'].includes(block.kind));
  const corpus = new Map<string, { readonly uri: string; readonly title: string }>();
  for (const { uri, metadata } of context.index.documents) {
    if (metadata.symbol !== undefined) corpus.set(plainSymbol(metadata.symbol), { uri, title: metadata.title });
  }
  return findSymbols(document.getText())
    .filter((mention) => !silent.some((block) => spansOverlap(block, mention)))
    .map(({ start, end, symbol }) => {
      const held = corpus.get(symbol);
      return {
        range: { start: document.positionAt(start), end: document.positionAt(end) },
        target: held?.uri ?? officialAddress(symbol),
        tooltip: held === undefined ? t('{0} at undocs.org', symbol) : t('{0}, in the corpus', held.title),
      };
    });
}

/** Where the United Nations keeps the document of a symbol. */
export function officialAddress(symbol: string): string {
  return `https://undocs.org/en/${encodeURI(plainSymbol(symbol))}`;
}

/**
 * The UN documents that a text names, in order: by symbol ("A/AC.290/2021/CRP.2") or as a resolution or decision
 * ("resolutions 73/27 and 73/266", "resolution 2779 (2025)", "resolution 1514 (XV)"). Symbols inside addresses and
 * Markdown links are left out. Series symbols: UN Editorial Manual, "Document symbols". Linear.
 */
export function findSymbols(text: string): SymbolMention[] {
  const found: SymbolMention[] = [];
  for (const match of text.matchAll(SYMBOL)) {
    const end = match.index + match[0].length;
    if (/\d/.test(match[0]) && !text.startsWith('](', end)) {
      found.push({ start: match.index, end, symbol: plainSymbol(match[0]) });
    }
  }
  for (const match of text.matchAll(NAMED)) {
    const [whole, body, kind = '', numbers = ''] = match;
    const from = match.index + whole.length - numbers.length;
    for (const number of numbers.matchAll(EACH_NUMBER)) {
      const start = from + number.index;
      const end = start + number[0].length;
      if (!text.startsWith('](', end)) found.push({ start, end, symbol: symbolOf(body, kind, number[0]) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function symbolOf(body: string | undefined, kind: string, number: string): string {
  const series = kind.toLowerCase() === 'decision' ? 'DEC' : 'RES';
  if (body?.startsWith('Human')) return plainSymbol(`A/HRC/${series}/${number}`);
  // A year before the stroke is the Economic and Social Council's way, one in brackets the Security Council's.
  if (/^\d{4}\//.test(number)) return plainSymbol(`E/${series}/${number}`);
  if (/\(\d{4}\)$/.test(number)) return plainSymbol(`S/${series}/${number}`);
  return plainSymbol(`A/${series}/${number}`);
}

function plainSymbol(symbol: string): string {
  return symbol.replace(/\s+/g, '');
}

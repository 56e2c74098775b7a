import type { CompletionItem, CompletionItemKind, CompletionList, Position, Range } from 'vscode-languageserver-types';
import { blockAt, type Draft } from '../draft/draft.js';
import { type Continuation, passageOf } from '../index/corpusIndex.js';
import type { Token } from '../text/tokens.js';
import type { ServiceContext } from './context.js';
import { describeEvidence, evidenceParagraphs } from './evidence.js';
import { markupFor, type TextFormat } from './markdown.js';
import { isInsideCode, offeredDocuments } from './precedents.js';

// LSP's number for "Reference": wording with a source. Editors can switch plain words off, and drafters often do.
const REFERENCE_KIND: CompletionItemKind = 18;
const MOST_DOCUMENTS = 3;
/** Newest sources that are looked at for how a word is capitalised. */
const MOST_SOURCES = 20;
/** So many sources that write it small tell that it is no name. */
const ENOUGH_SMALL = 3;
/** What stands before a word that may open a sentence, in so many characters. */
const MAY_OPEN_SENTENCE = /(?:^|[.:;?!…][^\p{L}\p{N}]*|\n\s*)$/u;
const LONGEST_STOP = 8;
/** Openings of wordings whose capital is kept. */
const MOST_OPENINGS = 1000;

const WORD = /[\p{L}\p{N}_]+/gu;
/** The word at the end of a line as Emacs takes it for one in text: "non-discrim". */
const SYMBOL_AT_END = /[\p{L}\p{N}_][\p{L}\p{N}_'/-]*$/u;

/** What an item carries to be resolved: its wording, looked up again when the evidence is asked for, and the draft's URI. */
interface ItemData {
  readonly phrase: string;
  readonly uri: string;
}

/**
 * Where an item's text goes: over all words typed; over the word at the cursor with what joins it to others, as an edit, for
 * editors that look for that word in what an item filters by or in its label; or over the word alone, for editors that take no
 * edit.
 */
export type CompletionForm = 'edit' | 'symbol' | 'word';

/**
 * Phrases that continue what is typed before the position. Every item replaces the words already typed and filters by
 * exactly those, so that editors keep it across spaces and slips; the list is marked incomplete because each further
 * word makes another list. Empty outside the writer's own prose and inside a word.
 */
export function provideCompletion(
  draft: Draft,
  position: Position,
  context: ServiceContext,
  form: CompletionForm = 'edit',
): CompletionList {
  const items = context.settings.completion.enable ? createItems(draft, position, context) : [];
  if (form === 'edit') return { isIncomplete: true, items };
  return {
    isIncomplete: true,
    items: items.map((item) => (form === 'word' ? asWord(item) : asSymbol(item, draft, position))),
  };
}

/** The item as text for the word at the cursor, as far as editors take it for one: letters, digits and underscores. */
function asWord({ textEdit, filterText = '', ...item }: CompletionItem): CompletionItem {
  const newText = textEdit?.newText ?? '';
  const word = /[\p{L}\p{N}_]*$/u.exec(filterText)?.[0] ?? '';
  return {
    ...item,
    insertText: textBehind(newText, filterText.slice(0, filterText.length - word.length)),
    filterText: word,
  };
}

/** The item as an edit of the word at the cursor, named by all that it puts there. */
function asSymbol(item: CompletionItem, { document }: Draft, position: Position): CompletionItem {
  const { textEdit, filterText = '' } = item;
  if (textEdit === undefined || !('range' in textEdit)) return item;
  const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
  const symbol = SYMBOL_AT_END.exec(line)?.[0] ?? '';
  const start: Position = { line: position.line, character: position.character - symbol.length };
  const unread = textEdit.range.start.character - start.character;
  // A word may begin before what is replaced: "legally-" stays before "binding".
  const newText =
    unread > 0
      ? symbol.slice(0, unread) + textEdit.newText
      : textBehind(textEdit.newText, filterText.slice(0, filterText.length - symbol.length));
  return { ...item, label: newText, filterText: symbol, textEdit: { range: { start, end: position }, newText } };
}

/** An item's text behind the words that stay as they were typed, mistyped or not: it goes on after as many. */
function textBehind(newText: string, typed: string): string {
  const words = typed.match(WORD)?.length ?? 0;
  return newText.slice([...newText.matchAll(WORD)][words]?.index ?? newText.length);
}

function createItems(draft: Draft, position: Position, context: ServiceContext): CompletionItem[] {
  const typing = readTyping(draft, position, context);
  if (typing === undefined) return [];
  const { maxItems } = context.settings.completion;
  return context.index
    .complete(typing.typed, maxItems, offeredDocuments(context))
    .map((continuation, i) => createItem(continuation, i, typing, context));
}

/** A sentence that is being typed. */
export interface Typing {
  readonly draft: Draft;
  /** Offsets of the typed sentence's start and of the cursor in the draft. */
  readonly start: number;
  readonly offset: number;
  /** The sentence up to the cursor, on one line. */
  readonly typed: string;
  readonly tokens: readonly Token[];
}

/** What is being typed at the position; `undefined` outside the writer's own prose, inside a word and after a sentence. */
export function readTyping(draft: Draft, position: Position, context: ServiceContext): Typing | undefined {
  const offset = draft.document.offsetAt(position);
  const start = typedFrom(draft, offset);
  if (start === undefined) return undefined;
  const typed = draft.document
    .getText()
    .slice(start, offset)
    .replace(/[\r\n\t]/g, ' ');
  return { draft, start, offset, typed, tokens: context.tokenize(typed) };
}

/** Where the sentence being typed starts; `undefined` where nothing is to be offered. */
function typedFrom(draft: Draft, offset: number): number | undefined {
  const text = draft.document.getText();
  const block = blockAt(draft, offset);
  if (block === undefined || isInsideCode(draft, block.textStart, offset)) return undefined;
  if (/[\p{L}\p{N}]/u.test(text.charAt(offset))) return undefined;
  const sentence = block.sentences.findLast((each) => each.start < offset);
  if (sentence === undefined || /[.!?]["”’)]*\s+$/.test(text.slice(sentence.start, offset))) return undefined;
  return sentence.start;
}

function createItem(continuation: Continuation, rank: number, typing: Typing, context: ServiceContext): CompletionItem {
  const { document } = typing.draft;
  const replaced = typing.tokens.slice(-continuation.typedWords);
  const line = document.positionAt(typing.offset).line;
  // An edit of a completion must stay on the cursor's line: words typed on an earlier line stay as they are.
  const kept = replaced.filter((token) => document.positionAt(typing.start + token.start).line < line).length;
  const phraseTokens = context.tokenize(continuation.text);
  const first = replaced[kept];
  const from = first === undefined ? typing.offset : typing.start + first.start;
  const wording = kept === 0 ? continuation.text : continuation.text.slice(phraseTokens[kept]?.start ?? 0);
  const newText = first === undefined ? wording : withTypedCase(wording, typing.typed.slice(first.start), context);
  const range: Range = { start: document.positionAt(from), end: document.positionAt(typing.offset) };
  const data: ItemData = { phrase: continuation.text, uri: document.uri };
  return {
    label: labelFor(newText, replaced.length - kept, context),
    kind: REFERENCE_KIND,
    filterText: document.getText(range),
    sortText: String(rank).padStart(4, '0'),
    textEdit: { range, newText },
    data,
  };
}

/** The wording from the last typed word on: a list is narrow, and what comes next is what the drafter looks for. */
function labelFor(newText: string, typedWords: number, context: ServiceContext): string {
  const last = context.tokenize(newText)[typedWords - 1];
  return last === undefined || last.start === 0 ? newText : `… ${newText.slice(last.start)}`;
}

/**
 * The wording with the capital its new place calls for: a typed capital stays, and a capital that only ever opens a
 * sentence in the sources gives way to the typed small letter. Names and acronyms keep theirs.
 */
function withTypedCase(wording: string, typed: string, context: ServiceContext): string {
  const [own, written] = [wording.charAt(0), typed.charAt(0)];
  if (own === written || own.toLowerCase() !== written.toLowerCase()) return wording;
  if (/^\p{Lu}[\p{Lu}\d]/u.test(wording)) return wording;
  const isTypedCapital = written !== written.toLowerCase();
  return isTypedCapital || !isCapitalWithin(wording, context) ? written + wording.slice(1) : wording;
}

const capitals = new WeakMap<ServiceContext, Map<string, boolean>>();

/** Whether some source writes the wording's first words with a capital in the middle of a sentence. Kept for the next letter. */
function isCapitalWithin(wording: string, context: ServiceContext): boolean {
  const known = capitals.get(context) ?? new Map<string, boolean>();
  capitals.set(context, known);
  const opening = context
    .tokenize(wording)
    .slice(0, 2)
    .map(({ term }) => term);
  const key = opening.join(' ');
  const isCapital = known.get(key) ?? standsCapital(opening, context);
  if (known.size >= MOST_OPENINGS) known.clear();
  known.set(key, isCapital);
  return isCapital;
}

function standsCapital(opening: readonly string[], context: ServiceContext): boolean {
  let [looked, small] = [0, 0];
  for (const { start, ...place } of context.index.findPhrase(opening)) {
    if (looked++ === MOST_SOURCES || small === ENOUGH_SMALL) break;
    const { passage } = passageOf(context.index, place);
    const first = passage.text.charAt(start);
    if (first === first.toLowerCase()) small++;
    else if (!MAY_OPEN_SENTENCE.test(passage.text.slice(Math.max(0, start - LONGEST_STOP), start))) return true;
  }
  return false;
}

/** The item with its evidence: who uses the wording, when and where. Unchanged when it is not one of ours. */
export function resolveCompletionItem(
  item: CompletionItem,
  context: ServiceContext,
  format: TextFormat = 'markdown',
): CompletionItem {
  const phrase = phraseOf(item.data);
  if (phrase === undefined) return item;
  const occurrences = context.index.findPhrase(context.tokenize(phrase).map((token) => token.term));
  if (occurrences.length === 0) return item;
  const markup = markupFor(format);
  const evidence = evidenceParagraphs(describeEvidence(occurrences, MOST_DOCUMENTS, context, markup), markup);
  return { ...item, documentation: { kind: format, value: evidence.join(markup.paragraphBreak) } };
}

/** The wording that an item carries to be resolved; `undefined` when it is not one of ours. */
export function phraseOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('phrase' in data)) return undefined;
  return typeof data.phrase === 'string' ? data.phrase : undefined;
}

import { expect } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CompletionItem, Diagnostic, Hover } from 'vscode-languageserver-types';
import { createDraft, type Draft } from '../../server/src/draft/draft.js';
import { type CodeActionOptions, provideCodeActions } from '../../server/src/service/codeActions.js';
import { provideCompletion } from '../../server/src/service/completion.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { provideDiagnostics } from '../../server/src/service/diagnostics.js';
import { provideHover } from '../../server/src/service/hover.js';
import type { TextFormat } from '../../server/src/service/markdown.js';
import { finishSteps } from '../../server/src/util/steps.js';

const CURSOR = '¦';
const DRAFT_URI = 'file:///draft.draft.md';

/** A draft with the cursor that `¦` marked. */
export interface MarkedDraft {
  readonly draft: Draft;
  readonly position: { readonly line: number; readonly character: number };
}

/** Reads a draft whose cursor is marked `¦`. Fails unless there is exactly one. */
export function markedDraft(marked: string, context: Pick<ServiceContext, 'tokenize'>): MarkedDraft {
  const [before, after, ...more] = marked.split(CURSOR);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`one ${CURSOR} expected: ${marked}`);
  const document = TextDocument.create(DRAFT_URI, 'negotiation-draft', 1, before + after);
  return { draft: createDraft(document, context.tokenize), position: document.positionAt(before.length) };
}

/** What a hover at the mark says, and the text under its range. */
export interface CheckedHover {
  readonly text: string;
  readonly over: string;
  readonly hover: Hover;
}

/** The hover at the mark; `undefined` when there is none. */
export function checkHover(
  marked: string,
  context: ServiceContext,
  format: TextFormat = 'markdown',
): CheckedHover | undefined {
  const { draft, position } = markedDraft(marked, context);
  const hover = provideHover(draft, position, context, format);
  if (hover === undefined) return undefined;
  const { contents, range } = hover;
  if (typeof contents !== 'object' || !('kind' in contents) || range === undefined) throw new Error('odd hover');
  if (contents.kind !== format) throw new Error(`hover is ${contents.kind}`);
  return { text: contents.value, over: draft.document.getText(range), hover };
}

/** The draft as it reads after each offered completion, and the items themselves. */
export interface CheckedCompletion {
  readonly items: readonly CompletionItem[];
  /** What each item inserts. */
  readonly texts: readonly string[];
  readonly results: readonly string[];
}

/** Completions at the mark. Fails when an item's edit is not one that every LSP client must accept. */
export function checkCompletion(marked: string, context: ServiceContext): CheckedCompletion {
  const { draft, position } = markedDraft(marked, context);
  const { items, isIncomplete } = provideCompletion(draft, position, context);
  if (!isIncomplete) throw new Error('a list that is not asked for again hides what fits the next word');
  const results = items.map((item) => {
    if (item.textEdit === undefined || !('range' in item.textEdit)) throw new Error('item without a textEdit');
    const { range, newText } = item.textEdit;
    if (range.start.line !== position.line || range.end.line !== position.line) throw new Error('edit leaves the line');
    if (range.end.character !== position.character) throw new Error('edit does not end at the cursor');
    if (item.filterText !== draft.document.getText(range)) throw new Error('filterText is not what the edit replaces');
    return TextDocument.applyEdits(draft.document, [{ range, newText }]);
  });
  const sorted = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  if (sorted.some((item, i) => item !== items[i])) throw new Error('sortText does not keep the order');
  return { items, texts: items.map((item) => item.textEdit?.newText ?? ''), results };
}

/** A draft without its markers, and the findings that they announce. */
interface ExpectedFindings {
  readonly text: string;
  readonly findings: readonly string[];
}

/** Reads `⟦words⟧{rule-id}` markers, which may stand inside one another. Fails when they are unbalanced. */
function parseMarkers(marked: string): ExpectedFindings {
  const open: number[] = [];
  const found: { readonly rule: string; readonly start: number; readonly end: number }[] = [];
  let text = '';
  for (const part of marked.split(/(⟦|⟧\{[a-z-]+\})/)) {
    const rule = /^⟧\{(.+)\}$/.exec(part)?.[1];
    if (part === '⟦') open.push(text.length);
    else if (rule === undefined) text += part;
    else {
      const start = open.pop();
      if (start === undefined) throw new Error(`⟧{${rule}} closes nothing: ${marked}`);
      found.push({ rule, start, end: text.length });
    }
  }
  if (open.length > 0 || /[⟦⟧]/.test(text)) throw new Error(`unbalanced markers: ${marked}`);
  return { text, findings: found.map(({ rule, start, end }) => nameFinding(text, rule, start, end)).sort() };
}

function nameFinding(text: string, rule: string, start: number, end: number): string {
  return `${rule} at ${start}: ${text.slice(start, end)}`;
}

/** The diagnostics of a draft in Markdown. Fails unless they are those that its `⟦words⟧{rule-id}` markers announce. */
export function checkDiagnostics(marked: string, context: ServiceContext): readonly Diagnostic[] {
  const { text, findings } = parseMarkers(marked);
  const { document, diagnostics } = diagnose(text, context);
  const found = diagnostics.map(({ code, range: { start, end } }) =>
    nameFinding(text, String(code), document.offsetAt(start), document.offsetAt(end)),
  );
  expect(found.sort(), text).toEqual(findings);
  return diagnostics;
}

function diagnose(
  text: string,
  context: ServiceContext,
): { readonly document: TextDocument; readonly diagnostics: readonly Diagnostic[] } {
  const document = TextDocument.create(DRAFT_URI, 'negotiation-draft', 1, text);
  const diagnostics = provideDiagnostics(createDraft(document, context.tokenize), context, (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  });
  return { document, diagnostics };
}

/** What a test changes about a request for quick fixes. */
export interface CodeActionChanges extends CodeActionOptions {
  readonly only?: readonly string[];
  /** Makes the request's diagnostics from those under the cursor. */
  readonly diagnostics?: (own: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** The quick fixes at the mark, and the draft as it reads after each. */
export interface CheckedCodeActions {
  readonly actions: readonly CodeAction[];
  readonly titles: readonly string[];
  readonly results: readonly string[];
  /** The draft after the action whose title starts so. Fails when there is none. */
  after(title: string): string;
}

/** Quick fixes for the findings at the mark, which go through JSON as between client and server. */
export function checkCodeAction(
  marked: string,
  context: ServiceContext,
  { only, diagnostics: change = (own) => own, ...options }: CodeActionChanges = {},
): CheckedCodeActions {
  const { draft, position } = markedDraft(marked, context);
  const { document } = draft;
  const cursor = document.offsetAt(position);
  const under = diagnose(document.getText(), context).diagnostics.filter(
    ({ range: { start, end } }) => document.offsetAt(start) <= cursor && cursor <= document.offsetAt(end),
  );
  const sent = JSON.parse(JSON.stringify(change(under))) as Diagnostic[];
  const request = { context: { diagnostics: sent, ...(only && { only }) } };
  const actions = finishSteps(provideCodeActions(draft, request, context, options));
  const results = actions.map(({ edit }) => TextDocument.applyEdits(document, edit?.changes?.[document.uri] ?? []));
  return {
    actions,
    titles: actions.map(({ title }) => title),
    results,
    after(title) {
      const result = results[actions.findIndex((action) => action.title.startsWith(title))];
      if (result === undefined)
        throw new Error(`no action “${title}” among: ${actions.map((a) => a.title).join('; ')}`);
      return result;
    },
  };
}

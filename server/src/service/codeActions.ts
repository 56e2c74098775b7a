import * as v from 'valibot';
import type { CodeAction, Command, Diagnostic, TextEdit } from 'vscode-languageserver-types';
import type { CiteParams } from '../api/protocol.js';
import type { Draft } from '../draft/draft.js';
import { DepartureSubjectSchema } from '../ingest/departuresFile.js';
import { t } from '../util/l10n.js';
import type { Steps } from '../util/steps.js';
import { citationStyle, citeInDraft } from './cite.js';
import { wholeOf } from './circulation.js';
import type { ServiceContext } from './context.js';
import type { FindingData } from './diagnostics.js';
import { DIAGNOSTIC_SOURCE, provideDiagnostics } from './diagnostics.js';
import { checkSentences } from './findings.js';
import { createFixCheck, type FixCheck } from './fixes.js';
import { RULE_IDS } from '../api/settings.js';

/** The part of LSP's CodeActionParams that counts here. */
export interface CodeActionRequest {
  readonly context: { readonly diagnostics: readonly Diagnostic[]; readonly only?: readonly string[] };
}

/** What the client can do for a quick fix. */
export interface CodeActionOptions {
  /** Name of the client's command that sets a rule to "off" in the settings, with the rule as its argument. */
  readonly turnRuleOffCommand?: string;
  /**
   * Name of the client's command that asks who departs and why, and has the server record it; its argument is what is
   * departed from (`DepartureSubject`).
   */
  readonly recordDepartureCommand?: string;
  /** The workspace's folder, a file URI: links within it are relative. */
  readonly folder?: string;
}

/**
 * Quick fixes for the findings under the cursor. They come from the diagnostics' data; one that would leave a new finding,
 * or its own, is not offered.
 */
export function* provideCodeActions(
  draft: Draft,
  request: CodeActionRequest,
  context: ServiceContext,
  options: CodeActionOptions = {},
): Steps<CodeAction[]> {
  const { diagnostics, only } = request.context;
  if (only !== undefined && !only.some((kind) => kind === '' || kind === 'quickfix' || kind.startsWith('quickfix.')))
    return [];
  const isFoundNow = yield* createPresentCheck(draft, context);
  const dataOf = yield* createDataFinder(draft, diagnostics, context);
  const marked = diagnostics.flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    return data === undefined || !isFoundNow(data) ? [] : [{ diagnostic, data }];
  });
  if (marked.length === 0) return [];
  const stands = yield* createFixCheck(draft, context);
  const actions: CodeAction[] = [];
  for (const { diagnostic, data } of marked) {
    actions.push(...(yield* actionsFor(draft, diagnostic, data, stands, context, options)));
  }
  return actions;
}

/**
 * Whether what a client gives back may be used. Before a draft was for open circulation it may have been told of restricted
 * documents: then only what is found in it now counts.
 */
function* createPresentCheck(draft: Draft, context: ServiceContext): Steps<(data: FindingData) => boolean> {
  if (wholeOf(context) === undefined) return () => true;
  yield* checkSentences(draft, context);
  const found = new Set(
    provideDiagnostics(draft, context).map((diagnostic) => JSON.stringify(parseFindingData(diagnostic))),
  );
  return (data) => found.has(JSON.stringify(data));
}

/** The data of our own diagnostics; of those that a client gives back without, what the same finding has now. */
function* createDataFinder(
  draft: Draft,
  diagnostics: readonly Diagnostic[],
  context: ServiceContext,
): Steps<(diagnostic: Diagnostic) => FindingData | undefined> {
  const isBare = ({ source, data }: Diagnostic): boolean => source === DIAGNOSTIC_SOURCE && data === undefined;
  if (!diagnostics.some(isBare)) return parseFindingData;
  yield* checkSentences(draft, context);
  const placeOf = ({ code, range: { start, end } }: Diagnostic): string =>
    [code, start.line, start.character, end.line, end.character].join(' ');
  const found = new Map(provideDiagnostics(draft, context).map((each) => [placeOf(each), each]));
  return (diagnostic) =>
    parseFindingData(isBare(diagnostic) ? (found.get(placeOf(diagnostic)) ?? diagnostic) : diagnostic);
}

function* actionsFor(
  draft: Draft,
  diagnostic: Diagnostic,
  data: FindingData,
  stands: FixCheck,
  context: ServiceContext,
  options: CodeActionOptions,
): Steps<CodeAction[]> {
  const action = (title: string, edits: readonly TextEdit[], isPreferred = false): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnostic],
    edit: { changes: { [draft.document.uri]: [...edits] } },
    ...(isPreferred ? { isPreferred } : {}),
  });
  const call = (title: string, command: string, argument: unknown): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnostic],
    command: { title, command, arguments: [argument] } satisfies Command,
  });
  const insertAt = (position: TextEdit['range']['start'], newText: string): TextEdit => ({
    range: { start: position, end: position },
    newText,
  });
  const lineStart = { line: data.blockLine, character: 0 };
  const citing = function* (
    title: string,
    position: TextEdit['range']['start'],
    kind: CiteParams['kind'],
  ): Steps<void> {
    const at = draft.document.offsetAt(position);
    const places = [{ start: at, end: at }];
    const edits = data.cited && citeInDraft(draft, { places, kind }, data.cited, context, options.folder);
    if (edits !== undefined && (yield* stands(edits))) actions.push(action(title, edits));
  };
  const actions: CodeAction[] = [];
  for (const replacement of data.replacements) {
    const { title, range, newText } = replacement;
    if (yield* stands([replacement], data.rule))
      actions.push(action(title, [{ range, newText }], actions.length === 0));
  }
  const isNote = citationStyle(draft.document, context.settings) === 'footnote';
  yield* citing(t('Insert the precedent with its citation'), data.sentenceEnd, 'quotation');
  yield* citing(t('Add the citation only'), isNote ? data.sentenceEnd : data.citationAt, 'citation');
  if (data.departure !== undefined && options.recordDepartureCommand !== undefined) {
    actions.push(call(t('Record as deliberate departure...'), options.recordDepartureCommand, data.departure));
  }
  actions.push(
    action(t('Ignore {0} here, with a reason', data.rule), [
      insertAt(lineStart, `<!-- aide-memoire-ignore ${data.rule}: reason to be given -->\n`),
    ]),
    action(t('Turn {0} off in this draft', data.rule), [
      insertAt(afterFrontMatter(draft), `<!-- aide-memoire-off ${data.rule} -->\n\n`),
    ]),
  );
  if (options.turnRuleOffCommand !== undefined) {
    actions.push(call(t('Turn {0} off in the settings', data.rule), options.turnRuleOffCommand, data.rule));
  }
  return actions;
}

function afterFrontMatter(draft: Draft): TextEdit['range']['start'] {
  const [first] = draft.allBlocks;
  return first?.kind === 'front-matter'
    ? { line: draft.document.positionAt(first.end).line + 1, character: 0 }
    : { line: 0, character: 0 };
}

const POSITION = v.object({ line: v.number(), character: v.number() });
const FINDING_DATA = v.object({
  rule: v.picklist(RULE_IDS),
  replacements: v.array(
    v.object({ title: v.string(), newText: v.string(), range: v.object({ start: POSITION, end: POSITION }) }),
  ),
  sentenceEnd: POSITION,
  citationAt: POSITION,
  blockLine: v.number(),
  cited: v.exactOptional(
    v.object({
      quoted: v.string(),
      citation: v.string(),
      uri: v.string(),
      symbol: v.exactOptional(v.string()),
    }),
  ),
  departure: v.exactOptional(DepartureSubjectSchema),
});

/** The data of one of our own diagnostics, as the client gives it back; `undefined` for anything else. */
function parseFindingData(diagnostic: Diagnostic): FindingData | undefined {
  if (diagnostic.source !== DIAGNOSTIC_SOURCE) return undefined;
  const result = v.safeParse(FINDING_DATA, diagnostic.data);
  return result.success ? result.output : undefined;
}

import * as v from 'valibot';
import type { CodeAction, Command, Diagnostic, TextEdit } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import type { FindingData } from './diagnostics.js';
import { DIAGNOSTIC_SOURCE } from './diagnostics.js';
import { RULE_IDS } from '../api/settings.js';

/** The part of LSP's CodeActionParams that counts here. */
export interface CodeActionRequest {
  readonly context: { readonly diagnostics: readonly Diagnostic[]; readonly only?: readonly string[] };
}

/** What the client can do for a quick fix. */
export interface CodeActionOptions {
  /** Name of the client's command that sets a rule to "off" in the settings, with the rule as its argument. */
  readonly turnRuleOffCommand?: string;
}

/** Quick fixes for the findings under the cursor. Everything comes from the diagnostics' data; nothing is computed again. */
export function provideCodeActions(
  draft: Draft,
  request: CodeActionRequest,
  options: CodeActionOptions = {},
): CodeAction[] {
  const { diagnostics, only } = request.context;
  if (only !== undefined && !only.some((kind) => kind === '' || kind === 'quickfix' || kind.startsWith('quickfix.')))
    return [];
  return diagnostics.flatMap((diagnostic) => {
    const data = parseFindingData(diagnostic);
    return data === undefined ? [] : actionsFor(draft, diagnostic, data, options);
  });
}

function actionsFor(draft: Draft, diagnostic: Diagnostic, data: FindingData, options: CodeActionOptions): CodeAction[] {
  const action = (title: string, edits: readonly TextEdit[], isPreferred = false): CodeAction => ({
    title,
    kind: 'quickfix',
    diagnostics: [diagnostic],
    edit: { changes: { [draft.document.uri]: [...edits] } },
    ...(isPreferred ? { isPreferred } : {}),
  });
  const insertAt = (position: TextEdit['range']['start'], newText: string): TextEdit => ({
    range: { start: position, end: position },
    newText,
  });
  const lineStart = { line: data.blockLine, character: 0 };
  const actions = data.replacements.map(({ title, range, newText }, i) => action(title, [{ range, newText }], i === 0));
  if (data.quotation !== undefined) {
    actions.push(
      action('Insert the precedent as a quotation with its citation', [
        insertAt(data.sentenceEnd, ` ${data.quotation}`),
      ]),
    );
  }
  if (data.citation !== undefined) {
    actions.push(
      action('Add the citation only', [insertAt(beforeFullStop(draft, data.sentenceEnd), ` ${data.citation}`)]),
    );
  }
  actions.push(
    action(`Ignore ${data.rule} here, with a reason`, [
      insertAt(lineStart, `<!-- aide-memoire-ignore ${data.rule}: reason to be given -->\n`),
    ]),
    action(`Turn ${data.rule} off in this draft`, [
      insertAt(afterFrontMatter(draft), `<!-- aide-memoire-off ${data.rule} -->\n\n`),
    ]),
  );
  if (options.turnRuleOffCommand !== undefined) {
    const title = `Turn ${data.rule} off in the settings`;
    const command: Command = { title, command: options.turnRuleOffCommand, arguments: [data.rule] };
    actions.push({ title, kind: 'quickfix', diagnostics: [diagnostic], command });
  }
  return actions;
}

function beforeFullStop(draft: Draft, end: TextEdit['range']['start']): TextEdit['range']['start'] {
  const offset = draft.document.offsetAt(end);
  const last = draft.document.getText().slice(offset - 1, offset);
  return /[.!?]/.test(last) ? draft.document.positionAt(offset - 1) : end;
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
  blockLine: v.number(),
  quotation: v.exactOptional(v.string()),
  citation: v.exactOptional(v.string()),
});

/** The data of one of our own diagnostics, as the client gives it back; `undefined` for anything else. */
function parseFindingData(diagnostic: Diagnostic): FindingData | undefined {
  if (diagnostic.source !== DIAGNOSTIC_SOURCE) return undefined;
  const result = v.safeParse(FINDING_DATA, diagnostic.data);
  return result.success ? result.output : undefined;
}

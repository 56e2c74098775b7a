import type { InlineCompletionContext, InlineCompletionItem, Position } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import type { Continuation } from '../index/corpusIndex.js';
import { readTyping, type Typing } from './completion.js';
import type { ServiceContext } from './context.js';
import { offeredDocuments } from './precedents.js';

/** LSP's number for "asked for by the drafter", not by typing. */
const INVOKED = 1;
const LOOKED_AT = 5;

/**
 * What most likely follows the words before the position, to be shown behind the cursor; nothing when it is less likely
 * than the settings ask for, unless the drafter asked. It leaves what is typed as it is, stands at the end of a line only,
 * and gives way to a list of suggestions that is open.
 */
export function provideGhostText(
  draft: Draft,
  position: Position,
  context: ServiceContext,
  asked: InlineCompletionContext,
): InlineCompletionItem[] {
  const { enable, minimumLikelihood } = context.settings.ghostText;
  const isInvoked = asked.triggerKind === INVOKED;
  if (!enable || asked.selectedCompletionInfo !== undefined) return [];
  const typing = readTyping(draft, position, context);
  if (typing === undefined || !isAtLineEnd(draft, typing.offset)) return [];
  for (const continuation of context.index.complete(typing.typed, LOOKED_AT, offeredDocuments(context))) {
    if (!isInvoked && continuation.likelihood < minimumLikelihood) continue;
    const insertText = restOf(continuation, typing, context);
    if (insertText !== undefined) return [{ insertText, range: { start: position, end: position } }];
  }
  return [];
}

function isAtLineEnd(draft: Draft, offset: number): boolean {
  return /^[^\S\r\n]*(?:\r?\n|$)/.test(draft.document.getText().slice(offset));
}

/** The wording behind what is typed; `undefined` when it would have to change that. */
function restOf(
  { text, typedWords }: Continuation,
  { typed, tokens }: Typing,
  context: ServiceContext,
): string | undefined {
  const words = context.tokenize(text);
  const replaced = tokens.slice(-typedWords);
  const last = replaced.length - 1;
  const end = replaced[last]?.end;
  const meant = words[last];
  if (end === undefined || meant === undefined) return undefined;
  if (!replaced.slice(0, last).every(({ term }, i) => term === words[i]?.term)) return undefined;
  const written = typed.slice(replaced[last]?.start, end);
  const isUnfinished = end === typed.length;
  if (!isUnfinished) {
    if (replaced[last]?.term !== meant.term) return undefined;
    // Between the last typed word and the cursor stands what the drafter put there: "open, " is not gone on with ", ".
    const between = typed.slice(end);
    const rest = text.slice(meant.end);
    return rest.startsWith(between) ? rest.slice(between.length) : undefined;
  }
  const whole = text.slice(meant.start, meant.end);
  if (!whole.toLowerCase().startsWith(written.toLowerCase())) return undefined;
  return text.slice(meant.start + written.length) || undefined;
}

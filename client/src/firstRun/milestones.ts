import { CodeAction, type Command, commands, type CompletionItem } from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/** What a newcomer does once. The walkthrough ticks a step off when the context key `aideMemoire.done.<name>` is set. */
export type Milestone = 'hover' | 'suggestion' | 'fix' | 'delegation';

/** The command that suggestions and corrections run when they are taken. Not in the palette. */
export const REACH_MILESTONE = 'aideMemoire.reachMilestone';

const reached = new Set<Milestone>();

/** Remembers that something was done for the first time. */
export function reach(milestone: Milestone): void {
  if (reached.has(milestone)) return;
  reached.add(milestone);
  void commands.executeCommand('setContext', `aideMemoire.done.${milestone}`, true);
}

/** Notices when a suggestion or a correction is taken, the first time. */
export const noticing: Middleware = {
  provideCompletionItem: async (document, position, context, token, next) => {
    const answer = await next(document, position, context, token);
    for (const item of Array.isArray(answer) ? answer : (answer?.items ?? [])) notice(item);
    return answer;
  },
  // What is resolved takes the place of the item.
  resolveCompletionItem: async (item, token, next) => {
    const answer = await next(item, token);
    if (answer) notice(answer);
    return answer;
  },
  provideCodeActions: async (document, range, context, token, next) => {
    const answer = await next(document, range, context, token);
    for (const action of answer ?? []) {
      if (action instanceof CodeAction && action.edit !== undefined) action.command ??= commandFor('fix');
    }
    return answer;
  },
};

function notice(item: CompletionItem): void {
  if (!reached.has('suggestion')) item.command ??= commandFor('suggestion');
}

function commandFor(milestone: Milestone): Command {
  return { title: '', command: REACH_MILESTONE, arguments: [milestone] };
}

import {
  type Disposable,
  EventEmitter,
  type Event,
  languages,
  type TextDocument,
  type TextEditor,
  window,
  workspace,
} from 'vscode';
import { DRAFT_SELECTOR } from './selector.js';

/** The draft that is being worked on, also while another editor, a view or a panel has the focus. */
export interface ActiveDraft extends Disposable {
  /** The active draft, else the one that was active last, while it is open. */
  current(): TextDocument | undefined;
  /** The same as a request names it, for what holds in its folder; empty when there is none. */
  named(): { readonly uri?: string };
  /** The editor of the current draft, which is shown again where it is hidden; `undefined` when no draft is open. */
  show(): Promise<TextEditor | undefined>;
  /** Another draft than before, or none any more. */
  readonly onDidChange: Event<void>;
}

/** Follows which draft is active. */
export function followActiveDraft(): ActiveDraft {
  const changed = new EventEmitter<void>();
  let draft = draftIn(window.activeTextEditor?.document);
  const take = (next: TextDocument | undefined) => {
    if (next === draft) return;
    draft = next;
    changed.fire();
  };
  const listeners = [
    window.onDidChangeActiveTextEditor((editor) => take(draftIn(editor?.document) ?? draft)),
    workspace.onDidCloseTextDocument((closed) => closed === draft && take(undefined)),
    // A file that gets another language is closed and opened again under the same editor.
    workspace.onDidOpenTextDocument((opened) => {
      if (opened === window.activeTextEditor?.document) take(draftIn(opened) ?? draft);
    }),
  ];
  return {
    current: () => draft,
    named: () => (draft === undefined ? {} : { uri: draft.uri.toString() }),
    async show() {
      if (draft === undefined) return undefined;
      const visible = window.visibleTextEditors.find(({ document }) => document === draft);
      return visible ?? window.showTextDocument(draft);
    },
    onDidChange: changed.event,
    dispose() {
      for (const listener of listeners) listener.dispose();
      changed.dispose();
    },
  };
}

function draftIn(document: TextDocument | undefined): TextDocument | undefined {
  return document !== undefined && languages.match(DRAFT_SELECTOR, document) > 0 ? document : undefined;
}

import { l10n, Selection, type TextDocument, TextEdit, type TextEditor, window } from 'vscode';
import {
  CITE_REQUEST,
  type CiteAnswer,
  type CiteParams,
  type PrecedentInfo,
} from '../../../server/src/api/protocol.js';
import type { ActiveDraft } from './activeDraft.js';
import { messageOf } from '../errors.js';
import { showNoDraft } from './editing.js';
import { fileUriOf, SOURCE_SCHEME } from '../sources.js';
import { protocolRange, rangeOf, uriText } from '../convert.js';
import type { Client } from '../server.js';

/**
 * Quotes or cites the passage in the draft that was worked in last, in the style of the settings: at its cursor or in place of
 * what is selected there. Without a passage, the one at the cursor of a source document, or the words selected in it.
 */
export async function insertFromRecord(
  client: Client,
  active: ActiveDraft,
  kind: CiteParams['kind'],
  precedent?: PrecedentInfo,
): Promise<void> {
  const passage = precedent === undefined ? passageAtCursor(window.activeTextEditor) : passageOf(precedent);
  if (passage !== undefined) return insertPassage(client, active, kind, passage);
  window.showInformationMessage(l10n.t('Put the cursor into a source passage, or choose a passage in the search.'));
}

/** Quotes or cites the passage at a line of a document, or words of it, in the draft that was worked in last. */
export async function insertPassage(
  client: Client,
  active: ActiveDraft,
  kind: CiteParams['kind'],
  passage: Passage,
): Promise<void> {
  const draft = await active.show();
  if (draft === undefined) {
    showNoDraft();
    return;
  }
  const { document, selections } = draft;
  const { version } = document;
  const params: CiteParams = {
    textDocument: { uri: uriText(document.uri) },
    ranges: selections.map(protocolRange),
    kind,
    ...passage,
  };
  const edits = await cite(client, params);
  if (edits === undefined) return;
  if (edits.length === 0) {
    window.showWarningMessage(l10n.t('The record does not hold this passage any more. Search for it again.'));
    return;
  }
  const changes = edits.map(({ range, newText }) => new TextEdit(rangeOf(range), newText));
  const ends = endsOf(changes.slice(0, selections.length), document);
  // One edit is one step to undo.
  const write = () =>
    draft.edit((edit) => {
      for (const { range, newText } of changes) edit.replace(range, newText);
    });
  if (document.version !== version || !(await write())) {
    showNoDraft();
    return;
  }
  draft.selections = ends.map((end) => new Selection(document.positionAt(end), document.positionAt(end)));
}

/** What is to be changed in the draft; `undefined` where it may not be, which the drafter is told. */
async function cite(client: Client, params: CiteParams): Promise<CiteAnswer['edits'] | undefined> {
  try {
    return (await client.sendRequest<CiteAnswer>(CITE_REQUEST, params)).edits;
  } catch (error) {
    window.showErrorMessage(messageOf(error));
    return undefined;
  }
}

/** What is inserted. */
type Passage = Pick<CiteParams, 'source' | 'words'>;

function passageOf({ uri, range }: PrecedentInfo): Passage {
  return { source: { uri, line: range.start.line } };
}

function passageAtCursor(editor: TextEditor | undefined): Passage | undefined {
  if (editor?.document.uri.scheme !== SOURCE_SCHEME) return undefined;
  const { document, selection } = editor;
  const words = document.getText(selection).replace(/\s+/g, ' ').trim();
  const source = { uri: fileUriOf(document.uri).toString(), line: selection.start.line };
  return words === '' ? { source } : { source, words };
}

/** Where each of the changes, in order of the text, ends once all are made. UTF-16 offsets. */
function endsOf(changes: readonly TextEdit[], document: TextDocument): readonly number[] {
  let moved = 0;
  return changes.map(({ range, newText }) => {
    const start = document.offsetAt(range.start) + moved;
    moved += newText.length - (document.offsetAt(range.end) - document.offsetAt(range.start));
    return start + newText.length;
  });
}

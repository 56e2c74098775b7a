import { commands, l10n, type TextEditor, Uri, window, workspace } from 'vscode';
import { addFolder } from '../corpusFolders.js';
import { DRAFT_LANGUAGE } from '../draft/drafts.js';

/** Opens the walkthrough of the extension with this id. */
export async function getStarted(extension: string): Promise<void> {
  await commands.executeCommand('workbench.action.openWalkthrough', `${extension}#getStarted`, false);
}

/** Opens the sample draft as an unsaved editor: nothing is written anywhere. */
export async function openSample(extension: Uri): Promise<TextEditor> {
  const sample = Uri.joinPath(extension, 'client', 'sample', 'working-paper.draft.md');
  const text = new TextDecoder().decode(await workspace.fs.readFile(sample));
  // The editor is named after its first line, which is to be the heading.
  const content = text.replace(/^<!--.*-->\s*/, '');
  const document = await workspace.openTextDocument({ language: DRAFT_LANGUAGE, content });
  return window.showTextDocument(document, { preview: false });
}

/** Asks for a folder of prior documents, and adds it to those of the settings. Does nothing when the user leaves. */
export async function addCorpusFolder(): Promise<void> {
  const [folder] =
    (await window.showOpenDialog({
      title: l10n.t('Folder of Prior Documents'),
      openLabel: l10n.t('Add to the Record'),
      canSelectFolders: true,
      canSelectFiles: false,
    })) ?? [];
  if (folder !== undefined) await addFolder(folder);
}

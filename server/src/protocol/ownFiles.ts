import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { changeOwnFile, type ChangedText } from '../workspace/changeOwnFile.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import type { Session } from './session.js';

/** One of the workspace's own files, as a request changes it. */
export interface OwnFile {
  /** From the workspace folder. */
  readonly path: string;
  /** What is said where no folder could keep it. */
  readonly withoutFolder: string;
  /** URI of the draft that it is about, whose own workspace folder keeps it; the first one does when absent. */
  readonly draft?: string;
}

/**
 * Changes the file, which is made where there is none, and works with it from then on. Rejects with a `ResponseError` that
 * says what to do where that cannot be.
 */
export async function changeFile<T extends ChangedText>(
  session: Session,
  { fileWriter }: WorkspaceHost,
  file: OwnFile,
  change: (text: string | undefined) => T | { readonly problem: string },
): Promise<T & { readonly uri: string }> {
  const uri = uriOf(file, session);
  const { path, withoutFolder } = file;
  if (fileWriter === undefined || uri === undefined) {
    throw refusal(withoutFolder);
  }
  const changed = await changeOwnFile(fileWriter, uri, path, change).catch(() => {
    throw refusal(t('{0} cannot be written. Check that you may write into the folder of your drafts.', path));
  });
  if ('problem' in changed) throw refusal(t('Nothing was changed. Correct the file first: {0}', changed.problem));
  await session.workspace.refresh([uri]);
  return { ...changed, uri };
}

/** Where the file is, whether it is there or not; `undefined` without a workspace folder. */
export function uriOf({ path, draft }: OwnFile, { workspace }: Session): string | undefined {
  const folder = workspace.decisionsFolder(draft);
  return folder && joinUri(folder, path.slice(path.lastIndexOf('/') + 1));
}

/** The answer to a request that cannot be done. The message says what to do. */
export function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

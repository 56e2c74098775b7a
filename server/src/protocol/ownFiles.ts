import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { EntryPlace } from '../api/protocol.js';
import type { Edited } from '../ingest/yamlEdits.js';
import { LeadsOut } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { changeOwnFile } from '../workspace/changeOwnFile.js';
import type { WorkspaceHost } from '../workspace/corpusFolders.js';
import type { Session } from './session.js';

/** One of the workspace's own files, as a request changes it. */
export interface OwnFile {
  /** From the workspace folder. */
  readonly path: string;
  /** What is said where no folder could keep it. */
  readonly withoutFolder: string;
  /** URI of the draft that it is about, whose own workspace folder keeps it; the first one does when absent. */
  readonly draft?: string | undefined;
}

/**
 * Changes the file, which is made where there is none, and works with it from then on. Rejects with a `ResponseError` that
 * says what to do where that cannot be.
 */
export async function changeFile(
  session: Session,
  { fileWriter }: WorkspaceHost,
  file: OwnFile,
  edit: (text: string | undefined) => Edited,
): Promise<EntryPlace> {
  const uri = uriOf(file, session);
  const { path, withoutFolder } = file;
  if (fileWriter === undefined || uri === undefined) {
    throw refusal(withoutFolder);
  }
  const edited = await changeOwnFile(fileWriter, uri, path, edit, new URL('..', uri).href).catch((error: unknown) => {
    throw refusal(
      error instanceof LeadsOut
        ? t('{0} lies behind a link that leads out of the folder of your drafts. Put the file itself there.', path)
        : t(
            '{0} cannot be written. Check that you may write into the folder of your drafts, and that there is room.',
            path,
          ),
    );
  });
  if ('problem' in edited) throw refusal(t('Nothing was changed. {0}', edited.problem));
  await session.workspace.refresh([uri]);
  return { uri, line: edited.line };
}

/** Where the file is, whether it is there or not; `undefined` without a workspace folder. */
function uriOf({ path, draft }: OwnFile, { workspace }: Session): string | undefined {
  const folder = workspace.decisionsFolder(draft);
  return folder && joinUri(folder, path.slice(path.lastIndexOf('/') + 1));
}

/** The answer to a request that cannot be done. The message says what to do. */
export function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

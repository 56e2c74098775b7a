import { type CancellationToken, env, l10n, ProgressLocation, type TextDocument, Uri, window, workspace } from 'vscode';
import { messageOf } from '../errors.js';
import type { ReportText } from '../../../server/src/api/protocol.js';
import { fileNameOf } from '../draft/drafts.js';

/** What a report is written into a file as. */
type Format = 'markdown' | 'html';

const ENDINGS: Readonly<Record<Format, readonly string[]>> = { html: ['html', 'htm'], markdown: ['md'] };

/**
 * Asks for a file and writes the report of the draft into it. The file's ending decides its format, and where it says
 * nothing `wanted`. Nothing is replaced but what the drafter agrees to in the dialog.
 */
export async function exportReport(
  draft: TextDocument | undefined,
  wanted: Format,
  write: (draft: TextDocument, format: Format, token: CancellationToken) => Promise<ReportText | null>,
): Promise<void> {
  if (draft === undefined) {
    window.showInformationMessage(l10n.t('Open the draft that the report should be about, then try again.'));
    return;
  }
  const html = { [l10n.t('Web page')]: [...ENDINGS.html] };
  const markdown = { [l10n.t('Markdown')]: [...ENDINGS.markdown] };
  const defaultUri = fileBeside(draft.uri, wanted);
  const target = await window.showSaveDialog({
    title: l10n.t('Export Clearance Report'),
    saveLabel: l10n.t('Export'),
    filters: wanted === 'html' ? { ...html, ...markdown } : { ...markdown, ...html },
    ...(defaultUri === undefined ? {} : { defaultUri }),
  });
  if (target === undefined) return;
  const ending = target.path.slice(target.path.lastIndexOf('.') + 1).toLowerCase();
  const format = (['html', 'markdown'] as const).find((each) => ENDINGS[each].includes(ending)) ?? wanted;
  // The judge may take a while over a draft that it has not read yet.
  const progress = {
    location: ProgressLocation.Notification,
    title: l10n.t('The clearance report is being written…'),
    cancellable: true,
  };
  try {
    const isWritten = await window.withProgress(progress, async (_, token) => {
      // What is cancelled is refused by the server.
      const report = await write(draft, format, token).catch((error: unknown) => {
        if (token.isCancellationRequested) return null;
        throw error;
      });
      if (token.isCancellationRequested) return false;
      if (report === null) throw new Error(l10n.t('No such draft is open. Open the draft, and ask for its report.'));
      await writeWhole(target, report.text);
      return true;
    });
    if (!isWritten) return;
  } catch (error) {
    const why = messageOf(error);
    window.showErrorMessage(l10n.t('The report was not written. {0}', why));
    return;
  }
  void offerToOpen(target, format);
}

/** The file of the report beside the draft; `undefined` where the draft is in no file and no folder is open. */
function fileBeside(draft: Uri, format: Format): Uri | undefined {
  const [ending = ''] = ENDINGS[format];
  if (draft.scheme === 'untitled') {
    const folder = workspace.workspaceFolders?.[0];
    return folder && Uri.joinPath(folder.uri, `${draft.path}.report.${ending}`);
  }
  const name = fileNameOf(draft).replace(/(?:\.draft)?\.[^.]*$/, '');
  return Uri.joinPath(draft, '..', `${name}.report.${ending}`);
}

/** Writes a file that is there whole or not at all. */
async function writeWhole(target: Uri, text: string): Promise<void> {
  const part = target.with({ path: `${target.path}.${Date.now()}.part` });
  try {
    await workspace.fs.writeFile(part, new TextEncoder().encode(text));
    await workspace.fs.rename(part, target, { overwrite: true });
  } catch (error) {
    // The first failure is the one to tell of.
    await Promise.resolve(workspace.fs.delete(part)).catch(() => undefined);
    throw error;
  }
}

async function offerToOpen(target: Uri, format: Format): Promise<void> {
  const open = l10n.t('Open');
  const chosen = await window.showInformationMessage(
    l10n.t('The clearance report is in {0}.', fileNameOf(target)),
    open,
  );
  if (chosen !== open) return;
  const isShown = format === 'html' && env.remoteName === undefined && (await env.openExternal(target));
  if (!isShown) await window.showTextDocument(target);
}

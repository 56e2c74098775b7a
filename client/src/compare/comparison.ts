import { commands, Disposable, EventEmitter, Uri, workspace } from 'vscode';

const SCHEME = 'aide-memoire-compare';

/** What is compared: a paragraph with a passage, or a whole draft with a document. Each has a tab of its own. */
export type Compared = 'paragraph' | 'document';

const texts = new Map<string, string>();
const changed = new EventEmitter<Uri>();

/** Serves the two sides of comparisons. */
export function registerComparisons(): Disposable {
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
  );
}

/** Shows two texts in the editor's own comparison, the record's on the left. */
export async function showComparison(
  compared: Compared,
  texts: { readonly record: string; readonly draft: string },
  title: string,
): Promise<void> {
  const [record, draft] = [sideOf(compared, 'record', texts.record), sideOf(compared, 'draft', texts.draft)];
  await commands.executeCommand('vscode.diff', record, draft, title, { preview: true });
}

function sideOf(compared: Compared, side: string, text: string): Uri {
  const uri = Uri.from({ scheme: SCHEME, path: `/${compared}/${side}.md` });
  texts.set(uri.toString(), text);
  changed.fire(uri);
  return uri;
}

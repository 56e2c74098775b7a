import { Disposable, DocumentLink, l10n, languages, Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { TimelineAnswer } from '../../../server/src/api/protocol.js';
import { corpusRoots, showableUri } from '../sources.js';
import { type TimelineLink, timelineLinks } from './timelineLinks.js';

const TIMELINE_SCHEME = 'aide-memoire-timeline';

interface Timeline {
  readonly text: string;
  readonly links: readonly TimelineLink[];
}

const timelines = new Map<string, Timeline>();

/** Serves timelines as read-only documents whose sources open with a click. */
export function registerTimelineTexts(extension: Uri): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(TIMELINE_SCHEME, {
      provideTextDocumentContent: (uri) => timelines.get(uri.toString())?.text ?? '',
    }),
    languages.registerDocumentLinkProvider(
      { scheme: TIMELINE_SCHEME },
      {
        provideDocumentLinks: (document) =>
          (timelines.get(document.uri.toString())?.links ?? []).map(({ start, end, uri, line }) => {
            const source = showableUri(Uri.parse(uri), corpusRoots(extension)).with({ fragment: `L${line}` });
            return new DocumentLink(new Range(document.positionAt(start), document.positionAt(end)), source);
          }),
      },
    ),
  );
}

/** Shows positions as a text; does nothing without any. */
export async function showTimelineText({ positions, remarks, markdown }: TimelineAnswer): Promise<void> {
  const [first] = positions;
  if (first === undefined) return;
  const path = `/${l10n.t('Position on {0}', first.topic)}.md`;
  const uri = Uri.from({ scheme: TIMELINE_SCHEME, path, query: String(timelines.size + 1) });
  const text = [...remarks.map((remark) => `${remark}\n`), markdown].join('\n');
  const steps = positions.flatMap((position) => position.steps);
  timelines.set(uri.toString(), { text, links: timelineLinks(text, steps, l10n) });
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
}

import { Disposable, DocumentLink, languages, Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { TIMELINE_REQUEST, type TimelineAnswer, type TimelineParams } from '../../server/src/api/protocol.js';
import { type DraftPlace, placeOf } from './hoverLink.js';
import { corpusRoots, showableUri } from './sources.js';
import { type TimelineLink, timelineLinks } from './timelineLinks.js';

const TIMELINE_SCHEME = 'aide-memoire-timeline';

interface Timeline {
  readonly text: string;
  readonly links: readonly TimelineLink[];
}

const timelines = new Map<string, Timeline>();

/** Serves timelines as read-only documents whose sources open with a click. */
export function registerTimelines(extension: Uri): Disposable {
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

/** Shows what is held on what the clause at a place of a draft speaks of; without a place, at the cursor. */
export async function showTimeline(client: LanguageClient, place?: DraftPlace): Promise<void> {
  const editor = window.activeTextEditor;
  const asked = place ?? (editor === undefined ? undefined : placeOf(editor.document.uri, editor.selection.active));
  if (asked === undefined) return;
  const { draft, line, character } = asked;
  const params: TimelineParams = { textDocument: { uri: draft }, position: { line, character } };
  const { positions, remarks, markdown } = await client.sendRequest<TimelineAnswer>(TIMELINE_REQUEST, params);
  const [first] = positions;
  if (first === undefined) {
    const nothing = 'The record holds no position on what the clause at the cursor speaks of.';
    window.showInformationMessage([nothing, ...remarks].join(' '));
    return;
  }
  const path = `/Position on ${first.topic}.md`;
  const uri = Uri.from({ scheme: TIMELINE_SCHEME, path, query: String(timelines.size + 1) });
  const text = [...remarks.map((remark) => `${remark}\n`), markdown].join('\n');
  const steps = positions.flatMap((position) => position.steps);
  timelines.set(uri.toString(), { text, links: timelineLinks(text, steps) });
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
}

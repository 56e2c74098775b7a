import {
  type Disposable,
  env,
  type Event,
  Range,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
} from 'vscode';
import { messageOf } from '../errors.js';
import type { PositionsAnswer, PositionStepInfo, StatusParams } from '../../../server/src/api/protocol.js';
import { displayLanguage } from '../displayLanguage.js';
import { showSource } from '../sources.js';
import { timelineWords } from './timelineWords.js';
import type { ShowTopics, TimelineRequest, TimelineTopic } from '../webview/messages.js';
import { topicsOf } from '../webview/timelinePoints.js';
import { webPage } from '../webview/webPage.js';

/** The panel with the drawn timelines. There is one, which shows the topics that were asked for last. */
export interface TimelinePanel extends Disposable {
  show(answer: PositionsAnswer): void;
}

/** A panel that is not open yet. `ask` gives all positions as they are now; `showText` shows a topic as a text document. */
export function createTimelinePanel(
  ask: () => Promise<PositionsAnswer>,
  extension: Uri,
  onStatus: Event<StatusParams>,
  showText: (topic: string) => Promise<void>,
): TimelinePanel {
  let panel: WebviewPanel | undefined;
  let topics: readonly TimelineTopic[] = [];
  let remarks: readonly string[] = [];
  let selected = 0;
  let revision: number | undefined;

  function send(): void {
    if (panel === undefined) return;
    panel.title = topics[selected]?.topic ?? '';
    const message: ShowTopics = { topics, selected, remarks, words: timelineWords(), locale: env.language };
    void panel.webview.postMessage(message);
  }

  function open(): WebviewPanel {
    const media = [Uri.joinPath(extension, 'client/media'), Uri.joinPath(extension, 'dist/webview')];
    const opened = window.createWebviewPanel('aideMemoire.timeline', '', ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: media,
    });
    opened.iconPath = Uri.joinPath(extension, 'client/media/icon.png');
    opened.webview.html = pageOf(opened.webview, extension);
    opened.webview.onDidReceiveMessage((request: TimelineRequest) =>
      receive(request).catch((error: unknown) => window.showErrorMessage(messageOf(error))),
    );
    opened.onDidDispose(() => {
      panel = undefined;
    });
    return opened;
  }

  /** What the page asks for is looked up in what it was given. */
  async function receive(request: TimelineRequest): Promise<void> {
    if (request.kind === 'ready') {
      send();
      return;
    }
    const topic = topics[request.topic];
    if (topic === undefined) return;
    if (request.kind === 'select') {
      selected = request.topic;
      if (panel !== undefined) panel.title = topic.topic;
    } else if (request.kind === 'text') {
      await showText(topic.topic);
    } else {
      const step = topic.lanes[request.lane]?.steps[request.step];
      if (step !== undefined) await openStatement(step, ViewColumn.One);
    }
  }

  /** The same topics, as the record has them now; those that it no longer has stay as they were. */
  async function refresh(): Promise<void> {
    const answer = await ask();
    const now = topicsOf(answer.positions);
    topics = topics.map((old) => now.find(({ topic }) => topic === old.topic) ?? old);
    remarks = answer.remarks;
    send();
  }

  const refreshing = onStatus((status) => {
    if (status.state !== 'ready' || status.revision === revision) return;
    revision = status.revision;
    // What cannot be asked now is asked with the next revision.
    if (panel !== undefined) refresh().catch(() => undefined);
  });
  return {
    show(answer) {
      topics = topicsOf(answer.positions);
      remarks = answer.remarks;
      selected = 0;
      panel ??= open();
      panel.reveal(undefined, false);
      send();
    },
    dispose() {
      refreshing.dispose();
      panel?.dispose();
    },
  };
}

/** Opens what a statement stands in: its document, read-only, at the passage; or its entry in the workspace's own file. */
export async function openStatement({ uri, range, decided }: PositionStepInfo, viewColumn?: ViewColumn): Promise<void> {
  const { start, end } = range;
  const selection = new Range(start.line, start.character, end.line, end.character);
  if (decided !== 'own') await showSource(Uri.parse(uri), selection, viewColumn === undefined ? {} : { viewColumn });
  else
    await window.showTextDocument(Uri.parse(uri), { selection, ...(viewColumn === undefined ? {} : { viewColumn }) });
}

/** The empty page: no text of any document is in it. */
function pageOf(webview: Webview, extension: Uri): string {
  const uriOf = (path: string): string => webview.asWebviewUri(Uri.joinPath(extension, path)).toString();
  return webPage({
    language: displayLanguage(),
    title: 'Aide-Mémoire',
    body: '<main></main>',
    cspSource: webview.cspSource,
    style: uriOf('client/media/timeline.css'),
    script: uriOf('dist/webview/timeline.js'),
  });
}

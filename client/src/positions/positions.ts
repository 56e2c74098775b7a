import { commands, Disposable, l10n, type Uri, window } from 'vscode';
import {
  type DecideParams,
  POSITIONS_REQUEST,
  type PositionsAnswer,
  type PositionsParams,
  TIMELINE_REQUEST,
  type TimelineAnswer,
  type TimelineParams,
} from '../../../server/src/api/protocol.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { decide } from './decisions.js';
import { type DraftPlace, placeOf } from '../draft/hoverLink.js';
import type { StatementNode, TopicNode } from './positionNodes.js';
import { registerPositionsView } from './positionsView.js';
import { registerTimelineTexts, showTimelineText } from './timeline.js';
import { createTimelinePanel, openStatement } from './timelinePanel.js';
import type { Client } from '../server.js';

/** Registers all that shows positions: the view with its decisions, and timelines as a picture and as a text. */
export function registerPositions(client: Client, draft: ActiveDraft, extension: Uri): Disposable {
  const register = (name: string, run: (...args: never[]) => unknown) =>
    commands.registerCommand(`aideMemoire.${name}`, run);
  const ask = <T extends PositionsAnswer>(params: PositionsParams = {}) =>
    client.sendRequest<T>(POSITIONS_REQUEST, { ...params, ...draft.named() });
  const decideOn = (decision: DecideParams['decision']) => (node?: StatementNode) =>
    decide(client, decision, node, draft.named());
  const panel = createTimelinePanel(ask, extension, client.onStatus, async (topic) =>
    showTimelineText(await ask<TimelineAnswer>({ topic, asText: true })),
  );
  const showAt = async (place: DraftPlace | undefined, show: (answer: TimelineAnswer) => unknown): Promise<void> => {
    const answer = await timelineAt(client, place);
    if (answer !== undefined) await show(answer);
  };
  return Disposable.from(
    panel,
    registerTimelineTexts(extension),
    registerPositionsView(ask, draft, client.onStatus),
    register('showTimeline', (place?: DraftPlace) => showAt(place, (answer) => panel.show(answer))),
    register('showTimelineText', (place?: DraftPlace) => showAt(place, showTimelineText)),
    register('showTopicTimeline', async (node?: TopicNode) => {
      if (node?.kind === 'topic') panel.show(await ask({ topic: node.position.topic }));
    }),
    register('openStatement', async (node?: StatementNode) => {
      if (node?.kind === 'statement') await openStatement(node.step);
    }),
    register('confirmStatement', decideOn('confirm')),
    register('editStatement', decideOn('reword')),
    register('retireStatement', decideOn('retire')),
    register('undoDecision', decideOn('undo')),
  );
}

/**
 * What is held on what the clause at a place of a draft speaks of; without a place, at the cursor. `undefined` when nothing
 * is: then the drafter is told.
 */
async function timelineAt(client: Client, place?: DraftPlace): Promise<TimelineAnswer | undefined> {
  const editor = window.activeTextEditor;
  const asked = place ?? (editor === undefined ? undefined : placeOf(editor.document.uri, editor.selection.active));
  if (asked === undefined) return undefined;
  const { draft, line, character } = asked;
  const params: TimelineParams = { textDocument: { uri: draft }, position: { line, character } };
  const answer = await client.sendRequest<TimelineAnswer>(TIMELINE_REQUEST, params);
  if (answer.positions.length > 0) return answer;
  const nothing = l10n.t('The record holds no position on what the clause at the cursor speaks of.');
  window.showInformationMessage([nothing, ...answer.remarks].join(' '));
  return undefined;
}

import { commands, Disposable, l10n, MarkdownString, Range, ThemeIcon, TreeItem, Uri, window, workspace } from 'vscode';
import { messageOf } from '../errors.js';
import {
  type DepartureInfo,
  DEPARTURES_REQUEST,
  type DeparturesAnswer,
  WITHDRAW_DEPARTURE_REQUEST,
} from '../../../server/src/api/protocol.js';
import { plainMarkdown } from '../plainMarkdown.js';
import { passesFilter } from './filter.js';
import { createListView, type Row } from './listView.js';
import type { Client } from '../server.js';

/** A recorded departure. */
interface DepartureRow extends Row {
  readonly departure: DepartureInfo;
}

/** Shows the departures that are recorded in the workspace. */
export function registerDeparturesView(client: Client): Disposable {
  const view = createListView<DeparturesAnswer>({
    filter: {
      id: 'aideMemoire.departures',
      title: l10n.t('Filter Departures'),
      prompt: l10n.t('Words of the draft, of the prior text, of the reason or of who decided'),
    },
    onStatus: client.onStatus,
    load: () => client.sendRequest<DeparturesAnswer>(DEPARTURES_REQUEST),
    rows: ({ departures }, filter) =>
      departures
        .filter(({ departs, sentence, by, day, reason, from }) =>
          passesFilter(filter, departs, sentence, by, day, reason, from.quote, from.citation),
        )
        .map(departureRow),
    isEmpty: ({ departures }) => departures.length === 0,
  });
  return Disposable.from(
    view,
    commands.registerCommand('aideMemoire.withdrawDeparture', ({ departure }: DepartureRow) =>
      withdraw(client, departure),
    ),
  );
}

/** Takes the departure out of its file once the drafter has said so again. */
async function withdraw(client: Client, departure: DepartureInfo): Promise<void> {
  const action = l10n.t('Withdraw');
  const detail = l10n.t(
    'Its entry is taken out of departures.yaml, and the sentence is a finding again: “{0}”',
    departure.sentence,
  );
  const chosen = await window.showWarningMessage(l10n.t('Withdraw this departure?'), { modal: true, detail }, action);
  if (chosen !== action) return;
  try {
    await client.sendRequest(WITHDRAW_DEPARTURE_REQUEST, departure);
  } catch (error) {
    window.showErrorMessage(messageOf(error));
  }
}

function departureRow(departure: DepartureInfo): DepartureRow {
  const { departs, sentence, by, day, reason, from, uri, line } = departure;
  const folders = folderNames(uri);
  const item = new TreeItem(`“${sentence}” · ${departs}`);
  item.id = JSON.stringify([
    departure.rule,
    sentence,
    from.document,
    from.quote,
    by,
    departure.date,
    reason,
    uri,
    line,
  ]);
  item.description = [`${by}, ${day}`, ...folders].join(' · ');
  item.iconPath = new ThemeIcon('pass');
  item.contextValue = 'departure';
  item.command = {
    command: 'vscode.open',
    title: l10n.t('Open Entry'),
    arguments: [Uri.parse(uri), { preview: true, selection: new Range(line, 0, line, 0) }],
  };
  item.tooltip = tooltipOf(departure);
  item.accessibilityInformation = { label: [departs, sentence, by, day, reason, ...folders].join(', ') };
  return { item, departure };
}

/** The name of the workspace folder that a file lies in, where there are several folders to tell apart. */
function folderNames(uri: string): readonly string[] {
  const folder = workspace.getWorkspaceFolder(Uri.parse(uri));
  return folder === undefined || workspace.workspaceFolders?.length === 1 ? [] : [folder.name];
}

function tooltipOf({ departs, sentence, by, day, reason, from }: DepartureInfo): MarkdownString {
  const named = (name: string, value: string) => l10n.t('**{0}:** {1}', plainMarkdown(name), plainMarkdown(value));
  return new MarkdownString(
    [
      `**${plainMarkdown(departs)}**`,
      named(l10n.t('Draft'), `“${sentence}”`),
      named(l10n.t('Departs from'), `“${from.quote}” (${from.citation})`),
      named(l10n.t('Decided by'), `${by}, ${day}`),
      named(l10n.t('Reason'), reason),
    ].join('\n\n'),
  );
}

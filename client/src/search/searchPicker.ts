import {
  CancellationTokenSource,
  commands,
  type Disposable,
  l10n,
  type Memento,
  type QuickPickItem,
  window,
} from 'vscode';
import {
  type PrecedentInfo,
  SEARCH_REQUEST,
  type SearchAnswer,
  type SearchParams,
} from '../../../server/src/api/protocol.js';
import type { ActiveDraft } from '../draft/activeDraft.js';
import { plainLabel } from '../plainLabel.js';
import { excerptFrom } from './excerpt.js';
import { createAction, type PrecedentAction, precedentActions } from './precedentActions.js';
import { laterVersionOf, remarkItem } from './precedentItems.js';
import { createPreview } from './preview.js';
import { type SearchHelp, withHelp } from './searchHelp.js';
import type { Client } from '../server.js';

/** Command of the keys that show what can be done with the passage that is chosen: package.json binds them. */
const SHOW_ACTIONS = 'aideMemoire.showPassageActions';
/** True while a search is open, for those keys. */
const IS_SEARCHING = 'aideMemoire.isSearching';

const LIMIT = 50;
/** Milliseconds of rest after a keystroke before the server is asked. */
const REST = 100;

/** An entry of the search: a passage, a way to narrow the search, or what a drafter should know. */
export interface SearchItem extends QuickPickItem {
  readonly precedent?: PrecedentInfo;
  readonly help?: SearchHelp;
}

/** A search to begin. */
export interface SearchBeginning {
  readonly title: string;
  readonly placeholder: string;
  readonly query: string;
  /** Shown while nothing is asked for. */
  readonly idle: readonly SearchItem[];
  /** What Enter does with a passage; it is opened when absent. */
  readonly accept?: (precedent: PrecedentInfo) => unknown;
}

/** What the keys do; `undefined` while no search is open. */
let showActions: (() => Promise<void>) | undefined;

/** Registers the command of the search's keys. */
export function registerSearchKeys(): Disposable {
  return commands.registerCommand(SHOW_ACTIONS, () => showActions?.());
}

/** Searches the record, for the draft that was worked in last, while the drafter types, and shows the passage that is chosen beside the draft. */
export function openSearch(client: Client, active: ActiveDraft, memory: Memento, beginning: SearchBeginning): void {
  const { title, placeholder, query, idle, accept } = beginning;
  const opening = createAction(l10n.t('Open the source passage'), 'go-to-file', () => undefined);
  const actions = [...precedentActions(), opening];
  // What is found may be inserted there.
  const draft = active.named();
  const picker = window.createQuickPick<SearchItem>();
  const preview = createPreview(memory);
  let current = new CancellationTokenSource();
  let rest: ReturnType<typeof setTimeout> | undefined;
  /** Set while the list of actions stands in its place. */
  let isAside = false;

  const update = async (asked: string): Promise<void> => {
    const { token } = current;
    const answer = await search(
      client,
      {
        query: asked,
        limit: LIMIT,
        ...draft,
      },
      current,
    );
    if (token.isCancellationRequested) return;
    picker.busy = false;
    picker.items = answer === undefined ? [] : itemsOf(answer, actions);
  };
  const changed = (asked: string, delay: number): void => {
    current.cancel();
    current = new CancellationTokenSource();
    clearTimeout(rest);
    picker.busy = asked.trim() !== '';
    if (picker.busy) rest = setTimeout(() => void update(asked), delay);
    else picker.items = idle;
  };
  const show = (): void => {
    isAside = false;
    showActions = chooseAction;
    void commands.executeCommand('setContext', IS_SEARCHING, true);
    picker.show();
  };
  const leaveKeys = (): void => {
    showActions = undefined;
    void commands.executeCommand('setContext', IS_SEARCHING, false);
  };
  const close = (): Promise<void> => {
    leaveKeys();
    clearTimeout(rest);
    current.cancel();
    picker.dispose();
    return preview.end();
  };
  const act = async (precedent: PrecedentInfo, action: PrecedentAction): Promise<void> => {
    // A passage that is opened stays: closing takes away only what was shown.
    if (action === opening) await preview.open(precedent);
    await close();
    await action.run(precedent);
  };
  const chooseAction = async (): Promise<void> => {
    const item = picker.activeItems[0];
    if (item?.precedent === undefined) return;
    isAside = true;
    const { holder, citation } = item.precedent;
    const chosen = await window.showQuickPick(actions, { title: `${holder}, ${citation}` });
    if (chosen !== undefined) {
      await act(item.precedent, chosen);
      return;
    }
    show();
    // A list that was hidden comes back empty.
    picker.items = [...picker.items];
    picker.activeItems = [item];
  };

  picker.title = title;
  picker.placeholder = placeholder;
  // The server's order is its answer. Without this VS Code moves up the items whose label resembles the query; the
  // property is not in its typed API.
  Object.assign(picker, { sortByLabel: false });
  picker.buttons = [preview.button];
  picker.onDidChangeValue((asked) => changed(asked, REST));
  picker.onDidChangeActive(([item]) => preview.show(item?.precedent));
  picker.onDidTriggerButton(async () => {
    await preview.toggle(picker.activeItems[0]?.precedent);
    picker.buttons = [preview.button];
  });
  picker.onDidTriggerItemButton(async ({ item: { precedent }, button }) => {
    const action = actions.find((each) => each === button);
    if (precedent !== undefined && action !== undefined) await act(precedent, action);
  });
  picker.onDidAccept(async () => {
    const { help, precedent } = picker.selectedItems[0] ?? {};
    if (help !== undefined) {
      picker.value = withHelp(picker.value, help);
      changed(picker.value, 0);
    }
    if (precedent !== undefined) await act(precedent, accept === undefined ? opening : { ...opening, run: accept });
  });
  picker.onDidHide(async () => {
    if (isAside) leaveKeys();
    else await close();
  });
  picker.value = query;
  show();
  changed(query, 0);
}

/** `undefined` when the search failed or was cancelled. */
async function search(
  client: Client,
  params: SearchParams,
  source: CancellationTokenSource,
): Promise<SearchAnswer | undefined> {
  try {
    return await client.sendRequest<SearchAnswer>(SEARCH_REQUEST, params, source.token);
  } catch (error) {
    if (!source.token.isCancellationRequested) client.error(l10n.t('The search failed.'), error);
    return undefined;
  }
}

/** What has to be said first, then what was found. `alwaysShow`: the picker must not filter by its own fuzzy match. */
function itemsOf({ precedents, problems, remarks }: SearchAnswer, actions: readonly PrecedentAction[]): SearchItem[] {
  return [
    ...problems.map((problem) => ({ label: `$(warning) ${plainLabel(problem)}`, alwaysShow: true })),
    ...remarks.map(remarkItem),
    ...precedents.map((precedent) => itemOf(precedent, actions)),
  ];
}

function itemOf(precedent: PrecedentInfo, actions: readonly PrecedentAction[]): SearchItem {
  const { holder, date, citation, tier, headings, text, marks, reasons } = precedent;
  return {
    label: plainLabel(`${holder}, ${citation}`),
    description: plainLabel([date, ...laterVersionOf(precedent), tier, ...headings].join(' · ')),
    detail: plainLabel([...reasons, excerptFrom(text, marks[0]?.start)].join(' · ')),
    alwaysShow: true,
    buttons: [...actions],
    precedent,
  };
}

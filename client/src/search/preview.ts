import {
  l10n,
  type Memento,
  type QuickInputButton,
  type TabGroup,
  TabInputText,
  ThemeIcon,
  type TextEditor,
  ViewColumn,
  window,
} from 'vscode';
import type { PrecedentInfo } from '../../../server/src/api/protocol.js';
import { showPrecedent } from '../sources.js';

/** Under which it is remembered whether passages are shown beside the draft. */
const REMEMBERED = 'searchPreview';
/** Milliseconds that a passage is chosen before it is shown. */
const REST = 150;

/** Shows passages beside the draft while one is looked for. */
export interface Preview {
  /** The button that turns it on and off. */
  readonly button: QuickInputButton;
  /** Shows the passage soon, unless another one follows or the preview is off. */
  show(precedent: PrecedentInfo | undefined): void;
  /** Turns it on, with the passage, or off. It is remembered. */
  toggle(precedent: PrecedentInfo | undefined): Promise<void>;
  /** Opens the passage where it is shown, else in place of the draft. */
  open(precedent: PrecedentInfo): Promise<void>;
  /** Leaves the editors as they were found; what was opened stays. */
  end(): Promise<void>;
}

/** A preview that is on unless it was turned off last time. */
export function createPreview(memory: Memento): Preview {
  const found = window.tabGroups.all.map(layoutOf);
  let rest: ReturnType<typeof setTimeout> | undefined;
  let shown: TextEditor | undefined;
  // One after the other: an editor that is still opening cannot be closed.
  let work: Promise<void> = Promise.resolve();
  const isOn = (): boolean => memory.get<boolean>(REMEMBERED) ?? true;
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    clearTimeout(rest);
    const done = work.then(step);
    // What failed does not keep the next step from being taken.
    work = done.catch(() => undefined);
    return done;
  };
  const display = async (precedent: PrecedentInfo): Promise<void> => {
    const viewColumn = shown?.viewColumn ?? ViewColumn.Beside;
    // A source that cannot be read is told of when it is opened.
    shown = await showPrecedent(precedent, { viewColumn, preserveFocus: true }).catch(() => shown);
  };
  const restore = async (): Promise<void> => {
    const column = shown?.viewColumn;
    shown = undefined;
    if (column !== undefined) await restoreGroup(column, found);
  };
  return {
    get button() {
      return isOn()
        ? { iconPath: new ThemeIcon('eye'), tooltip: l10n.t('Do not show the passage beside the draft') }
        : { iconPath: new ThemeIcon('eye-closed'), tooltip: l10n.t('Show the passage beside the draft') };
    },
    show(precedent) {
      clearTimeout(rest);
      if (precedent !== undefined && isOn()) rest = setTimeout(() => void inTurn(() => display(precedent)), REST);
    },
    async toggle(precedent) {
      await memory.update(REMEMBERED, !isOn());
      if (!isOn()) await inTurn(restore);
      else if (precedent !== undefined) await inTurn(() => display(precedent));
    },
    open: (precedent) =>
      inTurn(async () => {
        const viewColumn = shown?.viewColumn;
        shown = undefined;
        await showPrecedent(precedent, viewColumn === undefined ? {} : { viewColumn });
      }),
    end: () => inTurn(restore),
  };
}

/** What a group of editors held, and which of them was seen. */
interface Layout {
  readonly viewColumn: ViewColumn;
  readonly uris: ReadonlySet<string>;
  readonly active: { readonly input: TabInputText; readonly preview: boolean } | undefined;
}

function layoutOf({ viewColumn, tabs, activeTab }: TabGroup): Layout {
  const uris = tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri.toString()] : []));
  const input = activeTab?.input;
  const active = input instanceof TabInputText ? { input, preview: activeTab?.isPreview === true } : undefined;
  return { viewColumn, uris: new Set(uris), active };
}

/** Shows again in the group what was seen in it, and closes what was opened there. */
async function restoreGroup(viewColumn: ViewColumn, found: readonly Layout[]): Promise<void> {
  const before = found.find((layout) => layout.viewColumn === viewColumn);
  if (before?.active !== undefined) {
    const { input, preview } = before.active;
    await window.showTextDocument(input.uri, { viewColumn, preview, preserveFocus: true });
  }
  const group = window.tabGroups.all.find((each) => each.viewColumn === viewColumn);
  const opened = (group?.tabs ?? []).filter(
    ({ input, isPreview }) =>
      isPreview && input instanceof TabInputText && before?.uris.has(input.uri.toString()) !== true,
  );
  await window.tabGroups.close(opened, true);
}

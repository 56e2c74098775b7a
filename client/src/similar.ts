import {
  commands,
  Disposable,
  EventEmitter,
  type QuickPickItem,
  Range,
  type TextDocument,
  ThemeIcon,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { LanguageClient, Range as ProtocolRange } from 'vscode-languageclient/node';
import {
  type PrecedentInfo,
  SIMILAR_REQUEST,
  type SimilarAnswer,
  type SimilarInfo,
  type SimilarParams,
} from '../../server/src/api/protocol.js';
import { plainLabel } from './editing.js';
import { laterVersionOf, remarkItem } from './precedentItems.js';
import { showPrecedent } from './sources.js';

/** The command over a paragraph that shows passages like it; code lenses call it with the draft's URI and the range. */
export const FIND_SIMILAR = 'aideMemoire.findSimilar';

const SCHEME = 'aide-memoire-compare';
const LIMIT = 20;
const LONGEST_DETAIL = 400;
const CONTEXT_WORDS = 3;
const openButton = { iconPath: new ThemeIcon('go-to-file'), tooltip: 'Open the source passage' };

interface SimilarItem extends QuickPickItem {
  readonly precedent?: PrecedentInfo;
}

/** Registers the command, and what shows the two sides of a comparison. */
export function registerSimilar(client: LanguageClient): Disposable {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const sideOf = (name: string, text: string): Uri => {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}.md` });
    texts.set(uri.toString(), `${text.trim().replace(/\s+/g, ' ')}\n`);
    changed.fire(uri);
    return uri;
  };
  const compare = async (paragraph: string, { holder, date, citation, text }: PrecedentInfo): Promise<void> => {
    const record = sideOf('record', text);
    const title = `${holder}, ${date}, ${citation} ↔ your draft`;
    await commands.executeCommand('vscode.diff', record, sideOf('draft', paragraph), title, { preview: true });
  };
  const find = async (draft?: string, range?: ProtocolRange): Promise<void> => {
    const paragraph = await paragraphAt(draft, range);
    if (paragraph === undefined) {
      window.showInformationMessage('Put the cursor into a paragraph of a draft, or select some of its text.');
      return;
    }
    const uri = draft ?? window.activeTextEditor?.document.uri.toString();
    const params: SimilarParams = { text: paragraph, limit: LIMIT, ...(uri !== undefined && { uri }) };
    const { text, similar, remarks } = await client.sendRequest<SimilarAnswer>(SIMILAR_REQUEST, params);
    if (similar.length === 0) {
      window.showInformationMessage(['The record holds no passage like this one.', ...remarks].join(' '));
      return;
    }
    const picker = window.createQuickPick<SimilarItem>();
    Object.assign(picker, { sortByLabel: false });
    picker.placeholder = 'Passages of the record like yours; choose one to compare the two word by word';
    picker.matchOnDetail = true;
    picker.items = [...remarks.map(remarkItem), ...similar.map(itemOf)];
    picker.onDidAccept(async () => {
      const precedent = picker.selectedItems[0]?.precedent;
      if (precedent === undefined) return;
      picker.hide();
      await compare(text, precedent);
    });
    picker.onDidTriggerItemButton(async ({ item: { precedent } }) => {
      if (precedent === undefined) return;
      picker.hide();
      await showPrecedent(precedent);
    });
    picker.onDidHide(() => picker.dispose());
    picker.show();
  };
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    commands.registerCommand(FIND_SIMILAR, find),
  );
}

/** The text of the range; else what is selected; else the lines around the cursor up to the next blank ones. */
async function paragraphAt(draft?: string, range?: ProtocolRange): Promise<string | undefined> {
  if (draft !== undefined && range !== undefined) {
    const { start, end } = range;
    const document = await workspace.openTextDocument(Uri.parse(draft));
    return document.getText(new Range(start.line, start.character, end.line, end.character));
  }
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const text = selection.isEmpty ? linesAround(document, selection.active.line) : document.getText(selection);
  return text.trim() === '' ? undefined : text;
}

function linesAround(document: TextDocument, line: number): string {
  const isBlank = (number: number): boolean => document.lineAt(number).isEmptyOrWhitespace;
  if (isBlank(line)) return '';
  let [from, to] = [line, line];
  while (from > 0 && !isBlank(from - 1)) from--;
  while (to + 1 < document.lineCount && !isBlank(to + 1)) to++;
  return document.getText(new Range(from, 0, to, document.lineAt(to).text.length));
}

/** What differs stands in the detail: [-words of the draft alone-] {+words of the record alone+}. */
function itemOf({ precedent, likeness, comparison }: SimilarInfo): SimilarItem {
  const { holder, citation, date, tier } = precedent;
  const differences = comparison
    .map(({ kind, words }) => (kind === 'both' ? ending(words) : kind === 'draft' ? `[-${words}-]` : `{+${words}+}`))
    .join(' ');
  return {
    label: plainLabel(`${holder}, ${citation}`),
    description: plainLabel(
      [`${Math.round(likeness * 100)} % alike`, date, ...laterVersionOf(precedent), tier].join(' · '),
    ),
    detail: plainLabel(differences.slice(0, LONGEST_DETAIL)),
    buttons: [openButton],
    precedent,
  };
}

/** The last words before a difference: an item has room for one line. */
function ending(words: string): string {
  const all = words.split(' ');
  return all.length > CONTEXT_WORDS ? `… ${all.slice(-CONTEXT_WORDS).join(' ')}` : words;
}

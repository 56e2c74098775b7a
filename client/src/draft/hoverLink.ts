import { type Hover, l10n, languages, MarkdownString, type Position, type TextDocument, type Uri } from 'vscode';

/** A place in a draft, as a link can carry it. */
export interface DraftPlace {
  readonly draft: string;
  readonly line: number;
  readonly character: number;
}

const [OPEN_SOURCE, SHOW_TIMELINE, SEARCH] = [
  'aideMemoire.openSource',
  'aideMemoire.showTimeline',
  'aideMemoire.searchPrecedents',
];

/** The place as a link carries it. */
export function placeOf(draft: Uri, { line, character }: Position): DraftPlace {
  return { draft: draft.toString(), line, character };
}

/**
 * The hover with links: to the newest source of its wording, to the `more` documents that use it and are not shown, and to
 * the timeline of the position where one of our findings is marked. The links are a text of their own, so that the text of
 * the server, which quotes documents, is never trusted to run a command.
 */
export function withLinks(hover: Hover, draft: TextDocument, position: Position, more = 0): Hover {
  const place = placeOf(draft.uri, position);
  const isMarked = languages
    .getDiagnostics(draft.uri)
    .some(({ source, range }) => source === 'aide-memoire' && range.contains(position));
  const wording = draft.getText(hover.range).replace(/["\s]+/g, ' ');
  const links = [
    link(l10n.t('Open the source passage'), OPEN_SOURCE, place),
    ...(more > 0 && hover.range !== undefined ? [link(l10n.t('{0} more...', more), SEARCH, `"${wording}"`)] : []),
    ...(isMarked ? [link(l10n.t('Show the position’s timeline'), SHOW_TIMELINE, place)] : []),
  ];
  const text = new MarkdownString(links.join(' · '));
  text.isTrusted = { enabledCommands: [OPEN_SOURCE, SHOW_TIMELINE, SEARCH] };
  hover.contents.push(text);
  return hover;
}

function link(words: string, command: string, argument: unknown): string {
  // A bracket in the argument would end the link.
  const encoded = encodeURIComponent(JSON.stringify([argument]))
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
  return `[${words}](command:${command}?${encoded})`;
}

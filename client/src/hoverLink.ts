import { type Hover, languages, MarkdownString, type Position, type Uri } from 'vscode';

/** A place in a draft, as a link can carry it. */
export interface DraftPlace {
  readonly draft: string;
  readonly line: number;
  readonly character: number;
}

/** The place as a link carries it. */
export function placeOf(draft: Uri, { line, character }: Position): DraftPlace {
  return { draft: draft.toString(), line, character };
}

/**
 * The hover with a link to the newest source of its wording, and to the timeline of the position where one of our findings
 * is marked. The links are a text of their own, so that the text of the server, which quotes documents, is never trusted
 * to run a command.
 */
export function withLinks(hover: Hover, draft: Uri, position: Position): Hover {
  const place = encodeURIComponent(JSON.stringify([placeOf(draft, position)]));
  const isMarked = languages
    .getDiagnostics(draft)
    .some(({ source, range }) => source === 'aide-memoire' && range.contains(position));
  const links = [
    `[Open the source passage](command:aideMemoire.openSource?${place})`,
    ...(isMarked ? [`[Show the position’s timeline](command:aideMemoire.showTimeline?${place})`] : []),
  ];
  const text = new MarkdownString(links.join(' · '));
  text.isTrusted = { enabledCommands: ['aideMemoire.openSource', 'aideMemoire.showTimeline'] };
  hover.contents.push(text);
  return hover;
}

import { type Hover, MarkdownString, type Position, type Uri } from 'vscode';

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
 * The hover with a link to the newest source of its wording. The link is a text of its own, so that the text of the
 * server, which quotes documents, is never trusted to run a command.
 */
export function withSourceLink(hover: Hover, draft: Uri, position: Position): Hover {
  const place = placeOf(draft, position);
  const link = new MarkdownString(
    `[Open the source passage](command:aideMemoire.openSource?${encodeURIComponent(JSON.stringify([place]))})`,
  );
  link.isTrusted = { enabledCommands: ['aideMemoire.openSource'] };
  hover.contents.push(link);
  return hover;
}

import type { LocationLink, Position } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import { passageLocations, phraseAt } from './precedents.js';

/** The passages in which the phrase around the position stands, newest first; empty when it stands nowhere. */
export function provideDefinition(draft: Draft, position: Position, context: ServiceContext): LocationLink[] {
  const { document } = draft;
  const phrase = phraseAt(draft, document.offsetAt(position), context);
  if (phrase === undefined) return [];
  const originSelectionRange = { start: document.positionAt(phrase.start), end: document.positionAt(phrase.end) };
  return passageLocations(context.index, phrase.occurrences).map(({ uri, range }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

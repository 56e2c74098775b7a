import type { Location, Position } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import { passageLocations, phraseAt } from './precedents.js';

/** Every passage that uses the phrase around the position, newest document first. */
export function provideReferences(draft: Draft, position: Position, context: ServiceContext): Location[] {
  const phrase = phraseAt(draft, draft.document.offsetAt(position), context);
  return phrase === undefined ? [] : passageLocations(context.index, phrase.occurrences);
}

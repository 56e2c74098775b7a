import type { LocationLink, Position } from 'vscode-languageserver-types';
import { blockAt, type Draft } from '../draft/draft.js';
import { readReferences } from '../draft/paragraphReferences.js';
import type { Block } from '../text/blocks.js';
import { NOTE_MARK } from '../text/footnotes.js';
import type { Span } from '../text/span.js';
import type { ServiceContext } from './context.js';
import { passageLocations, phraseAt } from './precedents.js';

/**
 * The footnote or the paragraph of the draft that the words at the position refer to; else the passages in which the phrase
 * around it stands, newest first; empty when it stands nowhere.
 */
export function provideDefinition(draft: Draft, position: Position, context: ServiceContext): LocationLink[] {
  const { document } = draft;
  const offset = document.offsetAt(position);
  const own = noteAt(draft, offset) ?? paragraphAt(draft, offset);
  if (own !== undefined) return [own];
  const phrase = phraseAt(draft, offset, context);
  if (phrase === undefined) return [];
  const originSelectionRange = rangeOf(draft, phrase);
  return passageLocations(context.index, phrase.occurrences).map(({ uri, range }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

const NOTE_MARKS = new RegExp(NOTE_MARK.source, 'g');

function noteAt(draft: Draft, offset: number): LocationLink | undefined {
  const block = blockAt(draft, offset);
  if (block === undefined) return undefined;
  const prose = draft.document.getText().slice(block.textStart, block.end);
  for (const { 0: mark, 1: label, index } of prose.matchAll(NOTE_MARKS)) {
    const start = block.textStart + index;
    const end = start + mark.length;
    const note = draft.blocks.find((each) => each.note === label);
    if (start <= offset && offset <= end && note !== undefined) return linkTo(draft, { start, end }, note);
  }
  return undefined;
}

function paragraphAt(draft: Draft, offset: number): LocationLink | undefined {
  for (const { paragraph, labels, isOwn, ...reference } of readReferences(draft)) {
    const [first, last] = [labels[0], labels.at(-1)];
    if (paragraph === undefined || !isOwn || first === undefined || last === undefined) continue;
    if (first.start <= offset && offset <= last.end) return linkTo(draft, reference, paragraph.block);
  }
  return undefined;
}

function linkTo(draft: Draft, from: Span, to: Block): LocationLink {
  const targetRange = rangeOf(draft, to);
  const start = draft.document.positionAt(to.textStart);
  return {
    originSelectionRange: rangeOf(draft, from),
    targetUri: draft.document.uri,
    targetRange,
    targetSelectionRange: { start, end: start },
  };
}

function rangeOf({ document }: Draft, { start, end }: Span): LocationLink['targetRange'] {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

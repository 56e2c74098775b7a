import type { Hover, Position } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import { findCounterparts, nameCounterparts, nameOpponents } from './counterparts.js';
import { describeEvidence } from './evidence.js';
import { forumOf } from './forum.js';
import { markupFor, type TextFormat } from './markdown.js';
import { remarksOnPart } from './part.js';
import { countUses, phraseAt, type PhraseInDraft } from './precedents.js';

/**
 * The precedents of the longest corpus phrase around the position, newest first among those of the draft's forum and
 * among the others, with the phrase's range.
 * `undefined` when hovers are off, and where `phraseAt` finds nothing to say.
 */
export function provideHover(
  draft: Draft,
  position: Position,
  context: ServiceContext,
  format: TextFormat = 'markdown',
): Hover | undefined {
  if (!context.settings.hover.enable) return undefined;
  const { document } = draft;
  const phrase = phraseAt(draft, document.offsetAt(position), context);
  if (phrase === undefined) return undefined;
  const markup = markupFor(format);
  const written = (part: PhraseInDraft): string => document.getText().slice(part.start, part.end);
  const { settings } = context;
  const forum = forumOf(draft, settings);
  const evidence = describeEvidence(phrase.occurrences, settings.hover.maxDocuments, context, markup, forum);
  const { wider } = phrase;
  const others = nameCounterparts(findCounterparts(phrase.occurrences.documents(), context));
  // A document that is read against the wording is one of those that use it.
  const opponents = others && nameOpponents(written(phrase), phrase.occurrences.documents(), context);
  const against = opponents === undefined ? [] : [opponents];
  const paragraphs = [
    markup.bold(written(phrase)),
    evidence,
    ...(wider === undefined ? [] : [markup.text(`Within it, “${written(wider)}”: ${countUses(wider.occurrences)}`)]),
    ...(others === undefined ? [] : [[others, ...against].map((line) => markup.text(line)).join(markup.lineBreak)]),
    ...remarksOnPart(context).map((remark) => markup.text(remark)),
  ];
  return {
    contents: { kind: format, value: paragraphs.join(markup.paragraphBreak) },
    range: { start: document.positionAt(phrase.start), end: document.positionAt(phrase.end) },
  };
}

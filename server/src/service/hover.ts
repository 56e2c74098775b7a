import type { Hover, Position } from 'vscode-languageserver-types';
import type { MoreDocuments } from '../api/protocol.js';
import type { Draft } from '../draft/draft.js';
import type { Span } from '../text/span.js';
import { t, tCount } from '../util/l10n.js';
import { explainBrackets } from './bracketHover.js';
import { countRestricted, wholeOf } from './circulation.js';
import type { ServiceContext } from './context.js';
import { findCounterparts, nameCounterparts, nameOpponents } from './counterparts.js';
import { describeEvidence, evidenceParagraphs } from './evidence.js';
import { forumOf } from './forum.js';
import { markupFor, type TextFormat } from './markdown.js';
import { remarksOnPart } from './part.js';
import { explainFindings } from './findingHover.js';
import { countUses, phraseAt, type PhraseInDraft } from './precedents.js';
import { timelineNote } from './timelineNote.js';

type PrecedentsHover = Hover & MoreDocuments;

/**
 * What the findings under the position are about; which of the alternatives in brackets is nearest to the record; then the
 * precedents of the longest corpus phrase around the position, newest first among those of the draft's forum and among the
 * others, with the phrase's range; how many restricted documents that the draft may not be told of use it besides; where a finding about positions is marked, how much is held besides. `linksMore`: how many
 * documents are left out is told beside the text. `undefined` when hovers are off, and where there is nothing to say.
 */
export function provideHover(
  draft: Draft,
  position: Position,
  context: ServiceContext,
  format: TextFormat = 'markdown',
  linksMore = false,
): PrecedentsHover | undefined {
  if (!context.settings.hover.enable) return undefined;
  const { document } = draft;
  const offset = document.offsetAt(position);
  const phrase = phraseAt(draft, offset, context);
  const markup = markupFor(format);
  const note = timelineNote(draft, offset, context);
  const hoverOf = (paragraphs: readonly string[], { start, end }: Span): Hover => ({
    contents: { kind: format, value: paragraphs.join(markup.paragraphBreak) },
    range: { start: document.positionAt(start), end: document.positionAt(end) },
  });
  const explained = explainFindings(draft, offset, context, markup);
  const brackets = explainBrackets(draft, offset, context, markup);
  const first = [...(explained?.paragraphs ?? []), ...(brackets?.paragraphs ?? [])];
  const withheld = withheldUses(draft, offset, phrase, context);
  const notices = withheld === undefined ? [] : [markup.text(withheld.text)];
  if (phrase === undefined) {
    const marked = explained ?? brackets ?? note ?? withheld;
    return marked && hoverOf([...first, ...notices, ...(note === undefined ? [] : [markup.text(note.text)])], marked);
  }
  const written = (part: PhraseInDraft): string => document.getText().slice(part.start, part.end);
  const { settings } = context;
  const forum = forumOf(draft, settings);
  const evidence = describeEvidence(phrase.occurrences, settings.hover.maxDocuments, context, markup, forum);
  const { more } = evidence;
  // A client with links has one to those left out.
  const [summary, ...uses] = evidenceParagraphs({ ...evidence, more: linksMore ? 0 : more }, markup);
  const { wider } = phrase;
  const others = nameCounterparts(findCounterparts(phrase.occurrences.documents(), context));
  // A document that is read against the wording is one of those that use it.
  const opponents = others && nameOpponents(written(phrase), phrase.occurrences.documents(), context);
  const against = opponents === undefined ? [] : [opponents];
  const paragraphs = [
    ...first,
    ...(first.length === 0 ? [] : [markup.rule]),
    [markup.bold(written(phrase)), summary].join(markup.lineBreak),
    ...uses,
    ...(wider === undefined
      ? []
      : [markup.text(t('Within it, “{0}”: {1}', written(wider), countUses(wider.occurrences)))]),
    ...(others === undefined ? [] : [[others, ...against].map((line) => markup.text(line)).join(markup.lineBreak)]),
    ...notices,
    ...(note === undefined ? [] : [markup.text(note.text)]),
    ...remarksOnPart(context).map((remark) => markup.text(remark)),
  ];
  return { ...hoverOf(paragraphs, phrase), ...(linksMore && more > 0 && { moreDocuments: more }) };
}

/** That restricted documents use the wording too, else the longest around the offset that only they use: how many, no more. */
function withheldUses(
  draft: Draft,
  offset: number,
  phrase: PhraseInDraft | undefined,
  context: ServiceContext,
): (Span & { readonly text: string }) | undefined {
  const whole = wholeOf(context);
  const used = whole && (phrase ?? phraseAt(draft, offset, whole));
  if (whole === undefined || used === undefined) return undefined;
  const documents = countRestricted(whole.index.findPhrase(used.terms), whole.index);
  if (documents === 0) return undefined;
  const text = tCount(
    documents,
    '{0} restricted document uses this wording. It is not shown: your draft is for open circulation.',
    '{0} restricted documents use this wording. They are not shown: your draft is for open circulation.',
  );
  return { start: used.start, end: used.end, text };
}

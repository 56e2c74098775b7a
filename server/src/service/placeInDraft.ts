import type { Draft, DraftBlock } from '../draft/draft.js';
import { ordinal } from '../ingest/enumerators.js';
import { isConverted } from '../ingest/readDocument.js';
import { wordsOfWritten } from '../ingest/writeParagraph.js';
import type { Span } from '../text/span.js';
import { lastName } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { formatQuoted } from './citation.js';

/** Whether the draft was read out of a file whose lines nobody sees, such as one of Word. */
export function isReadOut({ document }: Draft): boolean {
  return isConverted(lastName(document.uri));
}

/**
 * How a block of the draft is cited: by its number, with that of the paragraph it stands under, else by its line; where
 * lines mean nothing, by its heading and which paragraph it is under that.
 */
export function placeOf(block: DraftBlock, draft: Draft): string {
  const { blocks, document } = draft;
  const before = blocks.slice(0, blocks.indexOf(block));
  if (block.marker !== undefined) {
    if (/^\d/.test(block.marker)) return `para. ${block.marker}`;
    const above = before.findLast(({ marker }) => marker !== undefined && /^\d/.test(marker));
    return above?.marker === undefined ? `para. (${block.marker})` : `para. ${above.marker} (${block.marker})`;
  }
  if (!isReadOut(draft)) return t('line {0}', document.positionAt(block.start).line + 1);
  if (block.note !== undefined) return t('footnote {0}', block.note);
  const above = before.findLastIndex(({ kind }) => kind === 'heading');
  const place = `${ordinal(before.length - above)} para.`;
  const heading = before[above];
  if (heading === undefined) return place;
  return `${formatQuoted(wordsIn(draft, { start: heading.textStart, end: heading.end }))}, ${place}`;
}

/** The words of a stretch of the draft on one line; those of a file that was read out as that file has them. */
export function wordsIn(draft: Draft, { start, end }: Span): string {
  const written = draft.document.getText().slice(start, end);
  return isReadOut(draft) ? wordsOfWritten(written) : written.replace(/\s+/gu, ' ').trim();
}

import type { Localizer } from '../localizer.js';
import type { PositionStepInfo } from '../../../server/src/api/protocol.js';

/** A stretch of a text that opens a file at a line. UTF-16 offsets, end exclusive; the line counts from 1. */
export interface TimelineLink {
  readonly start: number;
  readonly end: number;
  readonly uri: string;
  readonly line: number;
}

/**
 * Where the lines with sources stand in a timeline's Markdown, each leading to the source of its statement. They begin with the
 * server's word for it, in the language of both.
 */
export function timelineLinks(
  markdown: string,
  steps: readonly PositionStepInfo[],
  l10n: Localizer,
): readonly TimelineLink[] {
  const beginning = l10n.t('Source: {0}', '');
  const lines = Array.from(markdown.matchAll(/^.+$/gm)).filter(([line]) => line.startsWith(beginning));
  return lines.flatMap(({ index, 0: { length } }, i) => {
    const step = steps[i];
    if (step === undefined) return [];
    return [{ start: index, end: index + length, uri: step.uri, line: step.range.start.line + 1 }];
  });
}

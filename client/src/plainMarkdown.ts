import { DIRECTIONS } from '../../server/src/api/directions.js';

const TURNING = new RegExp(`[${DIRECTIONS}]`, 'g');

/** Text for a `MarkdownString`, where it stands as it is written, on one line: CommonMark takes a backslash before any punctuation. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(TURNING, '\ufffd')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

import { withoutDirections } from '../../server/src/api/directions.js';

/** Text for a `MarkdownString`, where it stands as it is written, on one line: CommonMark takes a backslash before any punctuation. */
export function plainMarkdown(text: string): string {
  return withoutDirections(text.replace(/[\s\p{Cc}]+/gu, ' ')).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

const BEFORE = 24;

/**
 * The text from shortly before `found`, a UTF-16 offset, so that a list which shows only the beginning of a line shows why
 * the text was found. The whole text when `found` is near its beginning or `undefined`.
 */
export function excerptFrom(text: string, found: number | undefined): string {
  if (found === undefined || found <= BEFORE * 2) return text;
  const start = text.indexOf(' ', found - BEFORE) + 1;
  return `…${text.slice(Math.min(start, found))}`;
}

const BEFORE = 24;

/**
 * The text from shortly before the first word of the query that it holds, so that a list which shows only the beginning
 * of a line shows why the text was found. The whole text when it holds none, or holds one near its beginning.
 */
export function excerptFor(query: string, text: string): string {
  const folded = text.toLowerCase();
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const first = Math.min(...places);
  if (!Number.isFinite(first) || first <= BEFORE * 2) return text;
  const start = text.indexOf(' ', first - BEFORE) + 1;
  return `…${text.slice(Math.min(start, first))}`;
}

import type { Page } from './precedentStore.js';

/** What comes of `items`, all that there are in order, after the page that `after` is `Page.next` of; at most `limit`. */
export function pageOf<T>(items: readonly T[], limit: number, after?: string): Page<T> {
  const from = after === undefined ? 0 : Number(after);
  // Nobody gets on with pages that hold nothing.
  if (limit < 1 || !Number.isSafeInteger(from) || from < 0) return { items: [] };
  const to = from + Math.floor(limit);
  return { items: items.slice(from, to), ...(to < items.length && { next: String(to) }) };
}

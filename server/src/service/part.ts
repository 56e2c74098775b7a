import type { ServiceContext } from './context.js';

/** What a drafter should know of answers from a record that is still being read; none once all of it is. */
export function remarksOnPart({ part }: ServiceContext): readonly string[] {
  if (part === undefined) return [];
  const [done, total] = [part.done, part.total].map((count) => count.toLocaleString('en'));
  return [`The record is still being read: this is from ${done} of its ${total} files.`];
}

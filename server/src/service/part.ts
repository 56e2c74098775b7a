import type { ServiceContext } from './context.js';

/** What a drafter should know of answers from a record that is still being read; `undefined` once all of it is. */
export function remarkOnPart({ part }: ServiceContext): string | undefined {
  if (part === undefined) return undefined;
  const [done, total] = [part.done, part.total].map((count) => count.toLocaleString('en'));
  return `The record is still being read: this is from ${done} of its ${total} files.`;
}

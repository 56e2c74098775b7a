import { plainMessage } from './plainLabel.js';

/** What an error says to a drafter: the server's refusals say what to do. */
export function messageOf(error: unknown): string {
  return plainMessage(error instanceof Error ? error.message : String(error));
}

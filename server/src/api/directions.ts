/**
 * Within brackets of a pattern: the characters that turn the direction of what stands around them, or shut it off, until an
 * end mark that need not come (Unicode Standard Annex 9). Letters that run from right to left need none of them.
 */
export const DIRECTIONS = String.raw`\u202a-\u202e\u2066-\u2069`;

const TURNING = new RegExp(`[${DIRECTIONS}]`, 'g');

/** The text with each of those characters shown as one that cannot be shown. */
export function withoutDirections(text: string): string {
  return text.replace(TURNING, '\ufffd');
}

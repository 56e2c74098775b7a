/** Two texts to compare, as a line of a file of pairs gives them. */
export interface TextPair {
  readonly id: string | number;
  readonly prior: string;
  readonly draft: string;
}

/** A line that holds no pair. */
export interface BadLine {
  /** Counts from 1. */
  readonly line: number;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** The pairs of JSON Lines, in order, and the lines that hold none; empty lines are passed over. Never throws. */
export function parsePairs(text: string): { readonly pairs: readonly TextPair[]; readonly bad: readonly BadLine[] } {
  const pairs: TextPair[] = [];
  const bad: BadLine[] = [];
  for (const [i, written] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (written.trim() === '') continue;
    const pair = parsePair(written);
    if (typeof pair === 'string') bad.push({ line: i + 1, message: pair });
    else pairs.push(pair);
  }
  return { pairs, bad };
}

const SHAPE = 'Write {"id": "1", "prior": "...", "draft": "..."} on one line.';

/** The pair of one line, or what is wrong with it. */
function parsePair(written: string): TextPair | string {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch (error) {
    return `not valid JSON (${error instanceof Error ? error.message : String(error)}). ${SHAPE}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `not a JSON object. ${SHAPE}`;
  const { id, prior, draft } = value as Partial<Record<keyof TextPair, unknown>>;
  if (typeof id !== 'string' && typeof id !== 'number') return `"id" must be text or a number. ${SHAPE}`;
  if (typeof prior !== 'string' || prior.trim() === '') return `"prior" must be text that is not empty. ${SHAPE}`;
  if (typeof draft !== 'string' || draft.trim() === '') return `"draft" must be text that is not empty. ${SHAPE}`;
  return { id, prior, draft };
}

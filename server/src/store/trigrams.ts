const LETTERS = /[\p{L}\p{N}]+/gu;

/**
 * Rows of three letters in the words of a text, with two blanks put before each word and one behind it, each once: the
 * trigrams of pg_trgm (PostgreSQL documentation, "pg_trgm"). What is neither letter nor figure separates words.
 */
export function trigramsOf(text: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(LETTERS)) {
    const letters = [' ', ' ', ...word, ' '];
    for (let i = 0; i + 3 <= letters.length; i++) trigrams.add(letters.slice(i, i + 3).join(''));
  }
  return trigrams;
}

/** Share of all trigrams of two texts that are in both, 0 to 1: `similarity` of pg_trgm. */
export function shareOfTrigrams(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const trigram of a) if (b.has(trigram)) common++;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

// Two letters in a row begin the words of many a long title by chance.
const SHORTEST_INITIALS = 3;

/**
 * Whether the names, absent ones aside, have each of the words asked for or, for one in lower case, a word that begins so.
 * What is written in capitals may be initials: OEWG is the Open-ended Working Group.
 */
export function isNamed(
  asked: string,
  names: readonly (string | undefined)[],
  stopWords: ReadonlySet<string>,
): boolean {
  const fields = names.map((name) => wordsOf(name ?? ''));
  const words = new Set(fields.flat());
  return (asked.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).every((word) => {
    const folded = fold(word);
    if (words.has(folded)) return true;
    if (!areCapitals(word, 2)) return [...words].some((each) => each.startsWith(folded));
    return (
      areCapitals(word, SHORTEST_INITIALS) && fields.some((field) => initialsOf(field, stopWords).includes(folded))
    );
  });
}

/** First letters of the words that are not stop-words; numbers whole: "g77c" for "Group of 77 and China". */
export function initialsOf(words: readonly string[], stopWords: ReadonlySet<string>): string {
  return words
    .filter((word) => !stopWords.has(word))
    .map((word) => (/^\p{N}/u.test(word) ? word : word.charAt(0)))
    .join('');
}

/** Whether the text is capitals and figures alone, at least so many. */
export function areCapitals(text: string, shortest: number): boolean {
  return text.length >= shortest && /^\p{Lu}[\p{Lu}\p{N}]*$/u.test(text);
}

/** The words of a name, without accents and capitals. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

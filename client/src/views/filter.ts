/** Whether the texts, absent ones aside, have each word of the filter somewhere, in capitals or not, accents or not; always without one. */
export function passesFilter(filter: string, ...texts: readonly (string | undefined)[]): boolean {
  const all = fold(texts.join('\n'));
  return fold(filter)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

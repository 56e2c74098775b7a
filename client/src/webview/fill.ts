/** The words with `{0}`, `{1}` … replaced. */
export function fill(words: string, ...values: readonly (string | number)[]): string {
  return words.replace(/\{(\d)\}/g, (all, place: string) => String(values[Number(place)] ?? all));
}

/** The same text in memory of its own: a slice of thirteen letters or more keeps the whole text that it was cut from. */
export function detached(slice: string): string {
  return JSON.parse(JSON.stringify(slice)) as string;
}

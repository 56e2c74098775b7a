const ALTERNATIVE = /^[[(]*(Option|Alternative|Alt\.?|Variant)\s(\d{1,2}\b|[A-Z]\b|[ivx]{1,5}\b)/;

/** How a citation names one of several wordings that a draft leaves open ("option 1"); `undefined` for any other paragraph. */
export function alternativeLabel(prose: string): string | undefined {
  const [, word, number] = ALTERNATIVE.exec(prose) ?? [];
  return word === undefined || number === undefined ? undefined : `${word.toLowerCase()} ${number}`;
}

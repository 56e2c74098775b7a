const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Words of the long names by which the United Nations calls States: "Russian Federation", "Republic of Korea". */
const LONG_NAME = /\b(?:Republic|Federation|Kingdom|Emirates|Confederation|Jamahiriya|State of|States of)\b/;

let names: ReadonlySet<string> | undefined;

/** Whether a name is that of a State: one of the short English names of the Unicode CLDR, or a long name by its form. */
export function isState(name: string): boolean {
  names ??= shortNames();
  return LONG_NAME.test(name) || names.has(keyOf(name));
}

function shortNames(): ReadonlySet<string> {
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`));
  return new Set(codes.flatMap((code) => keyOf(regions.of(code) ?? '') || []));
}

/** Case, accents, apostrophes and "&" apart: a title block may be in capitals. */
function keyOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}|['’]/gu, '')
    .replaceAll('&', 'and')
    .toLowerCase();
}

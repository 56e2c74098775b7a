/** How an enumerator counts; "1.1" divides what "1" numbers. */
export type EnumeratorStyle = 'number' | 'divided' | 'letter' | 'roman' | 'capital' | 'capital-roman' | 'bullet';

const ROMAN_DIGITS: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** What the enumerator ("12", "b", "iv", "2.1"; "-" for a bullet) counts to in that style; `undefined` when it is not of that style. */
export function enumeratorValue(marker: string, style: EnumeratorStyle): number | undefined {
  switch (style) {
    case 'number':
      return /^\d+$/.test(marker) ? Number(marker) : undefined;
    case 'divided':
      return /^\d+\.[\d.]*\d$/.test(marker) ? Number(marker.slice(marker.lastIndexOf('.') + 1)) : undefined;
    case 'letter':
      return /^[a-z]$/.test(marker) ? marker.charCodeAt(0) - 96 : undefined;
    case 'roman':
      return /^[ivxlc]+$/.test(marker) ? romanValue(marker) : undefined;
    case 'capital':
      return /^[A-Z]$/.test(marker) ? marker.charCodeAt(0) - 64 : undefined;
    case 'capital-roman':
      return /^[IVXLC]+$/.test(marker) ? romanValue(marker.toLowerCase()) : undefined;
    case 'bullet':
      return undefined;
  }
}

/** The style of an enumerator that opens a list of its own: "i" opens roman numerals, every other single letter an alphabet. */
export function openingStyle(marker: string): EnumeratorStyle {
  if (marker === '-') return 'bullet';
  if (/^\d/.test(marker)) return marker.includes('.') ? 'divided' : 'number';
  const roman = marker.toLowerCase() === 'i' || marker.length > 1;
  if (/^[A-Z]/.test(marker)) return roman ? 'capital-roman' : 'capital';
  return roman ? 'roman' : 'letter';
}

/** What "2.1.3" divides: "2.1". */
export function dividedMarker(marker: string): string {
  return marker.slice(0, marker.lastIndexOf('.'));
}

function romanValue(marker: string): number {
  const digits = Array.from(marker, (digit) => ROMAN_DIGITS[digit] ?? 0);
  return digits.reduce((sum, digit, n) => sum + (digit < (digits[n + 1] ?? 0) ? -digit : digit), 0);
}

/** "1st", "2nd", "3rd", "11th". */
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

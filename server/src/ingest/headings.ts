const AGENDA_ITEM = /^agenda item (\d{1,3}[a-z]?)\b/i;
const ROMAN = /^([IVX]{1,5})\.\s+\S/;
const LETTER = /^([A-HJ-UWYZ])\.\s+\p{Lu}/u;
const ENDS_LIKE_PROSE = /[.,;!?]["”’)]*$/;
const LONGEST_HEADING = 220;

/** Level of a heading that numbers itself ("Agenda Item 2: ...", "II. ...", "B. ..."); `undefined` for any other line. */
export function headingLevel(line: string): number | undefined {
  if (line.length > LONGEST_HEADING || ENDS_LIKE_PROSE.test(line)) return undefined;
  if (AGENDA_ITEM.test(line) || ROMAN.test(line)) return 1;
  return LETTER.test(line) ? 2 : undefined;
}

/** Whether a line of its own has the form of a heading: short, opens with a capital or a figure, does not end like a sentence. */
export function looksLikeHeading(line: string): boolean {
  const words = line.split(' ').length;
  return (
    words <= 12 &&
    line.length <= 100 &&
    /^["“‘'(]?[\p{Lu}\p{N}]/u.test(line) &&
    !/[.,;:!?]["”’)]*$/.test(line) &&
    !/[.!?]\s+\p{Lu}/u.test(line.replace(/^\S+\s/, ''))
  );
}

/** How a citation names the section under these headings (outermost first): "agenda item 2", "sect. II", "sect. II.B"; `undefined` when none numbers itself. */
export function sectionLabel(headings: readonly string[]): string | undefined {
  let label: string | undefined;
  for (const heading of headings) {
    const item = AGENDA_ITEM.exec(heading)?.[1];
    const roman = ROMAN.exec(heading)?.[1];
    const letter = LETTER.exec(heading)?.[1];
    if (item !== undefined) label = `agenda item ${item}`;
    else if (roman !== undefined) label = `sect. ${roman}`;
    else if (letter !== undefined) label = label?.startsWith('sect. ') ? `${label}.${letter}` : `sect. ${letter}`;
  }
  return label;
}

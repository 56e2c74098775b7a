import { numberedLevel } from './sections.js';

const ENDS_LIKE_PROSE = /[.,;!?]["”’)]*$/;
const LONGEST_HEADING = 220;

/** Level of a heading that numbers itself ("Agenda Item 2: ...", "II. ...", "B. ...", "Article 5"); `undefined` for any other line. */
export function headingLevel(line: string): number | undefined {
  if (line.length > LONGEST_HEADING || ENDS_LIKE_PROSE.test(line)) return undefined;
  return numberedLevel(line);
}

/** Whether a line of its own has the form of a heading: short, has words, opens with a capital or a figure, does not end like a sentence. */
export function looksLikeHeading(line: string): boolean {
  const words = line.split(' ').length;
  return (
    words <= 12 &&
    line.length <= 100 &&
    // The cells of a table.
    !line.includes(' | ') &&
    /\p{L}/u.test(line) &&
    /^["“‘'(]?[\p{Lu}\p{N}]/u.test(line) &&
    !/[.,;:!?]["”’)]*$/.test(line) &&
    !/[.!?]\s+\p{Lu}/u.test(line.replace(/^\S+\s/, ''))
  );
}

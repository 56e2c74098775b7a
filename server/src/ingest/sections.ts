/** A heading that numbers its part of the document: "Article 5", "[Article 3bis] (mitigation)", "Chapter II: Organs". */
interface NumberedHeading {
  readonly unit: Unit;
  /** As written: "5", "3bis", "II". */
  readonly number: string;
}

type Unit = 'annex' | 'part' | 'chap.' | 'sect.' | Provision | 'agenda item';
type Provision = 'art.' | 'rule' | 'principle' | 'guideline';

/** The kinds of numbered headings by which a document divides itself. */
export type SectionUnits = ReadonlySet<Unit>;

const UNITS: Readonly<Record<string, Unit>> = {
  annex: 'annex',
  part: 'part',
  chapter: 'chap.',
  section: 'sect.',
  article: 'art.',
  'art.': 'art.',
  rule: 'rule',
  principle: 'principle',
  guideline: 'guideline',
  'agenda item': 'agenda item',
};
const PROVISIONS: ReadonlySet<string> = new Set<Provision>(['art.', 'rule', 'principle', 'guideline']);
const NUMBERED =
  /^\[?(annex|part|chapter|section|article|art\.|rule|principle|guideline)\s(\d{1,3}(?:\s?(?:bis|ter|quater))?|[ivxlc]{1,7}|[a-z])\]?(?=$|\s?[:.–—-]|\s\(.*\)$)/i;
const AGENDA_ITEM = /^(agenda item) (\d{1,3}[a-z]?)\b/i;
const TITLED_ITEM = /^agenda item \d{1,3}[a-z]?\b\W*\w/i;
const ROMAN = /^([IVX]{1,5})\.\s+\S/;
const LETTER = /^([A-HJ-UWYZ])\.\s+\p{Lu}/u;
const ROMAN_DIGITS: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

/** Level of a heading that numbers itself ("Agenda Item 2: ...", "II. ...", "B. ...", "Article 5"); `undefined` for any other line. */
export function numberedLevel(line: string): number | undefined {
  if (TITLED_ITEM.test(line) || ROMAN.test(line)) return 1;
  if (LETTER.test(line)) return 2;
  const unit = numberedHeading(line)?.unit;
  if (unit === undefined || unit === 'agenda item') return undefined;
  if (PROVISIONS.has(unit)) return 3;
  return unit === 'sect.' ? 2 : 1;
}

/** Whether the line is nothing but the number of a provision: "Article 5", "[Rule 12]". */
export function isProvisionNumber(line: string): boolean {
  const heading = numberedHeading(line);
  return heading !== undefined && PROVISIONS.has(heading.unit) && /^\[?\S+ \S+\]?$/.test(line);
}

/**
 * The kinds of headings that count up through these, in the order of the document. A single "Article 51: self-defence"
 * names a subject and divides nothing.
 */
export function sectionUnits(headings: readonly string[]): SectionUnits {
  const units = new Set<Unit>();
  const last = new Map<Unit, number>();
  for (const heading of headings) {
    const found = numberedHeading(heading);
    if (found === undefined) continue;
    const value = valueOf(found.number);
    const titled = found.unit === 'agenda item' && TITLED_ITEM.test(heading);
    if (titled || last.get(found.unit) === value - 1) units.add(found.unit);
    last.set(found.unit, value);
  }
  return units;
}

/**
 * How a citation names the section under these headings, outermost first: "agenda item 2", "sect. II", "sect. II.B",
 * "art. 5", "annex I, rule 3"; `undefined` when none numbers itself. Articles and rules count through chapters.
 */
export function sectionLabel(headings: readonly string[], units: SectionUnits): string | undefined {
  let annex: string | undefined;
  let label: string | undefined;
  for (const heading of headings) {
    const numbered = numberedHeading(heading);
    const roman = ROMAN.exec(heading)?.[1];
    const letter = LETTER.exec(heading)?.[1];
    if (numbered !== undefined && units.has(numbered.unit)) {
      const own = `${numbered.unit} ${numbered.number}`;
      if (numbered.unit === 'annex') annex = own;
      const above = numbered.unit === 'sect.' ? label : annex;
      label = above === undefined || above === own ? own : `${above}, ${own}`;
    } else if (roman !== undefined) label = `sect. ${roman}`;
    else if (letter !== undefined) label = label?.startsWith('sect. ') ? `${label}.${letter}` : `sect. ${letter}`;
  }
  return label;
}

/** Whether the innermost section is an article, a rule or the like: its paragraphs are never cited without it. */
export function isProvision(headings: readonly string[], units: SectionUnits): boolean {
  const inner = headings.findLast((heading) => {
    const unit = numberedHeading(heading)?.unit;
    return unit !== undefined && units.has(unit);
  });
  return inner !== undefined && PROVISIONS.has(numberedHeading(inner)?.unit ?? '');
}

function numberedHeading(heading: string): NumberedHeading | undefined {
  const [, word, number] = NUMBERED.exec(heading) ?? AGENDA_ITEM.exec(heading) ?? [];
  const unit = UNITS[word?.toLowerCase() ?? ''];
  return unit === undefined || number === undefined ? undefined : { unit, number };
}

function valueOf(number: string): number {
  if (/^\d/.test(number)) return Number.parseInt(number, 10);
  const digits = Array.from(number.toLowerCase(), (digit) => ROMAN_DIGITS[digit] ?? 0);
  if (digits.includes(0)) return number.toLowerCase().charCodeAt(0) - 96;
  return digits.reduce((sum, digit, n) => sum + (digit < (digits[n + 1] ?? 0) ? -digit : digit), 0);
}

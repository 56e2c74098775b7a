import { alternativeLabel } from './alternatives.js';
import { attachNotes } from './attachNotes.js';
import type { PassageNote } from './corpusDocument.js';
import { dividedMarker, type EnumeratorStyle, enumeratorValue, openingStyle, ordinal } from './enumerators.js';
import { isOperative, isPreambular } from './preamble.js';
import { isProvision, type SectionUnits, sectionLabel, sectionUnits } from './sections.js';
import type { Paragraph } from './unwrap.js';

/** A paragraph with its place in the document's own order of headings and numbers. */
export interface NumberedParagraph {
  readonly paragraph: Paragraph;
  /** Outermost first. */
  readonly headings: readonly string[];
  readonly citation: string;
  /** How many enumerated paragraphs it stands under. */
  readonly depth: number;
  /** The footnotes it refers to, in order. */
  readonly notes: readonly PassageNote[];
}

/** One level of the list that is open at some paragraph; the last level is that paragraph itself. */
interface Level {
  /** The enumerator as written; `undefined` for a plain paragraph. */
  readonly marker?: string;
  readonly indent?: number;
  readonly style: EnumeratorStyle | 'plain' | 'option';
  readonly value: number;
  /** Its citation within the section. */
  readonly label: string;
  /** Whether its text ends with a colon. */
  readonly leadsIn: boolean;
}

type EnumeratedLevel = Level & { readonly style: EnumeratorStyle };

interface OpenHeading {
  readonly text: string;
  readonly level: number | undefined;
}

/**
 * Gives every paragraph its headings and its citation. A footnote is cited after the paragraph that refers to it
 * ("footnote 3 to para. 12") and stands under its headings; it counts for no other paragraph's number.
 */
export function numberParagraphs(paragraphs: readonly Paragraph[]): NumberedParagraph[] {
  const { notesOf, citing } = attachNotes(paragraphs);
  const seen = new Map<string, number>();
  const cited = new Map<Paragraph, CitedParagraph>();
  for (const body of numberBody(
    paragraphs.filter((paragraph) => paragraph.note === undefined),
    seen,
  )) {
    cited.set(body.paragraph, body);
  }
  return paragraphs.flatMap((paragraph) => {
    const notes = notesOf.get(paragraph) ?? [];
    if (paragraph.note === undefined) {
      const body = cited.get(paragraph);
      return body === undefined ? [] : [{ ...body, notes }];
    }
    const source = citing.get(paragraph);
    const to = source === undefined ? undefined : cited.get(source);
    const citation = unique(seen, `footnote ${paragraph.note}${to === undefined ? '' : ` to ${to.citation}`}`);
    return [{ paragraph, headings: to?.headings ?? [], citation, depth: 0, notes }];
  });
}

type CitedParagraph = Omit<NumberedParagraph, 'notes'>;

/**
 * Gives every paragraph of the document's own text its headings and the citation a drafter would write, unique within the document.
 * Sub-paragraphs nest by the sequence of their enumerators: "i." after "h." is the ninth letter, after "b." the first
 * roman numeral. Sections are named only where they number their own paragraphs.
 */
function numberBody(paragraphs: readonly Paragraph[], seen: Map<string, number>): CitedParagraph[] {
  const numbered = isNumbered(paragraphs);
  const units = sectionUnits(usedHeadings(paragraphs));
  const placed = place(paragraphs, numbered, units);
  const tops = placed.flatMap(({ paragraph, levels }) => (levels.length === 1 && hasFigure(paragraph) ? levels : []));
  const restarts = numbered && new Set(tops.map((level) => level.label)).size < tops.length;
  const sizes = new Map<string, number>();
  for (const { headings } of placed) count(sizes, headings.join('\n'));
  return placed.map(({ paragraph, headings, levels, resolution }) => {
    const label = levels.at(-1)?.label ?? '';
    const provision = isProvision(headings, units);
    const plain = levels[0]?.style === 'plain' || levels[0]?.style === 'option';
    const named = resolution ? restarts : !numbered || provision || restarts || plain;
    const title = numbered && !resolution ? quoted(restarts ? headings[0] : headings.at(-1)) : undefined;
    const section = named ? (sectionLabel(headings, units) ?? title) : undefined;
    const sole = provision && plain && sizes.get(headings.join('\n')) === 1;
    const citation = section === undefined ? label : sole ? section : `${section}, ${label}`;
    return {
      paragraph,
      headings,
      citation: unique(seen, citation),
      depth: levels.slice(0, -1).filter(isEnumerated).length,
    };
  });
}

/**
 * Whether the body is a run of numbered paragraphs, as in working papers and in resolutions after their preamble, and
 * not of unnumbered ones with a list here and there, as in statements.
 */
function isNumbered(paragraphs: readonly Paragraph[]): boolean {
  const prose = paragraphs.filter((paragraph) => paragraph.kind === 'paragraph');
  const first = prose.findIndex(hasFigure);
  if (first < 0) return false;
  const figures = prose.filter(hasFigure).length;
  const isPlain = (paragraph: Paragraph): boolean => paragraph.marker === undefined;
  if (figures > prose.filter(isPlain).length) return true;
  const isListInText = prose[first - 1]?.text.endsWith(':') ?? false;
  return !isListInText && figures > prose.slice(first).filter(isPlain).length;
}

function hasFigure(paragraph: Paragraph): boolean {
  return /^\d/.test(paragraph.marker ?? '');
}

interface Placed {
  readonly paragraph: Paragraph;
  readonly headings: readonly string[];
  readonly levels: readonly Level[];
  /** Whether it is an unnumbered paragraph of a resolution. */
  readonly resolution: boolean;
}

/** The headings that have paragraphs under them, in order. */
function usedHeadings(paragraphs: readonly Paragraph[]): string[] {
  const used = new Set<OpenHeading>();
  let open: readonly OpenHeading[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.kind === 'heading') open = openHeading(open, paragraph);
    else for (const heading of open) used.add(heading);
  }
  return [...used].map((heading) => heading.text);
}

function place(paragraphs: readonly Paragraph[], numbered: boolean, units: SectionUnits): Placed[] {
  const placed: Placed[] = [];
  const ordinals = new Map<string, number>();
  let headings: readonly OpenHeading[] = [];
  let levels: readonly Level[] = [];
  const preamble = preambularParagraphs(paragraphs);
  const operative = operativeParagraphs(paragraphs, preamble);
  for (const paragraph of paragraphs) {
    if (paragraph.kind === 'heading') {
      headings = openHeading(headings, paragraph);
      continue;
    }
    const path = headings.map((heading) => heading.text);
    if (path.join('\n') !== placed.at(-1)?.headings.join('\n')) levels = [];
    const leadsIn = paragraph.text.endsWith(':');
    const part = preamble.has(paragraph) ? 'preambular' : operative.has(paragraph) ? 'operative' : undefined;
    if (part !== undefined) {
      const nth = count(ordinals, `${part}\n${path.join('\n')}`);
      levels = [{ style: 'plain', value: 0, label: `${ordinal(nth)} ${part} para.`, leadsIn }];
    } else if (paragraph.marker !== undefined) {
      levels = enumeratedLevels(levels, { marker: paragraph.marker, indent: paragraph.indent }, leadsIn, numbered);
    } else {
      const option = alternativeLabel(paragraph.text);
      levels =
        option === undefined
          ? plainLevels(levels, { path, section: sectionLabel(path, units) }, leadsIn, numbered, ordinals)
          : optionLevels(levels, option, leadsIn);
    }
    placed.push({ paragraph, headings: path, levels, resolution: part !== undefined });
  }
  return placed;
}

/** Runs of preambular paragraphs; a single one is a sentence like others. Whatever stands between ends the run. */
function preambularParagraphs(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const preamble = new Set<Paragraph>();
  let run: Paragraph[] = [];
  for (const paragraph of [...paragraphs, undefined]) {
    if (paragraph?.kind === 'paragraph' && paragraph.marker === undefined && isPreambular(paragraph.text)) {
      run.push(paragraph);
      continue;
    }
    if (run.length > 1) for (const each of run) preamble.add(each);
    run = [];
  }
  return preamble;
}

/** Unnumbered paragraphs that follow a preamble; the first number, or a paragraph of another form, ends them. */
function operativeParagraphs(
  paragraphs: readonly Paragraph[],
  preamble: ReadonlySet<Paragraph>,
): ReadonlySet<Paragraph> {
  const operative = new Set<Paragraph>();
  let open = false;
  for (const paragraph of paragraphs) {
    if (preamble.has(paragraph)) open = true;
    else if (hasFigure(paragraph)) open = false;
    else if (paragraph.kind === 'paragraph' && paragraph.marker === undefined) {
      open &&= isOperative(paragraph.text);
      if (open) operative.add(paragraph);
    }
  }
  return operative;
}

/** An option stands under the numbered paragraph that is open, beside the options before it. */
function optionLevels(open: readonly Level[], option: string, leadsIn: boolean): readonly Level[] {
  const beside = open.findIndex((level) => level.style === 'option');
  const parents = (beside < 0 ? open : open.slice(0, beside)).filter(isEnumerated);
  const above = parents.at(-1)?.label;
  return [
    ...parents,
    { style: 'option', value: 0, label: above === undefined ? option : `${above}, ${option}`, leadsIn },
  ];
}

/** A heading without a level of its own stands right under the nearest one that has. */
function openHeading(open: readonly OpenHeading[], { text, level }: Paragraph): readonly OpenHeading[] {
  const above = open.filter((other) => other.level !== undefined && (level === undefined || other.level < level));
  return [...above, { text, level }];
}

function plainLevels(
  open: readonly Level[],
  { path, section }: { readonly path: readonly string[]; readonly section: string | undefined },
  leadsIn: boolean,
  numbered: boolean,
  ordinals: Map<string, number>,
): readonly Level[] {
  const plain = (label: string): Level => ({ style: 'plain', value: 0, label, leadsIn });
  const top = open[0];
  const option = open.findIndex((level) => level.style === 'option' && level.leadsIn);
  if (option >= 0) {
    const label = open[option]?.label ?? '';
    const nth = ordinal(count(ordinals, `${path.join('\n')}\n${label}`));
    return [...open.slice(0, option + 1), plain(`${label}, ${nth} para.`)];
  }
  if (!numbered) {
    return [plain(`${ordinal(count(ordinals, section ?? ''))} para.`)];
  }
  if (top !== undefined && isEnumerated(top)) {
    return [top, plain(`${top.label}, ${ordinal(count(ordinals, `${path.join('\n')}\n${top.label}`) + 1)} subpara.`)];
  }
  const nth = count(ordinals, path.join('\n'));
  return [plain(nth === 1 ? 'opening para.' : `${ordinal(nth)} opening para.`)];
}

function enumeratedLevels(
  open: readonly Level[],
  { marker, indent }: { readonly marker: string; readonly indent: number },
  leadsIn: boolean,
  numbered: boolean,
): readonly Level[] {
  const above =
    openingStyle(marker) === 'divided'
      ? // Its own digits say what it stands under.
        open.findLastIndex((level) => level.marker === dividedMarker(marker)) + 1
      : (siblingAt(open, marker) ?? childAt(open, marker, indent, numbered));
  const parents = open.slice(0, above);
  const sibling = open[above];
  const style = sibling !== undefined && counts(sibling, marker) ? sibling.style : openingStyle(marker);
  const value = style === 'bullet' ? (sibling?.value ?? 0) + 1 : (enumeratorValue(marker, style) ?? 0);
  const parent = parents.at(-1)?.label;
  const ownNumber = style === 'number' && !parents.some(isEnumerated) && parents.at(-1)?.style === 'option';
  const label = ownNumber ? `${parent}, para. ${marker}` : enumeratedLabel(parent, style, marker, value);
  return [...parents, { marker, indent, style, value, label, leadsIn }];
}

function isEnumerated(level: Level): level is EnumeratedLevel {
  return level.style !== 'plain' && level.style !== 'option';
}

/** Whether the enumerator is of the level's style. */
function counts(level: Level, marker: string): level is EnumeratedLevel {
  if (!isEnumerated(level)) return false;
  return marker === '-' ? level.style === 'bullet' : enumeratorValue(marker, level.style) !== undefined;
}

/** Index of the open level that the enumerator continues, deepest first; `undefined` when it continues none. */
function siblingAt(open: readonly Level[], marker: string): number | undefined {
  for (let at = open.length - 1; at >= 0; at--) {
    const level = open[at];
    if (level === undefined || !isEnumerated(level)) continue;
    if (marker === '-' ? level.style === 'bullet' : enumeratorValue(marker, level.style) === level.value + 1) return at;
  }
  return undefined;
}

/** How many open levels stay above an enumerator that continues none of them. */
function childAt(open: readonly Level[], marker: string, indent: number, numbered: boolean): number {
  const style = openingStyle(marker);
  const opensList = style === 'bullet' || enumeratorValue(marker, style) === 1;
  if (opensList) {
    if (style !== 'number' || !numbered) return open.length;
    const above = open.find((level) => level.style === 'number' || level.style === 'option');
    const underNumber = above !== undefined && (open.at(-1)?.leadsIn === true || indent > (above.indent ?? indent));
    return underNumber ? open.length : 0;
  }
  const skipped = open.findLastIndex((level) => counts(level, marker));
  if (skipped >= 0) return skipped;
  return style === 'number' && numbered ? 0 : open.length;
}

function enumeratedLabel(parent: string | undefined, style: EnumeratorStyle, marker: string, value: number): string {
  if (style === 'divided') return `para. ${marker}`;
  if (style === 'bullet')
    return parent === undefined ? `${ordinal(value)} bullet` : `${parent}, ${ordinal(value)} bullet`;
  if (parent !== undefined) return `${parent} (${marker})`;
  return style === 'number' ? `para. ${marker}` : `para. (${marker})`;
}

/** The citation, told apart from equal ones before it. */
function unique(seen: Map<string, number>, citation: string): string {
  const times = count(seen, citation);
  return times === 1 ? citation : `${citation} (${ordinal(times)} of that number)`;
}

function quoted(heading: string | undefined): string | undefined {
  return heading === undefined ? undefined : `“${heading}”`;
}

function count(counts: Map<string, number>, key: string): number {
  const n = (counts.get(key) ?? 0) + 1;
  counts.set(key, n);
  return n;
}

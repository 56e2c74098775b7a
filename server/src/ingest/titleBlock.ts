import { MONTHS } from '../text/months.js';
import type { DocumentKind, DocumentMetadata } from './corpusDocument.js';
import type { Fragment } from './fragments.js';
import { isSalutation } from './furniture.js';
import { headingLevel, looksLikeHeading } from './headings.js';
import { plainProse } from './inline.js';
import { isPreambular } from './preamble.js';
import { isClosed, type LineLayout, startsLow } from './unwrap.js';

/** In lines. */
const LONGEST_TITLE_BLOCK = 8;
/** Words. "Statement by H.E. Mr. X, Minister." is no sentence of the text. */
const SHORTEST_SENTENCE = 8;
const SHORTEST_SENTENCE_TITLED = 3;
/** The organ with which a resolution opens. */
const ORGAN =
  /^The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council|Conference of the Parties),$/u;

const TITLE_WORDS =
  /\b(?:papers?|statements?|sessions?|groups?|committees?|missions?|submission|by|nations|new york|geneva)\b/i;

/**
 * How many of the first fragments are letterhead, title and date line rather than text: all before the first numbered
 * paragraph, section, salutation or full sentence. 0 when the document opens with its text. `titled`: front matter
 * gives the title, so that a short sentence is text already.
 */
export function titleBlockLength(fragments: readonly Fragment[], layout: LineLayout, titled: boolean): number {
  const start = bodyStart(fragments, layout, titled ? SHORTEST_SENTENCE_TITLED : SHORTEST_SENTENCE);
  const first = fragments[start];
  const before = fragments[start - 1];
  if (first === undefined) return 0;
  const headed = start >= 2 && first.kind === 'text' && before?.kind === 'text' && isFirstHeading(before.prose);
  return headed ? start - 1 : start;
}

/** Index of the first fragment that cannot belong to a title; -1 when there is none. */
function bodyStart(fragments: readonly Fragment[], { doubleSpaced, width }: LineLayout, fewestWords: number): number {
  const ownTitle = fragments.filter((fragment) => fragment.level === 1).length === 1;
  const structure = fragments.findIndex(({ kind, level, marker, prose }, i) => {
    if (kind === 'heading') return !(level === 1 && ownTitle && i === 0);
    return marker !== undefined || isSalutation(prose) || headingLevel(prose) !== undefined;
  });
  const sentence = fragments.findIndex(({ kind, prose }, i) => {
    if (kind === 'heading') return false;
    if (!doubleSpaced) return isFullSentence(prose, fewestWords) || ORGAN.test(prose) || isPreambular(prose);
    return prose.length >= width * 0.8 && startsLow(fragments[i + 1]?.prose ?? '');
  });
  if (structure < 0 || sentence < 0) return Math.max(structure, sentence);
  // A title broken over several full lines looks like prose until the first number shows that it was a title.
  return doubleSpaced && structure <= LONGEST_TITLE_BLOCK ? structure : Math.min(structure, sentence);
}

function isFullSentence(prose: string, fewestWords: number): boolean {
  return isClosed(prose) && prose.split(' ').length >= fewestWords;
}

/** "Introduction" right above the first paragraph is its heading, not part of the title. */
function isFirstHeading(line: string): boolean {
  return (
    looksLikeHeading(line) &&
    line.split(' ').length <= 5 &&
    line !== line.toUpperCase() &&
    !/\d/.test(line) &&
    !TITLE_WORDS.test(line)
  );
}

const PLACE = String.raw`((?:the )?\p{Lu}[\p{L}'’-]+(?: (?:(?:of|and|the) )*(?!Open-)\p{Lu}[\p{L}'’-]+){0,4})`;
const HOLDER: readonly RegExp[] = [
  new RegExp(String.raw`\bPermanent (?:Representative|Mission) of ${PLACE}`, 'u'),
  new RegExp(String.raw`\b[Ww]orking [Pp]aper (?:submitted |presented )?by ${PLACE}`, 'u'),
  new RegExp(String.raw`\b(?:[Dd]elegation|behalf) of ${PLACE}`, 'u'),
  new RegExp(String.raw`\bMinistry of Foreign Affairs(?: of|,) ${PLACE}`, 'u'),
];
const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:NAM|Non-Aligned Movement)\b/, 'Non-Aligned Movement'],
  [/\b(?:G-?77|Group of 77)\b/, 'Group of 77 and China'],
  [/\b(?:OIC|Organi[sz]ation of Islamic Cooperation)\b/, 'Organization of Islamic Cooperation'],
];
const KINDS: readonly (readonly [RegExp, DocumentKind])[] = [
  [/\bworking paper\b/i, 'working-paper'],
  [/\bstatements?\b/i, 'statement'],
  [/\bA\/(?:C\.\d\/)?(?:\d+\/)?L\.\d|\bdraft (?:resolution|report)\b/i, 'draft'],
  [/\bA\/RES\/|\bresolution adopted\b/i, 'resolution'],
  [/\breport\b/i, 'report'],
];
const DATE = new RegExp(
  String.raw`(?:\b(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?\s+)?\b(${MONTHS.map((month) => `${month}|${month.slice(0, 3)}\\.?`).join('|')}|Sept\.?),?\s+((?:19|20)\d{2})\b`,
  'i',
);
const SESSION =
  /\b((?:\p{L}+ty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\p{L}+teenth|\p{L}+tieth|\d+(?:st|nd|rd|th))(?: (?:substantive|special|emergency|regular|annual|resumed|organi[sz]ational))* session)\b/iu;
const SPEAKER =
  /\b[Ss]tatement (?:delivered |made )?by ((?:(?:H\.\s?E\.|His|Her|Excellency|Ambassador|Minister|President|Dr|Mr|Mrs|Ms)\.?,? )+\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,4})/u;
const SYMBOL = /\b(?:[AES]|CD|NPT)\/[A-Z0-9][A-Za-z0-9./-]*\d\b/;

/**
 * What the title block says outright about the document; what it does not say stays "Unknown", `other` and undated.
 * `stated`: the title that is stated elsewhere; it and the file's name may carry the date.
 */
export function guessMetadata(name: string, titleBlock: readonly Fragment[], stated = ''): DocumentMetadata {
  const title = titleOf(titleBlock);
  const whole = plainProse(titleBlock.map((fragment) => fragment.source).join(' '));
  const date = dateIn(whole) ?? dateIn(stated) ?? dateIn(name.replace(/[_-]+|\.[^.]+$/g, ' '));
  const symbol = SYMBOL.exec(whole)?.[0];
  const session = SESSION.exec(whole)?.[1];
  const speaker = SPEAKER.exec(whole)?.[1];
  return {
    title: title === '' ? name.replace(/\.[^.]+$/, '') : title,
    holder: holderIn(titleBlock),
    kind: KINDS.find(([pattern]) => pattern.test(whole))?.[1] ?? 'other',
    tier: 'other',
    ...(date === undefined ? { undated: 'the text carries no date in its title block' } : { date }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(session === undefined ? {} : { session: session.toLowerCase() }),
    ...(speaker === undefined ? {} : { speaker }),
    source: name,
  };
}

/** The lines that name the paper or statement; letterhead, addresses and date lines are left out where there is a better line. */
function titleOf(titleBlock: readonly Fragment[]): string {
  const from = titleBlock.findIndex((fragment) => KINDS.some(([pattern]) => pattern.test(fragment.prose)));
  const lines: string[] = [];
  for (const fragment of titleBlock.slice(Math.max(0, from))) {
    if (lines.length > 0 && fragment.opensBlock && /^\W*(?:\d|(?:New York|Geneva)\b)/.test(fragment.prose)) break;
    lines.push(fragment.source);
  }
  return plainProse(lines.join(' '));
}

/** Line by line first, because a name must not run on into the next line; then across lines. */
function holderIn(titleBlock: readonly Fragment[]): string {
  const lines = titleBlock.map((fragment) => fragment.prose);
  for (const text of [...lines, lines.join(' ')]) {
    const group = GROUPS.find(([pattern]) => pattern.test(text))?.[1];
    if (group !== undefined) return group;
    for (const pattern of HOLDER) {
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) return found.replace(/^the (?:(?:Islamic )?Republic of )?/, '');
    }
  }
  return 'Unknown';
}

function dateIn(text: string): string | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const [, day, lastDay, monthName, year] = found;
  const month = MONTHS.findIndex((each) => each.slice(0, 3).toLowerCase() === monthName?.slice(0, 3).toLowerCase()) + 1;
  const yearMonth = `${year}-${String(month).padStart(2, '0')}`;
  const exact = day !== undefined && lastDay === undefined && Number(day) >= 1 && Number(day) <= 31;
  return exact ? `${yearMonth}-${day.padStart(2, '0')}` : yearMonth;
}

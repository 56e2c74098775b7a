import type { DocumentMetadata } from './corpusDocument.js';
import { dateIn } from './dates.js';
import type { Fragment } from './fragments.js';
import { isSalutation } from './furniture.js';
import { headingLevel, looksLikeHeading } from './headings.js';
import { plainProse } from './inline.js';
import { readLetterhead } from './letterhead.js';
import { isPreambular } from './preamble.js';
import { kindIn, readHandling, readStanding } from './standing.js';
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
  /\b(?:papers?|statements?|reports?|notes?|letters?|sessions?|groups?|committees?|missions?|submission|by|nations|new york|geneva)\b/i;

/**
 * How many of the first fragments are letterhead, title and date line rather than text: all before the first numbered
 * paragraph, section, salutation or full sentence. 0 when the document opens with its text. `titled`: front matter
 * gives the title, so that a short sentence is text already.
 */
export function titleBlockLength(fragments: readonly Fragment[], layout: LineLayout, titled: boolean): number {
  const letterhead = readLetterhead(fragments)?.length ?? 0;
  const below = fragments.slice(letterhead);
  const opens = bodyStart(below, layout, titled ? SHORTEST_SENTENCE_TITLED : SHORTEST_SENTENCE);
  const start = opens < 0 ? -1 : letterhead + opens;
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

const SESSION =
  /\b((?:\p{L}+ty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\p{L}+teenth|\p{L}+tieth|\d+(?:st|nd|rd|th))(?: (?:substantive|special|emergency|regular|annual|resumed|organi[sz]ational))* session)\b/iu;
const SPEAKER =
  /\b[Ss]tatement (?:delivered |made )?by ((?:(?:H\.\s?E\.|His|Her|Excellency|Ambassador|Minister|President|Dr|Mr|Mrs|Ms)\.?,? )+\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,4})/u;
const SYMBOL = /\b(?:[AES]|CD|NPT)\/[A-Z0-9][A-Za-z0-9./-]*\d\b(?: \((?:19|20)\d{2}\))?/;
/** Tells of the document what is no part of its title: who adopted it, who presented it, of what it is part. */
const BESIDE_TITLE = /^(?:Adopted by |Resolution adopted by |Decision adopted by |Rapporteur|\[?[Oo]n the report of )/;

/**
 * What the title block says outright about the document; what it does not say stays "Unknown", `other` and undated.
 * `stated`: the title that is stated elsewhere; it and the file's name may carry the date.
 */
export function guessMetadata(name: string, titleBlock: readonly Fragment[], stated = ''): DocumentMetadata {
  const letterhead = readLetterhead(titleBlock);
  const title = letterhead === undefined ? titleOf(titleBlock) : titleBelow(titleBlock.slice(letterhead.length));
  const lines = titleBlock.map((fragment) => fragment.source);
  const whole = plainProse(lines.join(' '));
  const date = dateIn(whole) ?? dateIn(stated) ?? dateIn(name) ?? dateIn(name.replace(/[_-]+|\.[^.]+$/g, ' '));
  const symbol = letterhead?.symbol ?? SYMBOL.exec(whole)?.[0];
  const session = SESSION.exec(whole)?.[1];
  const speaker = SPEAKER.exec(whole)?.[1];
  const handling = readHandling(titleBlock, letterhead);
  return {
    title: title === '' ? name.replace(/\.[^.]+$/, '') : title,
    ...readStanding(titleBlock, letterhead),
    kind: kindIn([...titleBlock.map((fragment) => fragment.prose), stated].join('\n')) ?? 'other',
    ...(date === undefined ? { undated: 'the text carries no date in its title block' } : { date }),
    ...(letterhead === undefined || letterhead.organs.length === 0 ? {} : { forum: letterhead.organs.join(', ') }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(session === undefined ? {} : { session: session.toLowerCase() }),
    ...(speaker === undefined ? {} : { speaker }),
    ...(handling === undefined ? {} : { handling }),
    source: name,
  };
}

/** The title below a letterhead: its lines as one, its parts told apart. */
function titleBelow(lines: readonly Fragment[]): string {
  const parts: string[] = [];
  for (const { source, prose, opensBlock } of lines) {
    if (BESIDE_TITLE.test(prose)) break;
    const last = parts.at(-1);
    if (opensBlock || last === undefined) parts.push(source);
    else parts[parts.length - 1] = `${last} ${source}`;
  }
  return plainProse(parts.join(': '));
}

/** The lines that name the paper or statement; letterhead, addresses and date lines are left out where there is a better line. */
function titleOf(titleBlock: readonly Fragment[]): string {
  const from = titleBlock.findIndex((fragment) => kindIn(fragment.prose) !== undefined);
  const lines: string[] = [];
  for (const fragment of titleBlock.slice(Math.max(0, from))) {
    if (lines.length > 0 && fragment.opensBlock && /^\W*(?:\d|(?:New York|Geneva)\b)/.test(fragment.prose)) break;
    lines.push(fragment.source);
  }
  return plainProse(lines.join(' '));
}

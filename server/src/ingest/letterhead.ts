import type { Fragment } from './fragments.js';

/** Fragments. No letterhead is longer. */
const LONGEST = 24;
const SYMBOL_LINE = /^(?:[AES]|CD|NPT|ST|TD)\/\S*\d\S*(?: \((?:19|20)\d{2}\))?(?:[–—-](?:[AES])\/\S+)?\*?$/;
const DISTRIBUTION = /^Distr\.?:\s*(General|Limited|Restricted|Provisional)\b/i;
const LANGUAGE = /^(?:Original:\s*)?(?:(?:Arabic|Chinese|English|French|Russian|Spanish)(?:[\s,/]|and)*)+(?:only)?$/i;
const ORGAN =
  /^(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council|Trusteeship Council|Conference on Disarmament|(?:[\p{L}’'-]+ )*(?:Committee|Commission|Working Group|Conference|Preparatory Committee)\b[^.]*)$/u;
const SESSION = /^(?:[\p{L}-]+|\d{4}|\d+(?:st|nd|rd|th)) (?:[\p{L}-]+ )*(?:session|year)(?: \(.*\))?\*?$/iu;
/** "25 July 2024-30 July 2025", "New York, 18-26 February 2025", "1 April 2025". */
const WHEN = /^(?:\p{Lu}[\p{L} ]+, )?\d{1,2}[\d\s\p{L}–—-]*(?:19|20)\d{2}$/u;
const AGENDA = /\b(?:agenda item|items?)\s+\d+[^.]*$/i;
const AGENDA_ALONE = /^(?:agenda item|items?)\s+\d/i;
const NUMBERED_AGENDA = /^(?:provisional )?(?:agenda item|items?) \d[\s\S]{0,60}$/i;
/** Names the document itself, so that it ends an agenda item's title. */
const NAMES_DOCUMENT =
  /^(?:(?:Identical )?[Ll]etters? |Note (?:verbale|by|from)|Report |Draft |Revised draft|Working [Pp]aper|Resolution |Decision |Statement |Submission |Summary |Communication |Proposal |Programme )/;

/** What the head of a United Nations document says, line by line. */
export interface Letterhead {
  /** Fragments that it takes up; the document's title follows. */
  readonly length: number;
  readonly symbol?: string;
  /** The organs, most general first: "General Assembly", "First Committee". */
  readonly organs: readonly string[];
  readonly distribution?: string;
}

/**
 * The letterhead with which a United Nations document opens: organ, symbol, distribution, original language, session and
 * agenda item. `undefined` when the first fragments are no letterhead: it needs a symbol and one other of these lines.
 */
export function readLetterhead(fragments: readonly Fragment[]): Letterhead | undefined {
  let symbol: string | undefined;
  let distribution: string | undefined;
  const organs: string[] = [];
  let kinds = 0;
  let at = 0;
  for (; at < Math.min(fragments.length, LONGEST); at++) {
    const line = fragments[at]?.prose ?? '';
    if (line === 'United Nations') kinds++;
    else if (SYMBOL_LINE.test(line)) {
      symbol ??= line.replace(/\*$/, '').replace(/[–—-](?=[AES]\/).*$/, '');
      kinds++;
    } else if (DISTRIBUTION.test(line)) {
      distribution = DISTRIBUTION.exec(line)?.[1];
      kinds++;
    } else if (LANGUAGE.test(line) || WHEN.test(line) || SESSION.test(line)) kinds++;
    else if (isAgendaItem(line)) at += agendaTitleLength(fragments, at + 1);
    else if (ORGAN.test(line)) organs.push(line);
    else break;
  }
  if (symbol === undefined || kinds < 2) return undefined;
  return {
    length: at,
    symbol,
    organs: [...new Set(organs)],
    ...(distribution === undefined ? {} : { distribution }),
  };
}

function isAgendaItem(line: string): boolean {
  return NUMBERED_AGENDA.test(line) || (AGENDA.test(line) && WHEN.test(line.replace(AGENDA, '').trim()));
}

/** Fragments of the agenda item's title: one paragraph, unless what follows names the document. */
function agendaTitleLength(fragments: readonly Fragment[], from: number): number {
  const first = fragments[from];
  if (first === undefined || NAMES_DOCUMENT.test(first.prose) || AGENDA_ALONE.test(first.prose)) return 0;
  let to = from + 1;
  while (fragments[to]?.opensBlock === false && !NAMES_DOCUMENT.test(fragments[to]?.prose ?? '')) to++;
  return to - from;
}

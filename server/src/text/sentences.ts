import type { Span } from './span.js';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });
/** UTF-16 units. */
const PIECE = 2000;
const BEFORE_WORD = String.raw`(?:^|[\s/([{“‘"'—–-])`;
const AFTER_STOP = String.raw`\.["”’)\]]*\s*$`;
const abbreviation = (words: string): RegExp => new RegExp(`${BEFORE_WORD}(?:${words})${AFTER_STOP}`, 'u');
/** A word that stands before what it names: no sentence ends with it. */
const LEADS_ON = abbreviation(
  String.raw`Mr|Mrs|Ms|Messrs|Nos|[Ss]ub-?paras?|[Pp]aras?|[Aa]rts|[Ss]ects?|[Cc]haps?|[Vv]ols?|[Ff]igs|pp|eds?|e\.\s?g|i\.\s?e|viz|[Cc]f|vs?|approx|incl`,
);
/** Stands before a number; before anything else it may be a word of its own ("The answer is no."). */
const LEADS_TO_NUMBER = abbreviation(
  String.raw`[Nn]o|[Aa]rt|[Rr]es|[Dd]ec|[Aa]dd|[Rr]ev|[Cc]orr|[Pp]|[Ff]ig|[Cc]h|[Pp]t|[Cc]a?|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov`,
);
const NUMBER = /^\s*["“(]?(?:\d|[IVXLC]+\b|[A-Z]{1,3}[-/]\d)/u;
/** Titles, initials, "U.N.", "et al.": a name or sentence may end with them ("Hun Sen."), and mostly goes on. */
const SELDOM_LAST = abbreviation(
  String.raw`M(?:me|lle)|Dr|Prof|Amb|Hon|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Cmdr|Gov|Sen|Rep|Rev|Fr|Ste?|Mt|(?:\p{Lu}\.[\s-]?)*\p{Lu}|et al|op\. cit|loc\. cit`,
);
/** Words that open a sentence and never a name. */
const OPENER =
  /^\s*["“‘(]*(?:The|This|That|These|Those|An?|It|Its|He|His|She|Her|We|Our|They|Their|There|I|You|Your|My|In|On|At|For|From|By|With|As|If|When|While|Where|Since|After|Before|But|And|Or|Yet|So|However|Therefore|Moreover|Furthermore|Thus|Hence|Such|All|Some|Many|Most|Each|Every|No|Not|One|Both|To|What|Why|How|Who|Which|Let|Only|Even|Now|Then|Today|Here|Although|Though|Because|Despite|During|Indeed|Also|Another)(?=[\s,])/u;
const LABEL = String.raw`(?:\(?[a-z][.)]|\(?[ivxlc]+[.)]|\(?\d{1,3}[.)])\s*$`;
const ENUMERATOR = new RegExp(String.raw`^\s*${LABEL}`, 'iu');
const ENUMERATOR_INSIDE = new RegExp(String.raw`[,;:]\s+(?:and |or )?${LABEL}`, 'u');
const OPENING_ELLIPSIS = /(?:^|[\s(])["“‘]\s*(?:\.\s?\.\s?\.|…)\s*$/u;
const STOP_WITHOUT_SPACE = /\.["”’)\]]*$/u;
const CONTINUES = /^\s*(?:\p{Ll}|[,;:/]|[-–—])/u;
const OPENS_BRACKET = /^\s*[([]/u;
/** Three words or more that end with a stop before the bracket closes. */
const BRACKETED_SENTENCE = /^\s*[([]["“]?\p{Lu}[^\s()[\]]*(?:\s+[^\s()[\]]+){2,}[.?!]["”’]?[)\]]/u;
/** The standard never cuts between a stop and a figure before small letters ("p. 5 of"); after a whole word it is a sentence. */
const STOP_BEFORE_FIGURE = /(?<!\p{L})\p{Ll}{4,}["”’)\]]*\.["”’)\]]*\s+(?=\d)/gu;
/** UTF-16 units that are looked at before and after a cut. */
const BEHIND = 40;
const AHEAD = 600;

/**
 * The sentences of one block of prose, in order, white space at the edges left out. Line breaks inside the block
 * count as spaces. Intl.Segmenter (Unicode Standard Annex 29) cuts; cuts after abbreviations,
 * initials and enumerators, before a lower-case continuation and before a bracket that holds no sentence are undone.
 */
export function splitSentences(text: string): Span[] {
  const flat = text.replace(/[\r\n\t\v\f\u0085\u2028\u2029]/g, ' ');
  const sentences: Span[] = [];
  let open: number | undefined;
  const segments = segment(flat);
  segments.forEach((segment, i) => {
    const start = open ?? segment.index;
    const end = segment.index + segment.segment.length;
    const next = segments[i + 1];
    if (next !== undefined && isFalseEnd(flat, start, end)) {
      open = start;
      return;
    }
    open = undefined;
    const trimmed = trimSpan(flat, { start, end });
    if (trimmed.end > trimmed.start) sentences.push(trimmed);
  });
  return sentences;
}

// The segmenter's cost grows with the square of its input, so long text goes to it in pieces that end with a sentence.
function segment(text: string): { readonly index: number; readonly segment: string }[] {
  const segments: { readonly index: number; readonly segment: string }[] = [];
  const sentenceEnd = /[.?!]["”’)]*\s+/g;
  for (let start = 0; start < text.length; ) {
    sentenceEnd.lastIndex = start + PIECE;
    const end = sentenceEnd.test(text) ? sentenceEnd.lastIndex : text.length;
    for (const { index, segment } of SEGMENTER.segment(text.slice(start, end))) {
      let from = 0;
      for (const { 0: stop, index: at } of segment.matchAll(STOP_BEFORE_FIGURE)) {
        segments.push({ index: start + index + from, segment: segment.slice(from, at + stop.length) });
        from = at + stop.length;
      }
      segments.push({ index: start + index + from, segment: segment.slice(from) });
    }
    start = end;
  }
  return segments;
}

function isFalseEnd(text: string, start: number, end: number): boolean {
  // Only the edges decide; a long run of rejoined pieces must not be searched from its start each time.
  const before = text.slice(Math.max(start, end - BEHIND), end);
  const after = text.slice(end, end + AHEAD);
  if (STOP_WITHOUT_SPACE.test(before)) return true;
  if (LEADS_ON.test(before) || OPENING_ELLIPSIS.test(before) || ENUMERATOR_INSIDE.test(before)) return true;
  if (end - start <= BEHIND && ENUMERATOR.test(before)) return true;
  if (LEADS_TO_NUMBER.test(before) && NUMBER.test(after)) return true;
  if (SELDOM_LAST.test(before) && !OPENER.test(after)) return true;
  if (OPENS_BRACKET.test(after)) return !BRACKETED_SENTENCE.test(after);
  return CONTINUES.test(after);
}

/** `span` without white space at its edges. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  return { start, end };
}

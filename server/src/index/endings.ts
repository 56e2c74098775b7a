import type { PhraseData, PostingData } from './indexData.js';
import { breakAt, termAt } from './postings.js';
import { NO_STEM, type Vocabulary } from './vocabulary.js';
import { BREAK, firstNotBefore, GAP } from './wordStream.js';

const LONGEST_PHRASE = 25;
const LONGEST_CLAUSE = 14;
const NEW_WORDS = 8;

/** Where a continuation ends: place in the stream, exclusive. */
export interface Ending {
  readonly end: number;
  /** Whether a recurring phrase ends there. */
  readonly recurs: boolean;
}

/** What endings are found in. All of one index revision. */
export interface EndingSources {
  readonly postings: PostingData;
  readonly vocabulary: Vocabulary;
  readonly phraseData: PhraseData;
}

/**
 * Where `typedWords` words standing at `place` may be continued to: ends of phrases, and the end of the clause.
 * An `unfinished` last word may also just be finished, when a phrase ends with it.
 */
export function endingsAt(
  sources: EndingSources,
  place: number,
  typedWords: number,
  unfinished: boolean,
): readonly Ending[] {
  const next = place + typedWords;
  const endings: Ending[] = [];
  for (const end of phraseEndsOver(sources.phraseData, next - 1)) {
    if (end > next || (unfinished && end === next)) endings.push({ end, recurs: true });
  }
  const clause = clauseEnd(sources, place, typedWords);
  if (clause > next && !endings.some((ending) => ending.end === clause)) endings.push({ end: clause, recurs: false });
  return endings;
}

/** Where the recurring phrases end that cover a place, each end once. O(log n). */
function phraseEndsOver({ coverPlaces, coverLengths }: PhraseData, place: number): ReadonlySet<number> {
  const ends = new Set<number>();
  const first = firstNotBefore(coverPlaces, place - LONGEST_PHRASE + 1);
  for (let i = first; i < coverPlaces.length && (coverPlaces[i] ?? 0) <= place; i++) {
    const end = (coverPlaces[i] ?? 0) + (coverLengths[i] ?? 0);
    if (end > place) ends.add(end);
  }
  return ends;
}

/** A comma ends the clause when a stop-word follows ("..., which could"), not inside a list ("open, secure, stable"). */
function clauseEnd({ postings, vocabulary }: EndingSources, place: number, typedWords: number): number {
  const isStop = (at: number): boolean => vocabulary.stemOfTerm[termAt(postings, at)] === NO_STEM;
  const next = place + typedWords;
  const furthest = place + Math.max(LONGEST_CLAUSE, typedWords + NEW_WORDS);
  let end = next;
  let comma: number | undefined;
  // A clause too long to offer whole is cut before its last function word: what stands there reads as complete.
  let lastStop: number | undefined;
  while (termAt(postings, end) !== GAP && breakAt(postings, end) < BREAK.bracket) {
    if (breakAt(postings, end) === BREAK.comma && end > next) {
      if (isStop(end)) return end;
      comma = end;
    }
    if (end === furthest) {
      end = comma ?? lastStop ?? end;
      break;
    }
    if (isStop(end) && end > next + 1) lastStop = end;
    end++;
  }
  while (end > next && isStop(end - 1)) end--;
  return end;
}

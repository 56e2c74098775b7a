import type { MinedPhrase } from './phrases.js';
import { BREAK, GAP, type Postings } from './postings.js';
import { NO_STEM, type Stems } from './ranking.js';

const LONGEST_CLAUSE = 14;
const NEW_WORDS = 8;

/** Where a continuation ends: place in the stream, exclusive. */
export interface Ending {
  readonly end: number;
  /** Whether a recurring phrase ends there. */
  readonly recurs: boolean;
}

/** For each place that a recurring phrase covers, where those phrases end. */
export type PhraseEnds = ReadonlyMap<number, readonly number[]>;

/** The ends of all phrases, by the places they cover. */
export function phraseEnds(phrases: readonly MinedPhrase[]): PhraseEnds {
  const ends = new Map<number, number[]>();
  for (const { phrase, places } of phrases) {
    for (const place of places) {
      const end = place + phrase.terms.length;
      for (let covered = place; covered < end; covered++) {
        const list = ends.get(covered);
        if (list === undefined) ends.set(covered, [end]);
        else list.push(end);
      }
    }
  }
  return ends;
}

/**
 * Where `typedWords` words standing at `place` may be continued to: ends of phrases, and the end of the clause.
 * An `unfinished` last word may also just be finished, when a phrase ends with it.
 */
export function endingsAt(
  postings: Postings,
  stems: Stems,
  ends: PhraseEnds,
  place: number,
  typedWords: number,
  unfinished: boolean,
): readonly Ending[] {
  const next = place + typedWords;
  const endings: Ending[] = [];
  for (const end of new Set(ends.get(next - 1))) {
    if (end > next || (unfinished && end === next)) endings.push({ end, recurs: true });
  }
  const clause = clauseEnd(postings, stems, place, typedWords);
  if (clause > next && !endings.some((ending) => ending.end === clause)) endings.push({ end: clause, recurs: false });
  return endings;
}

/** A comma ends the clause when a stop-word follows ("..., which could"), not inside a list ("open, secure, stable"). */
function clauseEnd(postings: Postings, stems: Stems, place: number, typedWords: number): number {
  const { stream, breaks } = postings;
  const isStop = (at: number): boolean => stems.ofTerm[stream[at] ?? 0] === NO_STEM;
  const next = place + typedWords;
  const furthest = place + Math.max(LONGEST_CLAUSE, typedWords + NEW_WORDS);
  let end = next;
  let comma: number | undefined;
  // A clause too long to offer whole is cut before its last function word: what stands there reads as complete.
  let lastStop: number | undefined;
  while (stream[end] !== GAP && (breaks[end] ?? BREAK.sentence) < BREAK.bracket) {
    if (breaks[end] === BREAK.comma && end > next) {
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

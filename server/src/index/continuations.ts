import { isCorrected } from './corrections.js';
import type { CorrectionData, PostingData } from './indexData.js';
import { breakAt, termAt } from './postings.js';
import { NO_STEM, type Vocabulary } from './vocabulary.js';
import { BREAK, GAP } from './wordStream.js';

const LONGEST = 25;
const LONGEST_CLAUSE = 14;
const NEW_WORDS = 8;

/** How the record goes on from some words. */
export interface Ending {
  /** Newest place of the whole run, typed words included. */
  readonly place: number;
  /** Place in the stream, exclusive. */
  readonly end: number;
  /** How many of the places go on so. */
  readonly uses: number;
}

/** What continuations are found in. All of one index revision. */
export interface ContinuationSources {
  readonly postings: PostingData;
  readonly vocabulary: Vocabulary;
  readonly corrections: CorrectionData;
}

/**
 * How the record goes on where `typedWords` words stand at `places` (ascending): word by word, with an ending wherever not
 * all uses go on alike, as in a tree of their words. What stands once goes on to the end of its clause. No ending crosses
 * a clause or ends on a stop-word. An `unfinished` last word is a continuation itself. Costs at most the places times the
 * words of a phrase.
 */
export function continuationsAt(
  sources: ContinuationSources,
  places: Int32Array,
  typedWords: number,
  unfinished: boolean,
): readonly Ending[] {
  const { postings, vocabulary, corrections } = sources;
  const endings: Ending[] = [];
  const isStop = (at: number): boolean => vocabulary.stemOfTerm[termAt(postings, at)] === NO_STEM;

  function add(own: Int32Array, length: number): void {
    const kept = own.filter((place) => !isCorrected(corrections, place, place + length));
    const [place] = kept;
    if (place !== undefined) endings.push({ place, end: place + length, uses: kept.length });
  }

  /** Adds the endings beyond `length` words. Answers how many uses, at most, go on alike to their next content word. */
  function follow(own: Int32Array, length: number): number {
    let most = 0;
    for (const branch of length < LONGEST ? branchesOf(own, length) : []) {
      const last = (branch[0] ?? 0) + length;
      if (branch.length === 1) {
        most = Math.max(most, addClause(branch[0] ?? 0, length));
      } else if (isStop(last)) {
        most = Math.max(most, follow(branch, length + 1));
      } else {
        const alike = follow(branch, length + 1);
        if (alike < branch.length) add(branch, length + 1);
        most = Math.max(most, branch.length);
      }
    }
    return most;
  }

  /** The places by the stem of the word that stands after `length` words, where the clause goes on. */
  function branchesOf(own: Int32Array, length: number): Int32Array[] {
    const branches = new Map<number, number[]>();
    for (const place of own) {
      const next = place + length;
      const term = termAt(postings, next);
      if (term === GAP) continue;
      if (length >= typedWords) {
        const mark = breakAt(postings, next);
        // "..., which could" opens another clause; "open, secure, stable" goes on.
        if (mark >= BREAK.bracket || (mark === BREAK.comma && isStop(next))) continue;
      }
      const stem = vocabulary.stemOfTerm[term] ?? NO_STEM;
      // Stop-words have no stem: "of" and "on" are kept apart by their own numbers, below those of the stems.
      const key = stem === NO_STEM ? -2 - term : stem;
      const branch = branches.get(key);
      if (branch === undefined) branches.set(key, [place]);
      else branch.push(place);
    }
    return Array.from(branches.values(), (branch) => Int32Array.from(branch));
  }

  function addClause(place: number, length: number): number {
    const end = clauseEnd(sources, place, typedWords);
    if (end <= place + Math.max(length, typedWords)) return 0;
    add(Int32Array.of(place), end - place);
    return 1;
  }

  follow(places, unfinished ? typedWords - 1 : typedWords);
  return endings;
}

/** A comma ends the clause when a stop-word follows ("..., which could"), not inside a list ("open, secure, stable"). */
function clauseEnd({ postings, vocabulary }: ContinuationSources, place: number, typedWords: number): number {
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

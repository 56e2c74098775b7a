import type { Token } from '../text/tokens.js';
import type { ClauseBounds } from './clauses.js';
import type { Reading } from './readSentence.js';

/** Whether a clause opens with its author's own name or "we". `holder` is the author. */
export function namesSelf(readings: readonly Reading[], bounds: ClauseBounds, holder: string): boolean {
  return readings
    .slice(bounds.from, Math.min(bounds.to, bounds.from + 5))
    .some(({ meaning }) => isSelf(meaning, holder));
}

function isSelf(meaning: Reading['meaning'], holder: string): boolean {
  return meaning?.kind === 'self' || (meaning?.kind === 'holder' && meaning.name === holder);
}

/** Whether somebody other than the author is the subject of what the clause says or reports. */
export function speaksForOthers(
  tokens: readonly Token[],
  readings: readonly Reading[],
  bounds: ClauseBounds,
  holder: string,
): boolean {
  // "The delegation of France said ..." reports; "the threats to France should be met" does not.
  let named = false;
  let reports = false;
  for (let i = bounds.from; i < bounds.to; i++) {
    const meaning = readings[i]?.meaning;
    if (isSelf(meaning, holder)) return false;
    // "In the view of Pakistan, ..." names the author behind it.
    if (meaning?.kind === 'other-speaker' && speaks(tokens, i, reports)) {
      return !namesSelf(readings, { ...bounds, from: i }, holder);
    }
    if (meaning?.kind === 'holder') {
      if (!followsPreposition(tokens[i - 1])) return true;
      named = true;
    }
    if (meaning?.kind === 'reporting') {
      if (named) return true;
      reports = true;
    }
    if (meaning?.kind === 'modal' || meaning?.kind === 'operator' || meaning?.kind === 'copula') return false;
  }
  return false;
}

/** Who may be quoted as if the author said it: acts and texts that bind him too. */
const SHARED_TEXT =
  /^(?:reports?|charter|resolutions?|declarations?|statements?|papers?|non-papers?|assembly|states|members?)$/;

/** Somebody, by no name: "Some maintain that ...". */
const INDEFINITE = /^(?:few|many|most|others|several|some)$/;

/**
 * Whether the clause says that somebody else says what follows it: "Several speakers argued that ...". The author himself,
 * named bodies and texts, and impersonal forms ("it is recalled that ...") do not make it somebody else's.
 */
export function reportsOthers(
  tokens: readonly Token[],
  readings: readonly Reading[],
  bounds: ClauseBounds,
  { holder, stopWords }: { readonly holder: string; readonly stopWords: ReadonlySet<string> },
): boolean {
  let hasSubject = false;
  for (let i = bounds.from; i < bounds.to; i++) {
    const meaning = readings[i]?.meaning;
    const term = tokens[i]?.term ?? '';
    if (isSelf(meaning, holder) || meaning?.kind === 'body' || SHARED_TEXT.test(term)) return false;
    // "the best way to ensure that ...": nobody's words.
    if (meaning?.kind === 'reporting') return hasSubject && tokens[i - 1]?.term !== 'to';
    if (meaning?.kind === 'modal' || meaning?.kind === 'negator') return false;
    // "It is enough to say that ...": said by nobody else.
    if (meaning?.kind === 'copula' && tokens[i - 1]?.term === 'it') return false;
    const counts = meaning === undefined || meaning.kind === 'synonym' || meaning.kind === 'topic';
    if (counts && readings[i]?.length !== 0 && (!stopWords.has(term) || INDEFINITE.test(term))) hasSubject = true;
  }
  return false;
}

/** "Threats to other States" tell of none of their views, "in the view of other States" and "it is argued by some" do. */
function speaks(tokens: readonly Token[], at: number, reports: boolean): boolean {
  const [noun, before] = [tokens[at - 2]?.term ?? '', tokens[at - 1]?.term ?? ''];
  if (!/^(?:against|among|between|by|for|from|in|of|on|than|to|towards|with)$/.test(before)) return true;
  if (before === 'by' || before === 'from') return reports;
  return /^(?:according|accord|argument|assertion|belief|claim|contention|judgement|opinion|position|proposal|suggestion|view|views|words)$/.test(
    noun,
  );
}

function followsPreposition(before: Token | undefined): boolean {
  return before !== undefined && /^(?:of|in|to|with|for|from|by|within|between|and)$/.test(before.term);
}

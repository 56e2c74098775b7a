import type { UsedPrecedent } from '../api/report.js';
import type { Draft, DraftBlock } from '../draft/draft.js';
import { type CorpusIndex, type Occurrences, passageOf, type PhraseMatch } from '../index/corpusIndex.js';
import { shiftSpan, type Span, spanContains } from '../text/span.js';
import { countOf, take } from '../util/iterables.js';
import { formatCitation } from './citation.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { createPerProse } from './perProse.js';
import { rangeOf } from './places.js';
import { passageRange } from './precedents.js';

/** A stretch of a draft that stands in the record word for word. UTF-16 offsets into the draft. */
export interface RecordedRun extends Span {
  readonly terms: readonly string[];
  readonly occurrences: Occurrences;
}

const FEWEST_WORDS = 5;
const MOST_CITATIONS = 3;

/** The wordings of five words and more that stand in the record, each once, the longest first, then in order of the draft. */
export function* usedPrecedents(draft: Draft, context: ServiceContext): Steps<readonly UsedPrecedent[]> {
  const found = new Map<string, RecordedRun>();
  for (const block of draft.blocks) {
    if (block.kind !== 'paragraph') continue;
    for (const run of yield* recordedRuns(block, context)) {
      const wording = run.terms.join(' ');
      if (!found.has(wording)) found.set(wording, run);
    }
  }
  const text = draft.document.getText();
  const precedents: UsedPrecedent[] = [];
  for (const { start, end, terms, occurrences } of [...found.values()].sort(
    (a, b) => b.terms.length - a.terms.length || a.start - b.start,
  )) {
    const uses = [...take(occurrences.documents(), MOST_CITATIONS)];
    const sources = uses.flatMap((use) => {
      const first = use.occurrences.at(0);
      if (first === undefined) return [];
      const { document, passage } = passageOf(context.index, first);
      return [{ uri: document.uri, range: passageRange(passage), citation: formatCitation(document, passage) }];
    });
    precedents.push({
      wording: text.slice(start, end).replace(/\s+/gu, ' '),
      words: terms.length,
      range: rangeOf({ start, end }, draft),
      citations: sources.map(({ citation }) => citation),
      sources,
      more: countOf(occurrences.documents()) - uses.length,
    });
    // Each takes a look at documents of the record.
    yield;
  }
  return precedents;
}

/**
 * The longest runs of five words and more of a block that stand in the record, without stop-words at their ends; none lies in
 * another. Found word by word.
 */
export function* recordedRuns(block: DraftBlock, context: ServiceContext): Steps<readonly RecordedRun[]> {
  const runs = yield* runsOfProse(block, context);
  return runs.map((run) => shiftSpan(run, block.textStart));
}

/** Offsets into the prose. */
const runsOfProse = createPerProse(function* ({ tokens }, { index, lexicon }): Steps<readonly RecordedRun[]> {
  const { stopWords } = lexicon.spelling;
  const terms = tokens.map(({ term }) => term);
  const runs: RecordedRun[] = [];
  let isApart = true;
  for (let at = 0; at < terms.length; ) {
    yield;
    // Where no run holds the word before, one that holds this word begins with it.
    const isNone: boolean = isApart && !stands(terms.slice(at, at + FEWEST_WORDS), index);
    const match: PhraseMatch | undefined = isNone ? undefined : index.longestPhrase(terms, at, FEWEST_WORDS);
    isApart = match === undefined;
    if (match === undefined) {
      at++;
      continue;
    }
    let { from, to } = match;
    at = Math.max(at + 1, to);
    while (from < to && stopWords.has(terms[from] ?? '')) from++;
    while (to > from && stopWords.has(terms[to - 1] ?? '')) to--;
    const [first, last] = [tokens[from], tokens[to - 1]];
    if (to - from < FEWEST_WORDS || first === undefined || last === undefined) continue;
    const words = terms.slice(from, to);
    const run = { start: first.start, end: last.end, terms: words, occurrences: index.findPhrase(words) };
    if (!runs.some((other) => spanContains(other, run))) runs.push(run);
  }
  return runs;
});

function stands(terms: readonly string[], index: CorpusIndex): boolean {
  return terms.length === FEWEST_WORDS && index.findPhrase(terms).length > 0;
}

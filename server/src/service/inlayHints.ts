import type { InlayHint, Range } from 'vscode-languageserver-types';
import type { Draft, DraftSentence } from '../draft/draft.js';
import { type Occurrence, type Occurrences, passageOf } from '../index/corpusIndex.js';
import { type Tier, tierFor } from '../ingest/corpusDocument.js';
import { spansOverlap } from '../text/span.js';
import type { Steps } from '../util/steps.js';
import { formatCitation } from './citation.js';
import { tierLabel } from './labels.js';
import { phraseOf } from './completion.js';
import type { ServiceContext } from './context.js';
import { markupFor, type TextFormat } from './markdown.js';
import { isInsideCode } from './precedents.js';
import { type RecordedRun, recordedRuns } from './usedPrecedents.js';

/** From the highest authority down. */
const TIERS: readonly Tier[] = ['adopted', 'chair', 'group', 'own', 'other'];

interface Authority {
  readonly tier: Tier;
  readonly newest: Occurrence;
}

/** What a hint carries to be resolved: its wording, looked up again when the source is asked for, and the draft's URI. */
interface HintData {
  readonly phrase: string;
  readonly uri: string;
}

/**
 * Behind wording of five words and more that stands in the record word for word, the highest authority of the documents that
 * have it; one for each sentence, where several could stand the highest, then the longest. Only those in `range`; none as long
 * as the record is still being read, since a higher one may come. Found step by step.
 */
export function* provideInlayHints(draft: Draft, range: Range, context: ServiceContext): Steps<InlayHint[]> {
  const { document, blocks } = draft;
  if (!context.settings.inlayHints.enable || context.part !== undefined) return [];
  const text = document.getText();
  const asked = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const hints: InlayHint[] = [];
  for (const block of blocks) {
    if (block.kind !== 'paragraph' || !spansOverlap(block, asked)) continue;
    // What reaches into brackets is not settled.
    const runs = (yield* recordedRuns(block, context)).filter(
      ({ start, end }) => !isInsideCode(draft, block.textStart, end) && !/[[\]]/.test(text.slice(start, end)),
    );
    for (const sentence of block.sentences) {
      const best = bestOf(runs, sentence, context);
      yield;
      if (best === undefined || best.run.end < asked.start || best.run.end > asked.end) continue;
      const data: HintData = { phrase: text.slice(best.run.start, best.run.end), uri: document.uri };
      hints.push({ position: document.positionAt(best.run.end), label: best.tier, paddingLeft: true, data });
    }
  }
  return hints;
}

function bestOf(
  runs: readonly RecordedRun[],
  sentence: DraftSentence,
  context: ServiceContext,
): { readonly run: RecordedRun; readonly tier: Tier } | undefined {
  return runs
    .filter(({ end }) => sentence.start < end && end <= sentence.end)
    .flatMap((run) => {
      const authority = highestAuthority(run.occurrences, context);
      return authority === undefined ? [] : [{ run, tier: authority.tier }];
    })
    .sort((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || b.run.terms.length - a.run.terms.length)[0];
}

/** The highest tier of the documents that use a wording, and where the newest of that tier does. */
function highestAuthority(occurrences: Occurrences, { index, settings }: ServiceContext): Authority | undefined {
  let best: Tier | undefined;
  let found: Occurrences | undefined;
  for (const use of occurrences.documents()) {
    if (best === TIERS[0]) break;
    const metadata = index.documents[use.document]?.metadata;
    if (metadata === undefined) continue;
    const tier = tierFor(metadata, settings.delegation, settings.groups);
    if (best !== undefined && TIERS.indexOf(tier) >= TIERS.indexOf(best)) continue;
    best = tier;
    found = use.occurrences;
  }
  const newest = found?.at(0);
  return best === undefined || newest === undefined ? undefined : { tier: best, newest };
}

/** The hint with the newest source of its authority, quoted and cited. Unchanged when it is not one of ours. */
export function resolveInlayHint(hint: InlayHint, context: ServiceContext, format: TextFormat = 'markdown'): InlayHint {
  const phrase = phraseOf(hint.data);
  if (phrase === undefined) return hint;
  const { index, tokenize } = context;
  const authority = highestAuthority(index.findPhrase(tokenize(phrase).map(({ term }) => term)), context);
  if (authority === undefined) return hint;
  const { document, passage } = passageOf(index, authority.newest);
  const sentence = passage.sentences.find(({ end }) => end >= authority.newest.end);
  const markup = markupFor(format);
  const value = [
    markup.bold(tierLabel(authority.tier)),
    markup.quote(markup.text(passage.text.slice(sentence?.start, sentence?.end))),
    markup.text(formatCitation(document, passage)),
  ].join(markup.paragraphBreak);
  return { ...hint, tooltip: { kind: format, value } };
}

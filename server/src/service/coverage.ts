import type { Coverage, StandingAsk } from '../api/report.js';
import type { Draft, DraftBlock } from '../draft/draft.js';
import type { Commitment } from '../positions/commitment.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { createPerProse } from './perProse.js';
import { isTakenUp, type RankedAsk, standingAsks } from './standingAsks.js';

/** Absent asks that are listed for one subject. */
const MOST = 5;

const commitmentsOf = createPerProse(function* (
  { sentences },
  { lexicon, tokenize, settings },
): Steps<readonly Commitment[]> {
  const said: Commitment[] = [];
  for (const { text } of sentences) {
    said.push(...extractCommitments(text, { lexicon, tokenize, holder: settings.delegation }));
    yield;
  }
  return said;
});

/** Which subjects the draft treats, and which standing asks of the delegation and its groups it leaves out. */
export function* coverageOf(draft: Draft, context: ServiceContext): Steps<Coverage> {
  const { lexicon } = context;
  const counts = new Map<string, number>();
  const said: Commitment[] = [];
  for (const { block, headings } of withHeadings(draft)) {
    const commitments = yield* commitmentsOf(block, context);
    const keys = new Set(commitments.flatMap(({ terms }) => terms.map(({ key }) => key)));
    const pillar = lexicon.pillars.of(headings, keys)?.name;
    if (pillar !== undefined) counts.set(pillar, (counts.get(pillar) ?? 0) + 1);
    said.push(...commitments);
    yield;
  }
  const asks: { readonly ask: RankedAsk; readonly isSaid: boolean }[] = [];
  for (const ask of standingAsks.of(context)) {
    asks.push({ ask, isSaid: isTakenUp(ask.clauses, said, context) });
    yield;
  }
  return lexicon.pillars.all.map(({ name }) => {
    const own = asks.filter(({ ask }) => ask.pillar === name);
    const absent = own.filter(({ isSaid }) => !isSaid).map(({ ask }) => describeAsk(ask));
    return {
      pillar: name,
      paragraphs: counts.get(name) ?? 0,
      absent: absent.slice(0, MOST),
      more: Math.max(0, absent.length - MOST),
      present: own.length - absent.length,
    };
  });
}

function describeAsk({ holder, topic, quote, citation, uri, range, words }: RankedAsk): StandingAsk {
  return { holder, topic, quote, citation, uri, range, ...(words === undefined ? {} : { words }) };
}

/** The paragraphs of a draft, each with the headings above it, outermost first. */
function* withHeadings({
  blocks,
  document,
}: Draft): Generator<{ readonly block: DraftBlock; readonly headings: readonly string[] }> {
  let above: DraftBlock[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') above = [...above.filter(({ level }) => level < block.level), block];
    else if (block.kind === 'paragraph') {
      yield { block, headings: above.map(({ textStart, end }) => document.getText().slice(textStart, end)) };
    }
  }
}

import type { Draft, DraftBlock } from '../draft/draft.js';
import type { Commitment } from '../positions/commitment.js';
import { compareCommitments, nearness } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { ServiceContext } from './context.js';
import { providePositions } from './positions.js';
import { bindingRecord } from './record.js';

/** What of the negotiation's subjects a draft treats. In the order of the agenda. */
export type Coverage = readonly PillarCoverage[];

/** What a draft says on one subject of the negotiation. */
export interface PillarCoverage {
  /** "International law". */
  readonly pillar: string;
  /** Paragraphs of the draft that belong to it. */
  readonly paragraphs: number;
  /** What the delegation asks for on it and the draft does not, the newest of each topic first. */
  readonly absent: readonly StandingAsk[];
  /** How many of its standing asks the draft takes up. */
  readonly present: number;
}

/** A statement of the delegation that stands and asks for something. */
export interface StandingAsk {
  readonly topic: string;
  readonly quote: string;
  readonly citation: string;
}

/** Two clauses say the same when each holds at least this share of the other's content. */
const SAME = 0.5;

/** Which subjects the draft treats, and which standing asks of the delegation it leaves out. */
export function coverageOf(draft: Draft, context: ServiceContext): Coverage {
  const { lexicon, tokenize, settings } = context;
  const read = (text: string): readonly Commitment[] =>
    extractCommitments(text, { lexicon, tokenize, holder: settings.delegation });
  const counts = new Map<string, number>();
  const said: Commitment[] = [];
  for (const { block, headings } of withHeadings(draft)) {
    const commitments = block.sentences.flatMap(({ text }) => read(text));
    const keys = new Set(commitments.flatMap(({ terms }) => terms.map(({ key }) => key)));
    const pillar = lexicon.pillars.of(headings, keys)?.name;
    if (pillar !== undefined) counts.set(pillar, (counts.get(pillar) ?? 0) + 1);
    said.push(...commitments);
  }
  const asks = standingStatements(context).flatMap((statement) => {
    const commitments = read(statement.quote).filter(asksForSomething);
    return commitments.length === 0 ? [] : [{ ...statement, isSaid: isSaid(commitments, said, context) }];
  });
  return lexicon.pillars.all.map(({ name }) => {
    const own = asks.filter(({ pillar }) => pillar === name);
    return {
      pillar: name,
      paragraphs: counts.get(name) ?? 0,
      absent: own.filter((ask) => !ask.isSaid).map(({ topic, quote, citation }) => ({ topic, quote, citation })),
      present: own.filter((ask) => ask.isSaid).length,
    };
  });
}

/** Whether a clause says what should be, rather than thank, commend or judge. */
function asksForSomething({ mode, modal, terms, poles }: Commitment): boolean {
  const asks =
    terms.some(({ target, mood }) => target && mood === 'normative') || (modal !== undefined && poles.length > 0);
  return mode === 'asserted' && asks;
}

/** What the delegation stands for, each statement once, with the subject it belongs to. */
function standingStatements(
  context: ServiceContext,
): readonly (StandingAsk & { readonly pillar: string | undefined })[] {
  const { positions } = providePositions({ holder: context.settings.delegation }, context);
  const statements = positions.flatMap(({ topic, pillar, steps }) =>
    steps
      .filter(({ status }) => status === 'current' || status === 'confirmed')
      .toReversed()
      .map(({ text, citation }) => ({ topic, pillar, quote: text, citation })),
  );
  return statements.filter(({ quote }, i) => statements.findIndex((other) => other.quote === quote) === i);
}

/** Whether the draft takes up a statement: says the same, or the opposite, which is a finding and no omission. */
function isSaid(ask: readonly Commitment[], said: readonly Commitment[], context: ServiceContext): boolean {
  const { weight } = bindingRecord.of(context);
  return ask.some((prior) =>
    said.some(
      (draft) =>
        compareCommitments(prior, draft, weight).relation !== 'unrelated' || nearness(prior, draft, weight) >= SAME,
    ),
  );
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

import type { StandingAsk } from '../api/report.js';
import { askStrength, isPassing } from '../positions/asks.js';
import type { Commitment } from '../positions/commitment.js';
import { compareCommitments, nearness } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { SentenceContext } from '../positions/leadIns.js';
import { readSentence } from '../positions/readSentence.js';
import { readStances } from '../positions/stance.js';
import type { PositionStep } from '../positions/timeline.js';
import { topicLabel } from '../positions/topics.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { createDerived, type Derived } from './derived.js';
import { citedSource, evidenceAt, sourceOf } from './places.js';
import { pillarOf, positionsHeld } from './positions.js';
import { bindingRecord } from './record.js';
import type { SentencePlace } from './statements.js';

/** An ask with what it is ranked and recognised by. */
export interface RankedAsk extends StandingAsk {
  /** Name of the subject of the negotiation that it belongs to; `undefined` when of none. */
  readonly pillar: string | undefined;
  /** The clauses of it that ask. */
  readonly clauses: readonly Commitment[];
}

/** What the delegation itself has confirmed goes before all that is read. */
const CONFIRMED = 5;
/** Two clauses say the same when each holds at least this share of the other's content. */
const SAME = 0.5;

/**
 * What the delegation and its groups ask for today, each once: the delegation's own first, then the strongest, then the
 * newest. Thanks, judgements and what was asked of one meeting are none.
 */
export const standingAsks: Derived<readonly RankedAsk[]> = createDerived(function* (context): Steps<
  readonly RankedAsk[]
> {
  const { delegation, groups } = context.settings;
  const ranked: (RankedAsk & { readonly place: number; readonly strength: number; readonly date: string })[] = [];
  for (const { holder, topic, steps } of positionsHeld.of(context)) {
    const pillar = pillarOf(topic, steps, context);
    const place = [delegation, ...groups].indexOf(holder);
    const asks: ReturnType<typeof askOf>[] = [];
    for (const step of steps) {
      asks.push(askOf(step, context));
      yield;
    }
    for (const [at, { sentence, status }] of steps.entries()) {
      const ask = asks[at];
      if (ask === undefined || (status !== 'current' && status !== 'confirmed')) continue;
      // What it takes up as strongly gives it its strength: "advocates" what was "essential" before.
      const before = steps.map(({ by }, i) => (by === at ? (asks[i]?.strength ?? 0) : 0));
      const strength = Math.max(ask.strength, ...before);
      const source = sourceOf(evidenceAt(sentence.place, sentence.text), context);
      ranked.push({
        ...ask,
        ...citedSource(source),
        ...(source.cited === undefined ? {} : { words: sentence.text }),
        strength,
        place,
        date: sentence.date,
        holder,
        topic: topicLabel(topic),
        pillar,
      });
    }
  }
  const kept: RankedAsk[] = [];
  for (const { place: _, date: __, strength: ___, ...ask } of ranked.sort(
    (a, b) => a.place - b.place || b.strength - a.strength || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0),
  )) {
    if (!kept.some((other) => other.quote === ask.quote || saysTheSame(ask.clauses, other.clauses, context))) {
      kept.push(ask);
    }
    yield;
  }
  return kept;
});

/** Whether any two clauses say the same, or the opposite: then it is a finding, and nothing left out. */
export function isTakenUp(asked: readonly Commitment[], said: readonly Commitment[], context: ServiceContext): boolean {
  const { weight } = bindingRecord.of(context);
  return (
    saysTheSame(asked, said, context) ||
    asked.some((prior) => said.some((draft) => compareCommitments(prior, draft, weight).relation !== 'unrelated'))
  );
}

function saysTheSame(some: readonly Commitment[], others: readonly Commitment[], context: ServiceContext): boolean {
  const { weight } = bindingRecord.of(context);
  return some.some((one) => others.some((other) => nearness(one, other, weight) >= SAME));
}

/** What a step asks for and how strongly; `undefined` when it asks for nothing that lasts. */
function askOf(
  { sentence, status }: PositionStep<SentencePlace>,
  { lexicon, tokenize }: ServiceContext,
): (Pick<RankedAsk, 'quote' | 'clauses'> & { readonly strength: number }) | undefined {
  const { text, leadIn, holder } = sentence;
  const read = (words: string, context?: SentenceContext) => {
    const whole = readSentence(words, tokenize, lexicon);
    const stances = readStances(whole, holder, lexicon);
    const clauses = extractCommitments(words, { lexicon, tokenize, holder }, context);
    return clauses.map((clause) => ({ clause, strength: askStrength(whole, clause, stances, lexicon) }));
  };
  const isConfirmed = status === 'confirmed';
  if (!isConfirmed && isPassing(readSentence(text, tokenize, lexicon), lexicon)) return undefined;
  const led = leadIn === undefined ? 0 : Math.max(0, ...read(leadIn).map(({ strength }) => strength));
  const clauses = read(text, sentence)
    .map(({ clause, strength }) => ({ clause, strength: isConfirmed ? CONFIRMED : Math.max(strength, led) }))
    .filter(({ clause, strength }) => strength > 0 && clause.mode === 'asserted');
  const strength = Math.max(0, ...clauses.map((each) => each.strength));
  if (strength === 0) return undefined;
  const strongest = clauses.filter((each) => each.strength === strength).map(({ clause }) => clause);
  const [first] = strongest;
  const quote = isConfirmed || first === undefined ? text : wordsThatAsk(text, first);
  return { quote, clauses: strongest, strength };
}

/** A sentence without what leads to the clause that asks: "However, we believe that ...". */
function wordsThatAsk(text: string, { start, terms }: Commitment): string {
  // "... gaps that need to be addressed" says nothing without its gaps.
  const isRelative = (terms[0]?.start ?? start) < start;
  const words = isRelative ? text : text.slice(start).replace(/^that\b,?\s*/u, '');
  return words.length === text.length ? text : `… ${words}`;
}

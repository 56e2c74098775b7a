import { compareCommitments } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { RecordedSentence } from '../positions/register.js';
import { type EntailmentJudge, type JudgedPair, RULES_ALONE } from '../platform/entailmentJudge.js';
import { readingsOf } from '../text/brackets.js';
import type { Tokenizer } from '../text/tokens.js';
import type { Cancellation } from '../util/cancellation.js';
import { t } from '../util/l10n.js';
import { createRecent, type Recent } from '../util/recent.js';
import type { ServiceContext } from './context.js';
import { type DecidingWords, decidingWords } from './decidingWords.js';
import { prepareDerived } from './derived.js';
import { JUDGED_PRIORS, judgedPriors } from './judgedPriors.js';
import { addDecision, consultJudge, isFound, isShown, judgedPair, judgementOf } from './judging.js';
import { citePlace, evidenceAt } from './places.js';
import { bindingRecord, LEAST_CONFIDENCE } from './record.js';
import { useWordingOf } from './rules/positionConflict.js';
import type { Finding } from './rules/rule.js';
import type { SentencePlace } from './statements.js';

/** A sentence of a draft with what its rules have found. */
export interface HeardSentence {
  /** What tells it from others in its context. */
  readonly key: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** A sentence with what it is put beside. */
interface Asked {
  readonly sentence: HeardSentence;
  readonly priors: readonly RecordedSentence<SentencePlace>[];
}

/** From this confidence on the rules' agreement outweighs a judge. */
const SURELY_AGREES = 0.75;
/** Sentences that a judge is asked about together. */
const AT_ONCE = 8;
/** Sentences on which it is remembered what the judge has found, at least. */
const FEWEST_SENTENCES = 5000;

/** What a judge alone has found in a sentence, if anything. */
interface Heard {
  readonly finding: Finding | undefined;
}

/** By the sentence. */
const heard = new WeakMap<ServiceContext, Recent<string, Heard>>();

/**
 * The findings of a sentence that are shown: of its rules, as far as a judge that was heard lets them stand, and where they
 * read no contradiction, the one that it has found itself.
 */
export function shownOf({ key, text, findings }: HeardSentence, context: ServiceContext): readonly Finding[] {
  const shown = findings.filter((finding) => isShown(finding, text, context));
  const found = context.judge === undefined ? undefined : heardIn(context).known(key)?.finding;
  return found === undefined || shown.some(isContradiction) ? shown : [found, ...shown];
}

/**
 * Has the context's judge heard on sentences: on what their rules take for a contradiction, and on the earlier statements that
 * share the most with them. `true` when other findings may be shown than before. Lets others go first before each
 * sentence (`pause`). Rejects when the judge does.
 */
export async function hearJudgeOn(
  sentences: readonly HeardSentence[],
  context: ServiceContext,
  pause: () => Promise<void>,
  cancellation: Cancellation,
): Promise<boolean> {
  const { judge } = context;
  const remembered = heardIn(context);
  // A judge would read the alternatives in brackets as one text.
  const unheard = sentences.filter(
    ({ key, text }) => remembered.known(key) === undefined && readingsOf(text).length === 1,
  );
  if (judge === undefined || unheard.length === 0) return false;
  if (!(await prepareDerived(JUDGED_PRIORS, context, pause, cancellation))) return false;
  let isDecided = false;
  // What is heard is kept group by group: whoever types on does not have it begin anew.
  for (let from = 0; from < unheard.length; from += AT_ONCE) {
    const asked: Asked[] = [];
    for (const sentence of unheard.slice(from, from + AT_ONCE)) {
      await pause();
      if (cancellation.isCancellationRequested) return isDecided;
      const isRead = sentence.findings.some(({ confidence = 0 }) => confidence >= LEAST_CONFIDENCE);
      asked.push({ sentence, priors: isRead ? [] : judgedPriors(sentence.text, context) });
    }
    const pairs = asked.flatMap(({ sentence: { text, findings }, priors }) => [
      ...findings.flatMap((finding) => judgedPair(finding, text, context) ?? []),
      ...priors.map((prior) => ({ prior: prior.text, draft: text })),
    ]);
    isDecided = (await consultJudge(pairs, context, cancellation)) || isDecided;
    if (cancellation.isCancellationRequested) return isDecided;
    for (const { sentence, priors } of asked) {
      const finding = await likeliest(sentence.text, priors, context, cancellation);
      if (cancellation.isCancellationRequested) return isDecided;
      // Whoever heard it on the same sentence meanwhile has told.
      if (remembered.known(sentence.key) !== undefined) continue;
      remembered.of(sentence.key, () => ({ finding }));
      if (finding === undefined) continue;
      // Also when all was said before, in another context: in this one nobody has seen it.
      addDecision(judge);
      isDecided = true;
    }
  }
  return isDecided;
}

/** The earlier statement that the judge thinks the likeliest to be contradicted, as a finding, if it is sure enough. */
async function likeliest(
  draft: string,
  priors: readonly RecordedSentence<SentencePlace>[],
  context: ServiceContext,
  cancellation: Cancellation,
): Promise<Finding | undefined> {
  const [most] = priors
    .map((prior) => ({ prior, chance: judgementOf({ prior: prior.text, draft }, context) ?? 0 }))
    .filter(({ chance }) => isFound(chance))
    .toSorted((a, b) => b.chance - a.chance);
  if (most === undefined) return undefined;
  // What shares more with the sentence, or as much, comes first.
  const nearest = priors.slice(0, priors.indexOf(most.prior) + 1);
  if (nearest.some((prior) => agrees(prior, draft, context))) return undefined;
  const { holder, text, place } = most.prior;
  const { judge = RULES_ALONE, tokenize } = context;
  const decidedBy = await decidersOf({ prior: text, draft }, most.chance, judge, tokenize, cancellation);
  const rule = holder === context.settings.delegation ? 'position-conflict' : 'group-divergence';
  const citation = citePlace(place, context);
  const opposite =
    rule === 'position-conflict'
      ? t(
          'Related position, please compare: the draft reads as the opposite of the delegation’s own record: “{0}” ({1}).',
          text,
          citation,
        )
      : t(
          'Related position, please compare: the draft reads as the opposite of the position of the {0}: “{1}” ({2}).',
          holder,
          text,
          citation,
        );
  return {
    rule,
    span: { start: 0, end: draft.length },
    judged: most.chance,
    ...(decidedBy === undefined ? {} : { decidedBy }),
    message: opposite,
    evidence: [evidenceAt(place, text)],
    replacements: [useWordingOf(rule, holder, draft, text)],
  };
}

/** By the two texts. */
const deciders = new WeakMap<EntailmentJudge, Recent<string, DecidingWords>>();

/** As `decidingWords`, remembered: in another context the same pair would cost the judge seconds again. */
async function decidersOf(
  pair: JudgedPair,
  chance: number,
  judge: EntailmentJudge,
  tokenize: Tokenizer,
  cancellation: Cancellation,
): Promise<DecidingWords | undefined> {
  const remembered = deciders.get(judge) ?? createRecent<string, DecidingWords>(FEWEST_SENTENCES);
  deciders.set(judge, remembered);
  const key = JSON.stringify([pair.prior, pair.draft]);
  const known = remembered.known(key) ?? (await decidingWords(pair, chance, judge, tokenize, cancellation));
  return known && remembered.of(key, () => known);
}

/** Whether the rules read the same line in both: what the record has said itself is not what departs from it. */
function agrees(prior: RecordedSentence<SentencePlace>, draft: string, context: ServiceContext): boolean {
  const { lexicon, tokenize, settings } = context;
  const { weight } = bindingRecord.of(context);
  const earlier =
    prior.commitments ?? extractCommitments(prior.text, { lexicon, tokenize, holder: prior.holder }, prior);
  const later = extractCommitments(draft, { lexicon, tokenize, holder: settings.delegation });
  return earlier.some((there) =>
    later.some((here) => {
      const comparison = compareCommitments(there, here, weight);
      return comparison.relation === 'agrees' && comparison.confidence >= SURELY_AGREES;
    }),
  );
}

function isContradiction({ confidence }: Finding): boolean {
  return confidence !== undefined;
}

function heardIn(context: ServiceContext): Recent<string, Heard> {
  const known = heard.get(context) ?? createRecent<string, Heard>(FEWEST_SENTENCES);
  heard.set(context, known);
  return known;
}

import { diffArrays } from 'diff';
import type { ComparedWords, SimilarAnswer, SimilarInfo } from '../api/protocol.js';
import { passageOf, type PassagePlace } from '../index/corpusIndex.js';
import { parseBlocks } from '../text/blocks.js';
import type { Span } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import { t } from '../util/l10n.js';
import { isRestricted, remarksOnWithheld, wholeOf } from './circulation.js';
import type { ServiceContext } from './context.js';
import { createForumFilter } from './forum.js';
import { remarksOnPart } from './part.js';
import { describePassage } from './passageInfo.js';
import { rarityOf } from './rarity.js';

/** Passages that are compared word by word: those that share the rarest words. */
const COMPARED = 40;
/** Share of a text's words, the rarer the weightier, that a passage like it holds in the same order. */
const LIKE = 0.5;
const FEWEST_WORDS = 3;

/** A passage like a text. */
export interface SimilarPassage extends PassagePlace {
  /** Share of the text's words that it holds in the same order, each weighing as much as it is rare; 0 to 1. */
  readonly likeness: number;
  /** Whether its document is of the forum that is written for. */
  readonly sameForum: boolean;
  readonly comparison: readonly ComparedWords[];
  /** What of the passage's text stands in the other, in order. */
  readonly marks: readonly Span[];
}

/**
 * The passages of the record that say most nearly the same in the same words, most alike first, then those of `forum` ('' for
 * none), then newest; at most `limit`.
 */
export function findSimilar(
  text: string,
  limit: number,
  context: ServiceContext,
  forum = context.settings.forum,
): readonly SimilarPassage[] {
  const { index, tokenize } = context;
  const tokens = tokenize(text);
  if (tokens.length < FEWEST_WORDS) return [];
  const terms = tokens.map(({ term }) => term);
  const weights = new Map(terms.map((term) => [term, rarityOf(term, context)]));
  const weigh = (words: readonly string[]): number => words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const whole = weigh(terms);
  if (whole === 0) return [];
  const isOfForum = createForumFilter(forum, context);
  return index
    .rank(terms, COMPARED)
    .map((place) => {
      const { passage } = passageOf(index, place);
      const words = tokenize(passage.text);
      const steps = diffArrays(
        terms,
        words.map(({ term }) => term),
      );
      const common = weigh(steps.flatMap(({ added, removed, value }) => (added || removed ? [] : value)));
      const { document, passage: number } = place;
      return {
        document,
        passage: number,
        likeness: common / whole,
        sameForum: isOfForum(document),
        get comparison() {
          return spellOut(steps, { text, tokens }, { text: passage.text, tokens: words });
        },
        get marks() {
          return marksOf(steps, { text: passage.text, tokens: words });
        },
      };
    })
    .filter(({ likeness }) => likeness >= LIKE)
    .sort(
      (a, b) =>
        b.likeness - a.likeness ||
        Number(b.sameForum) - Number(a.sameForum) ||
        a.document - b.document ||
        a.passage - b.passage,
    )
    .slice(0, Math.max(0, limit));
}

/** As `findSimilar` of what is prose in some lines of a draft, its enumerators left out; ready to show. */
export function provideSimilar(
  written: string,
  limit: number,
  context: ServiceContext,
  forum = context.settings.forum,
): SimilarAnswer {
  const text = parseBlocks(written)
    .map(({ textStart, end }) => written.slice(textStart, end))
    .join(' ');
  const similar = findSimilar(text, limit, context, forum).map((found): SimilarInfo => {
    const { document, passage } = passageOf(context.index, found);
    const { likeness, sameForum, comparison, marks } = found;
    const reasons = sameForum ? [t('same forum')] : [];
    const precedent = describePassage({ document, passage, marks, reasons }, context);
    return { precedent, likeness, comparison };
  });
  const whole = wholeOf(context);
  const withheld =
    whole === undefined
      ? []
      : findSimilar(text, limit, whole, forum).filter((found) => isRestricted(passageOf(whole.index, found).document));
  return { text, similar, remarks: [...remarksOnWithheld(withheld.length), ...remarksOnPart(context)] };
}

/** Two texts word by word, from the first word of either to the last. */
export function compareWords(draft: string, record: string, tokenize: Tokenizer): readonly ComparedWords[] {
  const [ours, theirs] = [draft, record].map((text) => ({ text, tokens: tokenize(text) }));
  if (ours === undefined || theirs === undefined) return [];
  const [from, to] = [ours, theirs].map(({ tokens }) => tokens.map(({ term }) => term));
  return spellOut(diffArrays(from ?? [], to ?? []), ours, theirs);
}

type Steps = ReturnType<typeof diffArrays<string>>;

interface Text {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** The steps in the words of the two texts, what stands between words included. */
function spellOut(steps: Steps, draft: Text, record: Text): readonly ComparedWords[] {
  let [inDraft, inRecord] = [0, 0];
  return steps.map(({ added, removed, count }): ComparedWords => {
    const from = added ? inRecord : inDraft;
    const { text, tokens } = added ? record : draft;
    if (!added) inDraft += count;
    if (!removed) inRecord += count;
    const end = tokens[from + count]?.start ?? text.length;
    const words = text
      .slice(tokens[from]?.start ?? end, end)
      .trim()
      .replace(/\s+/g, ' ');
    return { kind: added ? 'record' : removed ? 'draft' : 'both', words };
  });
}

/** What of the record's text stands in the draft's too. */
function marksOf(steps: Steps, { tokens }: Text): readonly Span[] {
  let next = 0;
  return steps.flatMap(({ added, removed, count }) => {
    if (removed) return [];
    const [first, last] = [tokens[next], tokens[next + count - 1]];
    next += count;
    return added || first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end }];
  });
}

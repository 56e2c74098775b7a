import type { BracketsAnswer } from '../api/protocol.js';
import { blockAt, type Draft, type DraftBlock } from '../draft/draft.js';
import {
  type Alternative,
  allGroups,
  type BracketGroup,
  linkLabels,
  readBrackets,
  readWith,
} from '../text/brackets.js';
import { type Span, spanContains } from '../text/span.js';
import { t, tAnd } from '../util/l10n.js';
import {
  LINE_KINDS,
  type LineKind,
  type Nearest,
  type NearestByKind,
  nearestAlternatives,
  type Variant,
} from './bracketAlternatives.js';
import type { ServiceContext } from './context.js';
import type { Markup } from './markdown.js';

/** "[ref]: https://..." */
const DEFINITION = /^ {0,3}\[[^[\]^]+\]:/;
const MOST_ALTERNATIVES = 6;
/** UTF-16 units of the sentences that the brackets stand in. */
const LONGEST = 2000;
const LONGEST_NAMED = 80;

/** What stands in square brackets in a draft and is not settled, from bracket to bracket. */
export function provideBrackets({ document, blocks }: Draft): BracketsAnswer {
  const text = document.getText();
  const labels = linkLabels(text);
  const ranges = blocks.flatMap((block) =>
    allGroups(bracketsIn(block, text, labels)).map(({ start, end }) => ({
      start: document.positionAt(block.textStart + start),
      end: document.positionAt(block.textStart + end),
    })),
  );
  return { ranges };
}

/** The groups of brackets of a block, none within another. UTF-16 offsets into its prose. */
function bracketsIn(
  { start, textStart, end }: DraftBlock,
  text: string,
  labels: ReadonlySet<string>,
): readonly BracketGroup[] {
  if (DEFINITION.test(text.slice(start, end))) return [];
  return readBrackets(text.slice(textStart, end), labels);
}

/**
 * Which of the alternatives in the brackets at a UTF-16 offset is nearest to the delegation's line, to its groups' and to an
 * adopted text, each with what bears it out; the span is that of the innermost group. `undefined` outside brackets, and where
 * there are too many alternatives or too long ones.
 */
export function explainBrackets(
  draft: Draft,
  offset: number,
  context: ServiceContext,
  markup: Markup,
): (Span & { readonly paragraphs: readonly string[] }) | undefined {
  const block = blockAt(draft, offset);
  if (block === undefined) return undefined;
  const text = draft.document.getText();
  const groups = bracketsIn(block, text, linkLabels(text));
  const within = offset - block.textStart;
  const group = allGroups(groups).findLast(({ start, end }) => start <= within && within <= end);
  if (group === undefined || group.alternatives.length > MOST_ALTERNATIVES) return undefined;
  const prose = text.slice(block.textStart, block.end).replace(/[\r\n\t]/g, ' ');
  const around = sentencesAround(block, group);
  if (around.end - around.start > LONGEST) return undefined;
  const variants = group.alternatives.map((alternative) => variantOf(prose, groups, group, alternative, around));
  const names = group.alternatives.map((alternative) => nameOf(prose, alternative));
  const nearest = nearestAlternatives(variants, context);
  return {
    start: block.textStart + group.start,
    end: block.textStart + group.end,
    paragraphs: [
      [markup.bold(t('Not settled')), ...names.map((name) => markup.text(name))].join(' · '),
      ...LINE_KINDS.flatMap((kind) => tellNearest(kind, nearest[kind], names, markup)),
      ...tellSilence(nearest, context, markup),
    ],
  };
}

/** From the start of the sentence in which the group starts to the end of the one in which it ends, in the block's prose. */
function sentencesAround({ sentences, textStart, end }: DraftBlock, group: BracketGroup): Span {
  const first = sentences.findLast((sentence) => sentence.start - textStart <= group.start);
  const last = sentences.find((sentence) => sentence.end - textStart >= group.end);
  return { start: (first?.start ?? textStart) - textStart, end: (last?.end ?? end) - textStart };
}

/** The sentences with one alternative of the group; of other groups the first, and of those around it what holds it. */
function variantOf(
  prose: string,
  groups: readonly BracketGroup[],
  group: BracketGroup,
  alternative: Alternative,
  around: Span,
): Variant {
  const reading = readWith(prose, groups, (each) => {
    if (each === group) return group.alternatives.indexOf(alternative);
    return Math.max(
      0,
      each.alternatives.findIndex((other) => other.end > other.start && spanContains(other, group)),
    );
  });
  return {
    text: reading.slice(around.start, around.end),
    wording: { start: alternative.start - around.start, end: alternative.end - around.start },
  };
}

function nameOf(prose: string, { start, end }: Span): string {
  if (start === end) return t('left out');
  const words = prose.slice(start, end).replace(/\s+/g, ' ').trim();
  return `“${words.length > LONGEST_NAMED ? `${words.slice(0, LONGEST_NAMED).replace(/\s\S*$/, '')} …` : words}”`;
}

function tellNearest(kind: LineKind, nearest: readonly Nearest[], names: readonly string[], markup: Markup): string[] {
  const [first] = nearest;
  if (first === undefined) return [];
  const whose = tAnd(nearest.map(({ variant }) => names[variant] ?? ''));
  const areSeveral = nearest.length > 1;
  const nearestTo =
    kind === 'adopted'
      ? areSeveral
        ? t('Equally near to an adopted text, {0}:', first.holder)
        : t('Nearest to an adopted text, {0}:', first.holder)
      : areSeveral
        ? t('Equally near to {0}:', first.holder)
        : t('Nearest to {0}:', first.holder);
  return [
    [markup.text(nearestTo), markup.bold(whose)].join(' '),
    ...nearest.flatMap(({ quote, citation, against }, n) => {
      const isTold = nearest.slice(0, n).some((other) => other.quote === quote && other.citation === citation);
      if (isTold) return [];
      return [
        markup.quote(markup.text(quote)),
        markup.text(against ? t('{0}; other wording departs from it', citation) : citation),
      ];
    }),
  ];
}

/** Of whom the record does not tell. */
function tellSilence(nearest: NearestByKind, { settings }: ServiceContext, markup: Markup): string[] {
  const names: Readonly<Record<LineKind, readonly string[]>> = {
    own: [settings.delegation],
    group: settings.groups,
    adopted: [t('adopted texts')],
  };
  const silent = LINE_KINDS.filter((kind) => nearest[kind].length === 0).flatMap((kind) => names[kind]);
  return silent.length === 0 ? [] : [markup.text(t('The record says nothing on this for: {0}.', silent.join(', ')))];
}

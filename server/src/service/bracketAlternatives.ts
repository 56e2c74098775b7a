import { diffArrays } from 'diff';
import { passageOf } from '../index/corpusIndex.js';
import { type Tier, tierFor } from '../ingest/corpusDocument.js';
import { compareCommitments } from '../positions/compare.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import type { RecordedSentence } from '../positions/register.js';
import { type Span, spanContains } from '../text/span.js';
import type { Token } from '../text/tokens.js';
import { formatCitation } from './citation.js';
import type { ServiceContext } from './context.js';
import { citePlace } from './places.js';
import { rarityOf } from './rarity.js';
import { bindingRecord, LEAST_CONFIDENCE, weighPriors } from './record.js';
import type { SentencePlace } from './statements.js';

/** A sentence of a draft with one of the wordings that stand in its brackets. */
export interface Variant {
  readonly text: string;
  /** The wording in it; empty where the words are left out. UTF-16 offsets into `text`. */
  readonly wording: Span;
}

/** Whose line the wordings are compared with: that of the delegation, of its groups, of adopted texts. */
export type LineKind = Extract<Tier, 'own' | 'group' | 'adopted'>;

/** What of the record a wording is nearest to. */
export interface Nearest {
  /** Which of the variants. */
  readonly variant: number;
  readonly holder: string;
  readonly quote: string;
  readonly citation: string;
  /** Set where the quotation speaks against the other wordings rather than for this one. */
  readonly against?: true;
}

/** The variants that are nearest to each line: one, several that are equally near, or none where the record does not tell. */
export type NearestByKind = Readonly<Record<LineKind, readonly Nearest[]>>;

/** The lines, in the order in which they are told. */
export const LINE_KINDS: readonly LineKind[] = ['own', 'group', 'adopted'];

const PASSAGES = 24;
/** Sentences of each line that are compared word by word. */
const COMPARED = 4;
/** Share of the words around the brackets, by rarity, that a sentence of the record must hold to be on the same. */
const LEAST_SHARED = 0.5;
/** Weight of a word that everybody uses: "shall" and "should" are such words. */
const COMMON = 0.2;
/** Likenesses that differ by less are equal. */
const MARGIN = 0.01;

interface Read extends Variant {
  readonly tokens: readonly Token[];
  /** Positions of the wording's tokens; `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

interface RecordSentence {
  readonly kind: LineKind;
  readonly document: number;
  readonly holder: string;
  readonly text: string;
  readonly citation: string;
  readonly tokens: readonly Token[];
  readonly shared: number;
}

/**
 * Which of the variants of a sentence is nearest to each line of the record: what contradicts the line falls away where another
 * does not; of the rest that one is nearest which stands in a sentence of the record at the same place among the same words.
 */
export function nearestAlternatives(variants: readonly Variant[], context: ServiceContext): NearestByKind {
  const read = variants.map((variant) => readVariant(variant, context));
  const sentences = sentencesLike(read, context);
  const nearestOfKind = (kind: LineKind): readonly Nearest[] => {
    const standing = standingIn(variants, kind, context);
    const worded = nearestByWords(read, standing.variants, sentences.get(kind) ?? [], context);
    return worded.length > 0 ? worded : standing.told;
  };
  return { own: nearestOfKind('own'), group: nearestOfKind('group'), adopted: nearestOfKind('adopted') };
}

function readVariant(variant: Variant, { tokenize }: ServiceContext): Read {
  const tokens = tokenize(variant.text);
  const { start, end } = variant.wording;
  const before = tokens.findIndex((token) => token.start >= start);
  const from = before < 0 ? tokens.length : before;
  const to = from + tokens.filter((token) => end > start && spanContains(variant.wording, token)).length;
  return { ...variant, tokens, from, to };
}

/** The sentences of each line that share the most with the words around the brackets. */
function sentencesLike(variants: readonly Read[], context: ServiceContext): Map<LineKind, readonly RecordSentence[]> {
  const { index, tokenize } = context;
  const kinds = index.documents.map(({ metadata }) => lineOf(metadata, context));
  const around = new Set(
    variants.flatMap(({ tokens, from, to }) => termsOf([...tokens.slice(0, from), ...tokens.slice(to)])),
  );
  const weights = new Map(Array.from(around, (term) => [term, rarityOf(term, context)]));
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const asked = [...new Set(variants.flatMap(({ tokens }) => termsOf(tokens)))];
  const found = index
    .rank(asked, PASSAGES, { accepts: ({ document }) => kinds[document] !== undefined })
    .flatMap((place): RecordSentence[] => {
      const { document, passage } = passageOf(index, place);
      const kind = kinds[place.document];
      if (kind === undefined) return [];
      const citation = formatCitation(document, passage);
      return passage.sentences.map(({ start, end }) => {
        const text = passage.text.slice(start, end);
        const tokens = tokenize(text);
        const shared = [...new Set(termsOf(tokens))].reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
        return { kind, document: place.document, holder: document.metadata.holder, text, citation, tokens, shared };
      });
    })
    .filter(({ shared }) => whole > 0 && shared >= LEAST_SHARED * whole)
    // Documents are in order from the newest.
    .sort((a, b) => b.shared - a.shared || a.document - b.document);
  return new Map(LINE_KINDS.map((kind) => [kind, found.filter((each) => each.kind === kind).slice(0, COMPARED)]));
}

function lineOf(metadata: Parameters<typeof tierFor>[0], { settings }: ServiceContext): LineKind | undefined {
  const tier = tierFor(metadata, settings.delegation, settings.groups);
  return LINE_KINDS.find((kind) => kind === tier);
}

function termsOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ term }) => term);
}

/** The variants whose wording stands in one of the sentences at the same place, as far as they are the nearest to one. */
function nearestByWords(
  read: readonly Read[],
  variants: readonly number[],
  sentences: readonly RecordSentence[],
  context: ServiceContext,
): readonly Nearest[] {
  const likest = variants
    .flatMap((variant) => {
      const [best] = sentences
        .flatMap((sentence) => {
          const likeness = likenessOf(read[variant], sentence, context);
          return likeness === undefined ? [] : [{ variant, likeness, sentence }];
        })
        .sort((a, b) => b.likeness - a.likeness);
      return best ?? [];
    })
    .sort((a, b) => b.likeness - a.likeness);
  const most = likest[0]?.likeness ?? 0;
  return likest
    .filter(({ likeness }) => likeness > most - MARGIN)
    .map(({ variant, sentence: { holder, text, citation } }) => ({ variant, holder, quote: text, citation }));
}

/**
 * Share of the words of both that both have in the same order, by weight, 0 to 1. `undefined` where the wording in brackets is
 * not among them: more than half of it, or, where it is left out, the words beside it with nothing between them.
 */
function likenessOf(variant: Read | undefined, sentence: RecordSentence, context: ServiceContext): number | undefined {
  if (variant === undefined) return undefined;
  const { tokens, from, to } = variant;
  const known = new Set(termsOf(sentence.tokens));
  // Aligning the two costs much more than seeing that it is in vain.
  const wanted = termsOf(to > from ? tokens.slice(from, to) : tokens.slice(Math.max(0, from - 1), to + 1));
  if (wanted.filter((term) => known.has(term)).length * 2 <= to - from) return undefined;
  const weigh = (terms: readonly string[]): number =>
    terms.reduce((sum, term) => sum + COMMON + rarityOf(term, context), 0);
  const places = new Map<number, number>();
  let [here, there, common] = [0, 0, 0];
  for (const { added, removed, value } of diffArrays(termsOf(tokens), termsOf(sentence.tokens))) {
    if (!added && !removed) {
      for (let n = 0; n < value.length; n++) places.set(here + n, there + n);
      common += weigh(value);
    }
    if (!added) here += value.length;
    if (!removed) there += value.length;
  }
  const held = Array.from({ length: to - from }, (_, n) => places.has(from + n)).filter(Boolean).length;
  const [before, behind] = [places.get(from - 1), places.get(to)];
  const isHeld = to > from ? held * 2 > to - from : before !== undefined && behind === before + 1;
  return isHeld ? (2 * common) / (weigh(termsOf(tokens)) + weigh(termsOf(sentence.tokens))) : undefined;
}

/**
 * The variants that do not contradict a line; all where each does. Where that tells them apart, also why: what agrees with the
 * one that is left, else what the others contradict.
 */
function standingIn(
  variants: readonly Variant[],
  kind: LineKind,
  context: ServiceContext,
): { readonly variants: readonly number[]; readonly told: readonly Nearest[] } {
  const all = variants.map((_, variant) => variant);
  const record = bindingRecord.ready(context);
  if (record === undefined) return { variants: all, told: [] };
  const { lexicon, tokenize, settings, index } = context;
  const holders = holdersOf(kind, context);
  const isOfKind = ({ place }: RecordedSentence<SentencePlace>): boolean => {
    const document = 'passage' in place ? index.documents[place.document] : undefined;
    return document === undefined ? kind === 'own' : lineOf(document.metadata, context) === kind;
  };
  const compared = variants.map(({ text }) =>
    extractCommitments(text, { lexicon, tokenize, holder: settings.delegation }).map((commitment) => {
      const priors = record.candidates(commitment, holders).filter(({ sentence }) => isOfKind(sentence));
      const { conflict } = weighPriors(commitment, priors, record.weight);
      const agreeing = priors.find((prior) => {
        const comparison = compareCommitments(prior.commitment, commitment, record.weight);
        return comparison.relation === 'agrees' && comparison.confidence >= LEAST_CONFIDENCE;
      });
      return { conflict: conflict?.prior.sentence, agreeing: agreeing?.sentence };
    }),
  );
  const against = compared.flatMap((each) => each.flatMap(({ conflict }) => conflict ?? []));
  const standing = all.filter((n) => compared[n]?.every(({ conflict }) => conflict === undefined));
  if (standing.length === 0 || standing.length === all.length) return { variants: all, told: [] };
  const told = standing.flatMap((variant): Nearest[] => {
    const agreeing = compared[variant]?.flatMap((each) => each.agreeing ?? [])[0];
    const sentence = agreeing ?? against[0];
    if (sentence === undefined) return [];
    const { holder, text, place } = sentence;
    const nearest = { variant, holder, quote: text, citation: citePlace(place, context) };
    return [agreeing === undefined ? { ...nearest, against: true } : nearest];
  });
  return { variants: standing, told };
}

function holdersOf(kind: LineKind, context: ServiceContext): readonly string[] {
  const { settings, index } = context;
  if (kind === 'own') return [settings.delegation];
  if (kind === 'group') return settings.groups;
  return [
    ...new Set(
      index.documents
        .filter(({ metadata }) => lineOf(metadata, context) === kind)
        .map(({ metadata }) => metadata.holder),
    ),
  ];
}

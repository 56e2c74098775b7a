import type { AlignAnswer, AlignedParagraphs } from '../api/protocol.js';
import type { Draft } from '../draft/draft.js';
import { writeDocument } from '../ingest/writeDocument.js';
import { type Block, parseBlocks } from '../text/blocks.js';
import { uriKey } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import type { Steps } from '../util/steps.js';
import type { ServiceContext } from './context.js';
import { nameSource } from './precedents.js';
import { rarityOf } from './rarity.js';

/** Paragraphs of a text that is compared: the table of two such texts has some four million places. */
export const MOST_PARAGRAPHS = 2000;

/** Share of rare words that both hold, from which two paragraphs belong together. */
const ALIKE = 0.3;

/** One paragraph or heading of a text. */
export interface Paragraph {
  /** On one line, with its enumerator or its "##". */
  readonly line: string;
  readonly isHeading: boolean;
  /** Each term it is known by, with how much that tells. */
  readonly weights: ReadonlyMap<string, number>;
}

/** Paragraphs that belong together, by their places in the two texts; `undefined` where the other text has none. */
export interface ParagraphPair {
  readonly ours: number | undefined;
  readonly theirs: number | undefined;
}

/** A draft and a document of the record side by side, or why not. `undefined` when the record does not hold the document. */
export function* provideAlignment(
  draft: Draft,
  uri: string,
  context: ServiceContext,
): Steps<AlignAnswer | { readonly problem: string } | undefined> {
  const key = uriKey(uri);
  const document = context.index.documents.find((each) => uriKey(each.uri) === key);
  if (document === undefined) return undefined;
  if (Math.max(draft.allBlocks.length, document.passages.length) > MOST_PARAGRAPHS) {
    return {
      problem: t('Texts of more than {0} paragraphs are not compared. Compare a paragraph instead.', MOST_PARAGRAPHS),
    };
  }
  const written = writeDocument(document);
  const ours = yield* readParagraphs(draft.document.getText(), draft.allBlocks, context);
  const theirs = yield* readParagraphs(written, parseBlocks(written), context);
  const pairs = yield* alignParagraphs(ours, theirs);
  return { name: nameSource(document), pairs: pairs.map((pair) => writePair(pair, ours, theirs)) };
}

function writePair(pair: ParagraphPair, ours: readonly Paragraph[], theirs: readonly Paragraph[]): AlignedParagraphs {
  const draft = pair.ours === undefined ? undefined : ours[pair.ours];
  const record = pair.theirs === undefined ? undefined : theirs[pair.theirs];
  return { ...(draft && { draft: draft.line }), ...(record && { record: record.line }) };
}

/** What of a text is for its reader, in order: no front matter, comments and rules. A step is one paragraph. */
export function* readParagraphs(
  text: string,
  blocks: readonly Block[],
  context: ServiceContext,
): Steps<readonly Paragraph[]> {
  const paragraphs: Paragraph[] = [];
  for (const block of blocks) {
    if (block.kind === 'front-matter' || block.kind === 'comment' || block.kind === 'rule') continue;
    const prose = text.slice(block.textStart, block.end).replace(/\s+/g, ' ').trim();
    const line = [openingOf(block), prose].filter((part) => part !== '').join(' ');
    paragraphs.push({ line, isHeading: block.kind === 'heading', weights: weigh(prose, context) });
    yield;
  }
  return paragraphs;
}

/** How much each of a text's terms tells; what has no telling one is known by all of its text. */
function weigh(prose: string, context: ServiceContext): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { term } of context.tokenize(prose)) {
    const weight = rarityOf(term, context);
    if (weight > 0) weights.set(term, weight);
  }
  return weights.size === 0 ? new Map([[`= ${prose.toLowerCase()}`, 1]]) : weights;
}

/** What stands before a block's prose, written one way: the same paragraph may be "(a)" in one text and "a)" in another. */
function openingOf({ kind, level, marker, note, start, textStart }: Block): string {
  if (kind === 'heading') return '#'.repeat(level);
  if (note !== undefined) return `[^${note}]:`;
  if (marker !== undefined) return /^\d/.test(marker) ? `${marker}.` : `(${marker})`;
  return textStart > start ? '-' : '';
}

/**
 * The alignment of two texts that keeps the order of both and pairs what shares most of its rare words (the geometric mean
 * of the shares that they are of the two, so that a paragraph finds the one it grew into); headings go with headings. Everything of either text is in it once. A step is one paragraph of `ours`;
 * O(ours x theirs), one byte a place.
 */
export function* alignParagraphs(
  ours: readonly Paragraph[],
  theirs: readonly Paragraph[],
): Steps<readonly ParagraphPair[]> {
  const width = theirs.length + 1;
  const moves = new Uint8Array((ours.length + 1) * width);
  const holders = holdersOf(theirs);
  const weightOfTheirs = theirs.map(weightOf);
  let above = new Float64Array(width);
  for (const [i, paragraph] of ours.entries()) {
    const shared = new Float64Array(theirs.length);
    for (const [term, weight] of paragraph.weights) {
      for (const j of holders.get(term) ?? []) shared[j] = (shared[j] ?? 0) + weight;
    }
    const whole = weightOf(paragraph);
    const row = new Float64Array(width);
    for (let j = 1; j < width; j++) {
      const common = shared[j - 1] ?? 0;
      const likeness = common / Math.sqrt(whole * (weightOfTheirs[j - 1] ?? 0));
      const fits = likeness >= ALIKE && theirs[j - 1]?.isHeading === paragraph.isHeading;
      // What is common counts too: a paragraph that moved past a heading is worth more than the heading.
      const both = fits ? (above[j - 1] ?? 0) + likeness * common : -1;
      const [without, alone] = [above[j] ?? 0, row[j - 1] ?? 0];
      row[j] = Math.max(both, without, alone);
      moves[(i + 1) * width + j] = both >= Math.max(without, alone) ? BOTH : alone > without ? THEIRS : OURS;
    }
    above = row;
    yield;
  }
  return follow(moves, ours.length, theirs.length);
}

const [OURS, THEIRS, BOTH] = [0, 1, 2];

/** Reads the pairs from the table of moves, from the end of both texts. */
function follow(moves: Uint8Array, rows: number, columns: number): readonly ParagraphPair[] {
  const pairs: ParagraphPair[] = [];
  let [i, j] = [rows, columns];
  while (i > 0 || j > 0) {
    const move = i === 0 ? THEIRS : j === 0 ? OURS : moves[i * (columns + 1) + j];
    const ours = move === THEIRS ? undefined : --i;
    const theirs = move === OURS ? undefined : --j;
    pairs.push({ ours, theirs });
  }
  return pairs.reverse();
}

/** The paragraphs that hold each term, by their places. */
function holdersOf(paragraphs: readonly Paragraph[]): ReadonlyMap<string, readonly number[]> {
  const holders = new Map<string, number[]>();
  for (const [place, { weights }] of paragraphs.entries()) {
    for (const term of weights.keys()) {
      const known = holders.get(term);
      if (known === undefined) holders.set(term, [place]);
      else known.push(place);
    }
  }
  return holders;
}

function weightOf({ weights }: Paragraph): number {
  let sum = 0;
  for (const weight of weights.values()) sum += weight;
  return sum;
}

import type { Span } from '../../text/span.js';
import { blankMarks, MARK_OR_UNIT } from '../writeParagraph.js';
import type { WordBlock } from './blocks.js';

/** What a UTF-16 unit of a block's text was read from. */
export interface Origin {
  /** Where the element starts in the text of the main part. */
  readonly start: number;
  /** Which of the units that the element shows, counted from 0. */
  readonly nth: number;
}

/** What words were read from. */
export interface Origins {
  readonly first: Origin;
  readonly last: Origin;
  /** Whether that gives all of the words. */
  readonly isWhole: boolean;
}

interface WrittenUnit {
  readonly unit: string;
  /** UTF-16 offset into the block's text. */
  readonly at: number;
}

interface ReadUnit {
  readonly unit: string;
  /** `undefined` of an automatic number. */
  readonly origin: Origin | undefined;
}

const SPACE = /\s/u;

/**
 * What the first and the last word within a span of the block's text were read from, and whether all words there were read
 * and none is an automatic number; `undefined` where no word of the main part stands there. Writing a block only adds labels and markup to its words and changes white space: this takes back just
 * that, and answers nothing should the words not be the same then.
 */
export function originsOf(block: WordBlock, span: Span): Origins | undefined {
  const written = [...writtenUnits(block)];
  const read = block.paragraphs.flatMap((paragraph) => [...readUnits(paragraph)]);
  if (written.length !== read.length || written.some(({ unit }, i) => unit !== read[i]?.unit)) return undefined;
  const within = read.filter((_, i) => {
    const at = written[i]?.at ?? -1;
    return span.start <= at && at < span.end;
  });
  const origins = within.flatMap(({ origin }) => origin ?? []);
  const [first] = origins;
  const last = origins.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { first, last, isWhole: origins.length === within.length };
}

/** The block's characters without white space, markup, escapes and marks of notes. */
function* writtenUnits({ text, opening }: WordBlock): Generator<WrittenUnit> {
  for (const { 0: written, 1: unit, index } of text.slice(opening).matchAll(MARK_OR_UNIT)) {
    if (unit !== undefined && !SPACE.test(unit)) yield { unit, at: opening + index + written.length - 1 };
  }
}

/** The characters of a paragraph and its label without white space and marks of notes. */
function* readUnits({ label = '', text, pieces }: WordBlock['paragraphs'][number]): Generator<ReadUnit> {
  for (const unit of label.split('')) if (!SPACE.test(unit)) yield { unit, origin: undefined };
  const words = blankMarks(text);
  let n = -1;
  for (let at = 0; at < words.length; at++) {
    while ((pieces[n + 1]?.at ?? Infinity) <= at) n++;
    const piece = pieces[n];
    const unit = words.charAt(at);
    if (SPACE.test(unit)) continue;
    yield { unit, origin: piece === undefined ? undefined : { start: piece.start, nth: at - piece.at } };
  }
}

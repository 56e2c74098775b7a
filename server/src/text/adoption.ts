import type { AlignedPair } from './alignment.js';
import type { Edit } from './removal.js';
import type { Span } from './span.js';

const WORD = /[\p{L}\p{N}]/u;

/** A text with the places of its words, in UTF-16 offsets. */
export interface WordedText {
  readonly text: string;
  readonly tokens: readonly Span[];
}

/**
 * The one change to `text` that gives it the wording of `pattern` where `pairs` (of the words of `pattern` and of `text`)
 * differ: from the first differing word to the last. Words that both have stay as `text` writes them.
 */
export function adoptWording(pairs: readonly AlignedPair[], pattern: WordedText, text: WordedText): Edit {
  const first = pairs.findIndex((pair) => !pair.equal);
  const last = pairs.findLastIndex((pair) => !pair.equal);
  const wordOf = ({ text: source, tokens }: WordedText, at: number | undefined): string => {
    const token = at === undefined ? undefined : tokens[at];
    return token === undefined ? '' : source.slice(token.start, token.end);
  };
  // Between two words stands what the pattern has there: its commas belong to the wording.
  let written = '';
  let previous: number | undefined;
  for (const pair of pairs.slice(Math.max(0, first - 1), last + 2)) {
    if (pair.pattern === undefined) continue;
    const [before, here] = [pattern.tokens[previous ?? -1], pattern.tokens[pair.pattern]];
    if (before !== undefined && here !== undefined) written += pattern.text.slice(before.end, here.start);
    written += pair.equal ? wordOf(text, pair.text) : wordOf(pattern, pair.pattern);
    previous = pair.pattern;
  }
  const used = pairs.slice(Math.max(0, first - 1), last + 2).flatMap((pair) => pair.text ?? []);
  const [start, end] = [text.tokens[used[0] ?? 0]?.start ?? 0, text.tokens[used.at(-1) ?? 0]?.end ?? 0];
  return trimEdit({ start, end, newText: written }, text.text);
}

/** The edit without what it leaves as it is at either end; no word is cut. */
function trimEdit({ start, end, newText }: Edit, text: string): Edit {
  const old = text.slice(start, end);
  const most = Math.min(old.length, newText.length);
  const cutsWord = (before: number, after: number): boolean =>
    [old, newText].some((each) => WORD.test(each.at(before) ?? '') && WORD.test(each.at(after) ?? ''));
  let head = 0;
  while (head < most && old[head] === newText[head]) head++;
  while (head > 0 && cutsWord(head - 1, head)) head--;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  while (tail > 0 && cutsWord(-1 - tail, -tail)) tail--;
  return { start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) };
}

import Fuse from 'fuse.js';
import { createCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import type { Continuation } from '../../../server/src/index/corpusIndex.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import type { Tokenizer } from '../../../server/src/text/tokens.js';
import type { Measured } from './measured.js';
import { inOwnProcess, type Task } from './ownProcess.js';
import { readDocuments } from './passages.js';
import { createRandom } from './random.js';
import { percentile } from './statistics.js';
import { sampleTyped, type Typed } from './typedPhrases.js';
import { loadWords } from './words.js';

const QUERIES = 300;
/** Fuse looks at every phrase each time: the phrases of more passages would take it a quarter of an hour. */
const PASSAGES = 6_000;
const ITEMS = 10;

interface Answered {
  /** Milliseconds. */
  readonly times: readonly number[];
  /** Whether one of the ten makes the phrase meant of what was typed, query by query. */
  readonly found: readonly boolean[];
}

interface Compared {
  readonly phrases: number;
  readonly ours: Answered;
  readonly fuse: Answered;
  readonly mistyped: readonly boolean[];
}

/** Completes the same typed words from the same phrases, once by the index and once by Fuse alone. */
export const fuseTask: Task<{ readonly passages: string }, Compared> = {
  name: 'fuse',
  async run({ passages }) {
    const words = await loadWords();
    const index = createCorpusIndex(firstPassages(readDocuments(passages), PASSAGES), { ...words, revision: 1 });
    const phrases = Array.from(index.phrases, ({ text }) => text);
    const fuse = new Fuse(phrases);
    const queries = sampleTyped(phrases, QUERIES, createRandom(4));
    const { tokenize } = words;
    /** What the typed words become when the wording takes the place of the last few of them. */
    const taken = (typed: string, { text, typedWords }: Continuation): string => {
      const from = tokenize(typed).at(-typedWords)?.start ?? typed.length;
      return typed.slice(0, from) + text;
    };
    const ours = answer(queries, tokenize, (typed) => index.complete(typed, ITEMS).map((item) => taken(typed, item)));
    const theirs = answer(queries, tokenize, (typed) => fuse.search(typed, { limit: ITEMS }).map(({ item }) => item));
    return { phrases: phrases.length, ours, fuse: theirs, mistyped: queries.map((query) => query.mistyped) };
  },
};

/** How completion compares with Fuse alone: its time, and what it finds of what Fuse finds. */
export async function measureFuse(passages: string): Promise<Measured[]> {
  const { phrases, ours, fuse, mistyped } = await inOwnProcess(fuseTask, { passages });
  const shareOf = ({ found }: Answered, counts: (query: number) => boolean): number => {
    const counted = found.filter((_, query) => counts(query));
    return counted.filter(Boolean).length / counted.length;
  };
  const remark = `${mistyped.length} beginnings, ${mistyped.filter(Boolean).length} of them mistyped; ${phrases} phrases`;
  return [
    { name: 'completion in the index p50', value: percentile(ours.times, 0.5), unit: 'ms', remark },
    { name: 'completion in the index p95', value: percentile(ours.times, 0.95), unit: 'ms' },
    ...[0.5, 0.95].map((share): Measured => {
      const own = percentile(ours.times, share);
      return { name: `Fuse alone p${share * 100}`, value: percentile(fuse.times, share), unit: 'ms', least: own };
    }),
    {
      name: 'recall@10 of ours against Fuse',
      value: shareOf(ours, (query) => fuse.found[query] === true),
      unit: 'share',
      least: 0.95,
      remark: 'of the phrases that Fuse finds',
    },
    {
      name: 'recall@10, ours, typed rightly',
      value: shareOf(ours, (query) => mistyped[query] === false),
      unit: 'share',
    },
    { name: 'recall@10, ours, mistyped', value: shareOf(ours, (query) => mistyped[query] === true), unit: 'share' },
    {
      name: 'recall@10, Fuse, typed rightly',
      value: shareOf(fuse, (query) => mistyped[query] === false),
      unit: 'share',
    },
    { name: 'recall@10, Fuse, mistyped', value: shareOf(fuse, (query) => mistyped[query] === true), unit: 'share' },
  ];
}

/** As many documents as hold so many passages, or a few more. */
function* firstPassages(documents: Iterable<CorpusDocument>, count: number): Generator<CorpusDocument> {
  let passages = 0;
  for (const document of documents) {
    if (passages >= count) return;
    passages += document.passages.length;
    yield document;
  }
}

/** A longer wording that holds the phrase counts as well. */
function answer(queries: readonly Typed[], tokenize: Tokenizer, complete: (typed: string) => string[]): Answered {
  const fold = (text: string): string =>
    ` ${tokenize(text)
      .map(({ term }) => term)
      .join(' ')} `;
  const times: number[] = [];
  const found: boolean[] = [];
  for (const { typed, phrase } of queries) {
    const began = performance.now();
    const offered = complete(typed);
    times.push(performance.now() - began);
    const meant = fold(phrase);
    found.push(offered.some((text) => fold(text).includes(meant)));
  }
  return { times, found };
}

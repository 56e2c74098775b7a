// Prints how well suggestions foretell a document that is not in the record: leave one document out, type it, look.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { CorpusIndex } from '../../server/src/index/corpusIndex.js';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import type { Tokenizer } from '../../server/src/text/tokens.js';
import { openCorpus } from '../bench/scale/corpus.js';
import { parseFile } from '../bench/scale/passages.js';
import { loadWords, type Words } from '../bench/scale/words.js';

const ROOT = join(__dirname, '..');
const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');
/** One speech in so many is in the record of the General Debate that is typed against. */
const SPEECHES = 8;
const SUGGESTIONS = 5;
/** Likelihoods from which ghost text may be shown. */
const GHOST_THRESHOLDS = [0.5, 0.6, 0.7, 0.8, 0.9];
/** Words of a sentence that are typed before the first suggestion is looked at. */
const FIRST_WORDS = 2;

/** What came of typing documents. */
interface Tally {
  /** Word boundaries within sentences at which suggestions were asked for. */
  positions: number;
  /** Those at which something was offered. */
  offered: number;
  /** Those at which one of the first 1, 3, 5 suggestions was what the document goes on to say, word for word and whole. */
  readonly matched: [number, number, number];
  /** By threshold: boundaries where ghost text would be shown, and those at which it was what the document goes on to say. */
  readonly ghosts: Map<number, { shown: number; right: number }>;
  /** Characters of the documents, and those that need not be typed; see `type`. */
  characters: number;
  saved: number;
}

/**
 * Types a document against an index that does not hold it. At each boundary the drafter takes the longest right one of the
 * first five suggestions, at the price of its place in the list in keystrokes, when that saves any, and goes on behind it.
 * Suggestions are counted at the boundaries where the drafter really stops.
 */
function type(document: CorpusDocument, index: CorpusIndex, tokenize: Tokenizer, tally: Tally): void {
  for (const { text, sentences } of document.passages) {
    tally.characters += text.length;
    for (const { start, end } of sentences) {
      const sentence = text.slice(start, end);
      const tokens = tokenize(sentence);
      for (let typed = FIRST_WORDS; typed < tokens.length; ) {
        const at = tokens[typed]?.start ?? sentence.length;
        const suggestions = index.complete(sentence.slice(0, at), SUGGESTIONS);
        const right = suggestions.map(({ text: whole, typedWords }) => {
          const words = tokenize(whole).slice(typedWords);
          const isRight = words.length > 0 && words.every(({ term }, i) => tokens[typed + i]?.term === term);
          return isRight ? words.length : 0;
        });
        tally.positions++;
        if (right.length > 0) tally.offered++;
        [1, 3, 5].forEach((first, i) => {
          if (right.slice(0, first).some((words) => words > 0)) tally.matched[i] = (tally.matched[i] ?? 0) + 1;
        });
        for (const [threshold, ghost] of tally.ghosts) {
          const shown = suggestions.findIndex(({ likelihood }) => likelihood >= threshold);
          if (shown >= 0) ghost.shown++;
          if ((right[shown] ?? 0) > 0) ghost.right++;
        }
        const [best] = right
          .map((words, place) => ({
            words,
            gain: words === 0 ? 0 : (tokens[typed + words - 1]?.end ?? at) - at - (place + 1),
          }))
          .sort((a, b) => b.gain - a.gain);
        tally.saved += Math.max(0, best?.gain ?? 0);
        typed += best !== undefined && best.gain > 0 ? best.words : 1;
      }
    }
  }
}

function print(what: string, { positions, offered, matched, ghosts, characters, saved }: Tally): void {
  const share = (count: number, of: number): string => `${((100 * count) / Math.max(1, of)).toFixed(1)} %`;
  console.log(`\n${what}`);
  console.log(`  word boundaries          ${positions}`);
  console.log(`  with a suggestion        ${share(offered, positions)}`);
  console.log(`  ExactMatch@1/3/5, all    ${matched.map((count) => share(count, positions)).join('  ')}`);
  console.log(`  ExactMatch@1/3/5, offers ${matched.map((count) => share(count, offered)).join('  ')}`);
  console.log(`  keystrokes saved         ${share(saved, characters)}`);
  for (const [threshold, { shown, right }] of ghosts) {
    console.log(
      `  ghost text from ${threshold.toFixed(1)}      ${share(shown, positions)} shown, ${share(right, shown)} right`,
    );
  }
}

function emptyTally(): Tally {
  const ghosts = new Map(GHOST_THRESHOLDS.map((threshold) => [threshold, { shown: 0, right: 0 }]));
  return { positions: 0, offered: 0, matched: [0, 0, 0], ghosts, characters: 0, saved: 0 };
}

function evaluateBundled(words: Words): void {
  const folder = join(ROOT, 'corpus', 'documents');
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => parseFile(join(folder, name)) ?? []);
  const tally = emptyTally();
  for (const left of documents) {
    const others = documents.filter((document) => document !== left);
    type(left, createCorpusIndex(others, { ...words, revision: 1 }), words.tokenize, tally);
  }
  print(`bundled record: each of ${documents.length} documents against the others`, tally);
}

function evaluateSpeeches(words: Words): void {
  if (!existsSync(ARCHIVE)) {
    console.log('\nGeneral Debate: its archive is not beside the project, so this part is left out');
    return;
  }
  const temporary = mkdtempSync(join(tmpdir(), 'aide-memoire-eval-'));
  try {
    const { name, files, drafts } = openCorpus(undefined, ARCHIVE, temporary);
    const record = files.filter((_, i) => i % SPEECHES === 0);
    const index = createCorpusIndex(
      (function* () {
        for (const file of record) yield* [parseFile(file)].flatMap((document) => document ?? []);
      })(),
      { ...words, revision: 1 },
    );
    const tally = emptyTally();
    for (const draft of drafts.flatMap((file) => parseFile(file) ?? [])) type(draft, index, words.tokenize, tally);
    print(`${name}: ${drafts.length} documents left out, against ${record.length} others`, tally);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const words = await loadWords();
  evaluateBundled(words);
  evaluateSpeeches(words);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

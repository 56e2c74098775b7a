// Prints how many of the passages that answer a query are among the first five, and how early the first of them comes, with
// the words as typed and with others.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { DEFAULT_SETTINGS } from '../../server/src/api/settings.js';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import { createNodeFileSystem } from '../../server/src/node/fileSystem.js';
import { createRelatedWords, NO_RELATED } from '../../server/src/positions/relatedWords.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { searchPassages } from '../../server/src/service/search.js';
import { createTokenizer } from '../../server/src/text/tokens.js';
import { loadLexicon } from '../../server/src/workspace/lexiconFiles.js';
import { parseFile } from '../bench/scale/passages.js';

const ROOT = join(__dirname, '..');
const FIRST = 5;

/** What a drafter types, and words of each passage that answers it. */
interface Query {
  readonly find: string;
  readonly in: readonly string[];
}

/** How well the first five found answer a query. */
interface Scores {
  /** Share of the answering passages among them; of more than five, five are all. */
  readonly recall: number;
  /** One divided by the place of the first that answers; 0 when none does. */
  readonly reciprocalRank: number;
}

function scoresOf({ find, in: answers }: Query, context: ServiceContext): Scores {
  const relevant = new Set(
    answers.map((words) => {
      for (const { id, passages } of context.index.documents) {
        const passage = passages.findIndex(({ text }) => text.includes(words));
        if (passage >= 0) return `${id}:${passage}`;
      }
      throw new Error(`No passage says "${words}" (query "${find}").`);
    }),
  );
  const answering = searchPassages(find, FIRST, context).found.map(({ document, passage }) =>
    relevant.has(`${document.id}:${document.passages.indexOf(passage)}`),
  );
  const first = answering.indexOf(true) + 1;
  return {
    recall: answering.filter(Boolean).length / Math.min(FIRST, relevant.size),
    reciprocalRank: first === 0 ? 0 : 1 / first,
  };
}

function mean(numbers: readonly number[]): string {
  return (numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(3);
}

async function main(): Promise<void> {
  const { lexicon } = await loadLexicon(createNodeFileSystem(), pathToFileURL(join(__dirname, 'lexicon')).href);
  const tokenize = createTokenizer(lexicon.spelling);
  const folder = join(ROOT, 'corpus', 'documents');
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => parseFile(join(folder, name)) ?? []);
  const index = createCorpusIndex(documents, { tokenize, spelling: lexicon.spelling, revision: 1 });
  const context: ServiceContext = { index, lexicon, tokenize, settings: DEFAULT_SETTINGS };
  const queries = parse(readFileSync(join(ROOT, 'test', 'eval', 'search-queries.yaml'), 'utf8')) as Query[];
  const report = (what: string, of: ServiceContext): void => {
    const scores = queries.map((query) => scoresOf(query, of));
    const recall = mean(scores.map((each) => each.recall));
    const reciprocalRank = mean(scores.map((each) => each.reciprocalRank));
    const without = queries.filter((_, i) => scores[i]?.recall === 0).map(({ find }) => find);
    console.log(
      `${what.padEnd(28)} Recall@${FIRST} ${recall}, MRR@${FIRST} ${reciprocalRank}, nothing for ${without.length}: ${without.join('; ')}`,
    );
  };
  console.log(`${queries.length} queries, ${index.passageCount} passages`);
  report('words as they are typed', { ...context, lexicon: { ...lexicon, related: NO_RELATED } });
  // The groups that were there before these queries: what the positions are compared by.
  const { topics, bodies, synonyms } = JSON.parse(
    readFileSync(join(__dirname, 'lexicon', 'concepts.json'), 'utf8'),
  ) as Record<string, Record<string, string[]>>;
  const groups = [topics, bodies, synonyms].flatMap((group) => Object.values(group ?? {}));
  report('with the older groups', {
    ...context,
    lexicon: { ...lexicon, related: createRelatedWords(groups, tokenize) },
  });
  report('with all groups', context);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import { openWorkspace } from '../../../server/src/cli/openWorkspace.js';
import type { PrecedentStore } from '../../../server/src/store/precedentStore.js';
import type { ServerTime } from './serverTime.js';

/** What a drafter may ask about. */
export interface Paragraphs {
  /** Terms of each. */
  readonly terms: readonly (readonly string[])[];
  readonly stopWords: ReadonlySet<string>;
}

const NOBODY = { delegation: 'Pakistan', groups: ['Non-Aligned Movement'], forum: '' };

/** Paragraphs of the bundled documents, none of which a server holds that is measured. */
export async function readParagraphs(): Promise<Paragraphs> {
  const { context } = await openWorkspace({ corpus: [], bundled: true, judge: 'rules' });
  const terms = context.index.documents
    .flatMap(({ passages }) => passages.map(({ text }) => context.tokenize(text).map(({ term }) => term)))
    .filter(({ length }) => length >= 12);
  return { terms, stopWords: context.lexicon.spelling.stopWords };
}

function* every<T>(values: readonly T[], count: number): Generator<T> {
  const step = Math.max(1, Math.floor(values.length / count));
  for (let at = 0; at < values.length; at += step) yield values[at] as T;
}

/**
 * Asks about so many of the paragraphs, spread evenly, and prints how long the answers took, and what of a processor the server
 * took for each where that is known. SLOW=1 names the longest.
 */
export async function askQuestions(
  store: PrecedentStore,
  { terms: paragraphs, stopWords }: Paragraphs,
  count: number,
  serverTime?: ServerTime,
): Promise<void> {
  const lines = [...every(paragraphs, count)];
  const content = lines.map((terms) => terms.filter((term) => !stopWords.has(term)));
  const measure = async (name: string, work: (at: number) => Promise<string | undefined>): Promise<void> => {
    const times: { readonly time: number; readonly what: string }[] = [];
    const before = serverTime?.();
    for (let at = 0; at < lines.length; at++) {
      const start = performance.now();
      const what = await work(at);
      if (what !== undefined) times.push({ time: performance.now() - start, what });
    }
    times.sort((a, b) => a.time - b.time);
    const at = (share: number): string => (times[Math.floor(share * (times.length - 1))]?.time ?? 0).toFixed(1);
    const spent = serverTime === undefined || before === undefined ? undefined : serverTime() - before;
    const each = spent === undefined ? '' : ` ${(spent / times.length).toFixed(1)} |`;
    console.log(`| ${name} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |${each}`);
    if (process.env['SLOW'] === '1')
      for (const { time, what } of times.slice(-8).reverse()) console.log(`    ${time.toFixed(0)} ms: ${what}`);
  };
  const placeIn = (terms: readonly string[], at: number): number => (at * 7) % terms.length;
  await store.revision();
  const [head, line] = serverTime === undefined ? ['', ''] : [" server's processor, ms each |", '---|'];
  console.log(
    `| question | times asked | median, ms | 95 in 100, ms | longest, ms |${head}\n|---|---|---|---|---|${line}`,
  );
  const runs: (readonly string[])[] = [];
  await measure('longest phrase', async (at) => {
    const terms = lines[at] ?? [];
    const place = placeIn(terms, at);
    const run = await store.longestPhrase(terms, place);
    runs[at] = run === undefined ? [] : terms.slice(run.from, run.to);
    return `${terms.slice(Math.max(0, place - 4), place).join(' ')} [${terms[place]}] ${terms.slice(place + 1, place + 5).join(' ')}: ${runs[at]?.join(' ')}`;
  });
  await measure('phrase', async (at) => {
    const run = runs[at] ?? [];
    if (run.length === 0) return undefined;
    const { passages } = await store.phrase(run, { limit: 20 });
    return `${run.join(' ')} (${passages})`;
  });
  await measure('hover: both', async (at) => {
    const terms = lines[at] ?? [];
    const run = await store.longestPhrase(terms, placeIn(terms, at + 1));
    if (run === undefined) return undefined;
    const wording = terms.slice(run.from, run.to);
    const { passages } = await store.phrase(wording, { limit: 20 });
    return `${wording.join(' ')} (${passages})`;
  });
  const search = (words: readonly string[], phrases: readonly (readonly string[])[] = []) =>
    store.search({ asker: NOBODY, words, phrases, without: [], limit: 20 });
  for (const length of [1, 2, 3]) {
    await measure(`search, ${length} word${length > 1 ? 's' : ''}`, async (at) => {
      const words = (content[at] ?? []).slice(0, length);
      const { items } = await search(words);
      return `${words.join(' ')} (${items.length})`;
    });
  }
  await measure('search, a phrase', async (at) => {
    const words = (lines[at] ?? []).slice(2, 4);
    const { items } = await search([], [words]);
    return `${words.join(' ')} (${items.length})`;
  });
  await measure('similar', async (at) => {
    const similar = await store.similar(lines[at] ?? [], { limit: 10 });
    return `${lines[at]?.slice(0, 8).join(' ')} ... (${similar.length})`;
  });
  for (const letters of [2, 5, 12]) {
    await measure(`phrases, ${letters} letters typed`, async (at) => {
      const typed = (lines[at] ?? []).join(' ').slice(0, letters);
      const { length } = await store.phrasesByPrefix(typed, 20);
      return `${typed} (${length})`;
    });
  }
  await measure('phrases, mistyped', async (at) => {
    const typed = (content[at] ?? [])
      .slice(0, 2)
      .join(' ')
      .replace(/^(..)(.)(.)/, '$1$3$2');
    const { length } = await store.phrasesByTypo(typed, 20);
    return `${typed} (${length})`;
  });
  const { positions } = store;
  await measure('positions of a holder', async () => {
    const { length } = await positions({ holder: 'Pakistan', limit: 200 });
    return `${length}`;
  });
}

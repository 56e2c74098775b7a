import { createHash } from 'node:crypto';
import type { Tokenizer } from '../../../server/src/text/tokens.js';
import { collectGarbage, type Task } from './ownProcess.js';
import { readDocuments } from './passages.js';
import { createPeers, type Peer } from './peers.js';
import { createRandom } from './random.js';
import { sampleWording, type Wording } from './wordings.js';
import { loadWords } from './words.js';

const QUERIES = 240;

interface PeerRequest {
  readonly peer: string;
  /** File of `passagesTask`. */
  readonly passages: string;
}

/** What a peer answered. Equal digests mean equal passages. */
export interface Answers {
  /** Milliseconds. */
  readonly times: readonly number[];
  readonly digests: readonly string[];
}

/** A peer's build, and its answers where they were asked for. */
interface Built {
  /** Milliseconds. */
  readonly build: number;
  /** Milliseconds that the processors worked for it: what it costs whatever else the machine does. */
  readonly cpu: number;
  readonly answers?: Answers;
}

/** Builds a peer's index of passages that are in memory already; then looks the wordings up in it, if asked to. */
export const buildTask: Task<PeerRequest & { readonly queries: boolean }, Built> = {
  name: 'build',
  async run({ peer, passages, queries }) {
    const words = await loadWords();
    const documents = [...readDocuments(passages)];
    await collectGarbage();
    const before = process.cpuUsage();
    const began = performance.now();
    const index = find(createPeers(words), peer).build(documents, true);
    const build = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1000;
    if (!queries) return { build, cpu };
    const { findsPhrases } = find(createPeers(words), peer);
    const texts = findsPhrases ? [] : foldedTexts(passages, words.tokenize);
    const answers = ask(wordingsOf(passages, words.tokenize), (wording) => {
      const found = index.find(wording);
      return findsPhrases ? found : found.filter((id) => holds(texts[id], wording));
    });
    return { build, cpu, answers };
  },
};

/** What a look at every passage finds: the truth that the others are held against. */
export const scanTask: Task<{ readonly passages: string }, Answers> = {
  name: 'scan',
  async run({ passages }) {
    const { tokenize } = await loadWords();
    const texts = foldedTexts(passages, tokenize);
    return ask(wordingsOf(passages, tokenize), (wording) =>
      texts.flatMap((text, id) => (holds(text, wording) ? id : [])),
    );
  },
};

/** What a peer's index needs. Bytes above the same process before it. */
export interface Footprint {
  readonly resident: number;
  readonly heap: number;
  readonly external: number;
}

/** Builds a peer's index from passages that are read and forgotten one document at a time. */
export const memoryTask: Task<PeerRequest & { readonly holdText: boolean }, Footprint> = {
  name: 'memory',
  async run({ peer, passages, holdText }) {
    const chosen = find(createPeers(await loadWords()), peer);
    // A first, small index loads what the peer loads once.
    const first = readDocuments(passages).next();
    if (first.done !== true) chosen.build([first.value], holdText);
    await collectGarbage();
    const before = process.memoryUsage();
    const index = chosen.build(readDocuments(passages), holdText);
    await collectGarbage();
    const after = process.memoryUsage();
    index.find({ text: 'security', terms: ['security'] });
    return {
      resident: after.rss - before.rss,
      heap: after.heapUsed - before.heapUsed,
      external: after.external - before.external,
    };
  },
};

/** Passages as the product reads them: terms with a space between, and around. */
function foldedTexts(path: string, tokenize: Tokenizer): readonly string[] {
  const texts: string[] = [];
  for (const { passages } of readDocuments(path)) {
    for (const { text } of passages) {
      texts.push(fold(tokenize(text).map(({ term }) => term)));
    }
  }
  return texts;
}

function holds(folded: string | undefined, { terms }: Wording): boolean {
  return folded?.includes(fold(terms)) === true;
}

function fold(terms: readonly string[]): string {
  return ` ${terms.join(' ')} `;
}

/** Stretches of running text from all over the passages, the same in every process. */
function wordingsOf(path: string, tokenize: Tokenizer): readonly Wording[] {
  const random = createRandom(3);
  const documents = [...readDocuments(path)];
  const wordings: Wording[] = [];
  for (let turn = 0; turn < QUERIES; turn++) {
    const document = documents[Math.floor((turn * documents.length) / QUERIES)];
    const wording = document && sampleWording(document, turn, tokenize, random);
    if (wording !== undefined) wordings.push(wording);
  }
  return wordings;
}

function ask(wordings: readonly Wording[], answer: (wording: Wording) => number[]): Answers {
  const times: number[] = [];
  const digests: string[] = [];
  for (const wording of wordings) {
    const began = performance.now();
    const found = answer(wording);
    times.push(performance.now() - began);
    digests.push(createHash('sha256').update(Int32Array.from(found).sort()).digest('base64'));
  }
  return { times, digests };
}

function find(peers: readonly Peer[], name: string): Peer {
  const peer = peers.find((each) => each.name === name);
  if (peer === undefined) throw new Error(`There is no peer "${name}".`);
  return peer;
}

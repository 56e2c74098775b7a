// Every function that takes a text answers whatever the text is, and its time grows with the text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bait, BAIT_FRAMES, BAIT_UNITS } from '../support/hostileText.js';
import { hostileTexts } from '../support/hostileFiles.js';
import { createContextOf } from '../support/record.js';
import { ROOT } from '../support/server.js';
import {
  draftFunctions,
  readingFunctions,
  sentenceFunctions,
  type TextFunctions,
  YAML_FUNCTIONS,
} from '../support/textFunctions.js';
import { Count, tries, WHOLE } from '../support/trust.js';

const context = createContextOf([
  {
    id: 'a',
    date: '2021-12-13',
    text: 'Pakistan supports a treaty. States should not use force.\n\nInternational law applies to cyberspace.',
  },
  { id: 'b', holder: 'India', text: 'States should not use force. International law applies to cyberspace.' },
]);
const reading = readingFunctions(context);
const sentences = sentenceFunctions(context);
const drafts = draftFunctions(context);
/** A draft as it is written. */
const DRAFT = `---
forum: OEWG
---

# Working paper

1. Pakistan opposes a treaty [and] [or] [shall / should] not use force (see para. 2, A/RES/73/27).
   (a) International law does not apply to cyberspace;[^1]
2. Recalling resolution 75/240 of 31 December 2020, it said: “States should not use force.”

[^1]: Art. 51. <!-- aide-memoire-ignore position-conflict: agreed -->
`;
/** Longest that all functions of a kind together may take over one text of a few kilobytes, on a busy machine. Milliseconds. */
const SLOWEST = 5000;

describe('a hostile text', () => {
  it.for([
    ['read', reading, 2000, 150, 12_000],
    ['compared', sentences, 600, 150, 12_000],
    ['drafted', drafts, 600, 40, 2500],
  ] as const)('is answered when %s', async ([how, functions, longest, short, whole], { task }) => {
    const count = new Count(`hostile texts, ${how} by ${Object.keys(functions).length} functions each`);
    try {
      await fc.assert(
        fc.asyncProperty(hostileTexts([DRAFT], longest), async (text) => {
          count.tried++;
          const began = performance.now();
          for (const [name, read] of Object.entries(functions)) await answerOf(name, read, text);
          expect(performance.now() - began).toBeLessThan(SLOWEST);
          count.survived++;
        }),
        { numRuns: tries(short, whole) },
      );
    } finally {
      count.tell(task);
    }
  });

  it('is tried on everything in text/ that takes one', () => {
    const exported = readdirSync(join(ROOT, 'server', 'src', 'text')).flatMap((file) => {
      const source = readFileSync(join(ROOT, 'server', 'src', 'text', file), 'utf8');
      return [...source.matchAll(/^export function (\w+)\(\w+: string[,)]/gm)].map(([, name = '']) => name);
    });
    // Two take a text and another of the same length beside it: they have tests of their own.
    const apart = ['editDistance', 'trimSpan', 'readWith'];
    expect(exported.filter((name) => !(name in reading) && !apart.includes(name))).toEqual([]);
    expect(exported.length).toBeGreaterThan(10);
  });
});

async function answerOf(name: string, read: TextFunctions[string], text: string): Promise<void> {
  try {
    await read(text);
  } catch (error) {
    throw new Error(`${name} failed on ${JSON.stringify(text)}`, { cause: error });
  }
}

/** Growth between two lengths is told by times that are no chance, in milliseconds. */
const TELLING = 150;
/** However it grows. Milliseconds, on a busy machine. */
const MOST_PER_KILOBYTE = 300;
/** Most that the time may be of a text four times as long: less than its square, which is 16. */
const MOST_GROWTH = 4 ** 1.7;
const LENGTHS = [1000, 4000, 16_000, ...(WHOLE ? [64_000] : [])];

describe('the time of a function', () => {
  const all: TextFunctions = { ...YAML_FUNCTIONS, ...reading, ...sentences, ...drafts };
  const baits = BAIT_UNITS.flatMap((unit) => BAIT_FRAMES.map((frame) => ({ unit, frame })));

  it('grows with the text, not with its square, on any bait', async ({ task }) => {
    const count = new Count('baits for slow patterns');
    const share = tries(150, 4);
    try {
      for (const [n, [name, read]] of Object.entries(all).entries()) {
        // Each function is given other baits in the short cut, so that all are given to some.
        for (const { unit, frame } of baits.filter((_, place) => place % share === n % share)) {
          count.tried++;
          const grown = await growthOf(name, read, (length) => bait(unit, frame, length));
          expect(grown, `${name} on ${JSON.stringify({ unit, frame })}`).toBeUndefined();
          count.survived++;
        }
      }
    } finally {
      count.tell(task);
    }
  });

  it('is seen to grow where it does', async () => {
    const square = (text: string): number => slow(text.length ** 2 / 25);
    expect(await growthOf('square', square, (length) => 'a'.repeat(length))).toMatch(/^square takes/);
    expect(
      await growthOf(
        'linear',
        (text) => slow(text.length * 10),
        (length) => 'a'.repeat(length),
      ),
    ).toBeUndefined();
  });
});

/** Does nothing for so many steps. */
function slow(steps: number): number {
  let sum = 0;
  for (let i = 0; i < steps * 100; i++) sum = (sum * 31 + i) % 65_521;
  return sum;
}

/** What the function takes of texts of which each is four times as long as the one before; `undefined` where that grows as it should. */
async function growthOf(
  name: string,
  read: TextFunctions[string],
  textOf: (length: number) => string,
): Promise<string | undefined> {
  let before = Number.POSITIVE_INFINITY;
  for (const length of LENGTHS) {
    const text = textOf(length);
    // The machine may do something else the first time: what is slow is slow each time.
    let took = await timeOf(name, read, text);
    const most = Math.min(MOST_GROWTH * before, (length / 1000) * MOST_PER_KILOBYTE);
    for (let again = 0; again < 4 && took > Math.max(TELLING, most); again++) {
      took = Math.min(took, await timeOf(name, read, text));
    }
    if (took > Math.max(TELLING, most)) {
      return `${name} takes ${Math.round(took)} ms for ${length} units, ${Math.round(before)} ms for a quarter of them`;
    }
    before = Math.max(took, 1);
  }
  return undefined;
}

async function timeOf(name: string, read: TextFunctions[string], text: string): Promise<number> {
  const began = performance.now();
  await answerOf(name, read, text);
  return performance.now() - began;
}

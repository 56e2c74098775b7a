import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type SearchAnswer, SEARCH_REQUEST } from '../../../server/src/api/protocol.js';
import type { Part } from './corpus.js';
import type { Measured } from './measured.js';
import type { Server } from './server.js';
import { median } from './statistics.js';

const CHANGES = 5;
/** No further change is begun after so many milliseconds. */
const TIME_LIMIT_MS = 60_000;
const GIVE_UP_MS = 10 * 60_000;
const EVERY_MS = 5;
const NUMBERS = ['first', 'second', 'third', 'fourth', 'fifth'];
const CHANGED = 2;

/** How long it takes from the news that a file was rewritten to a search that finds what is new in it. */
export async function measureChange({ client }: Server, { files }: Part): Promise<Measured[]> {
  const times: number[] = [];
  const begun = performance.now();
  for (let i = 0; i < CHANGES && performance.now() - begun < TIME_LIMIT_MS; i++) {
    const file = files[Math.floor(((i + 0.5) * files.length) / CHANGES)] ?? '';
    const added = `the ${NUMBERS[i]} benchmarked rewording of a speech`;
    writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n\nWe take note of ${added}.\n`);
    const began = performance.now();
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(file).href, type: CHANGED }],
    });
    while (!(await finds(client, added))) {
      if (performance.now() - began > GIVE_UP_MS) throw new Error(`The server never found what is new in ${file}.`);
      await wait(EVERY_MS);
    }
    times.push(performance.now() - began);
  }
  const remark = `middle of ${times.map((time) => time.toFixed(0)).join(', ')}`;
  return [{ name: 'changed document to the first answer', value: median(times), unit: 'ms', most: 150, remark }];
}

async function finds(client: Server['client'], wording: string): Promise<boolean> {
  const params = { query: `"${wording}"`, limit: 1 };
  const answer: SearchAnswer = await client.connection.sendRequest(SEARCH_REQUEST, params);
  return answer.precedents.some(({ text }) => text.includes(wording));
}

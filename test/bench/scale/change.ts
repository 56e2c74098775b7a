import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type SearchAnswer, SEARCH_REQUEST } from '../../../server/src/api/protocol.js';
import type { TestClient } from '../../support/client.js';
import type { Part } from './corpus.js';
import type { Measured } from './measured.js';
import type { Server } from './server.js';
import { median } from './statistics.js';

const CHANGES = 5;
/** No further change is begun after so many milliseconds. */
const TIME_LIMIT_MS = 60_000;
const GIVE_UP_MS = 10 * 60_000;
const EVERY_MS = 5;
const CHANGED = 2;

/** How long it takes from the news that a file was rewritten to a search that finds what is new in it. */
export async function measureChange({ client }: Server, { files }: Part): Promise<Measured[]> {
  const times: number[] = [];
  const changeNext = (i: number): Promise<number> =>
    timeOfChange(client, files[Math.floor(((i + 0.5) * files.length) / (CHANGES + 1))] ?? '', i);
  const begun = performance.now();
  for (let i = 0; i < CHANGES && (i === 0 || performance.now() - begun < TIME_LIMIT_MS); i++) {
    // One change at a time: what the one before it left to be done is not counted.
    await client.whenReady();
    times.push(await changeNext(i));
  }
  const onHeels = await changeNext(times.length);
  const remark = `middle of ${times.map((time) => time.toFixed(0)).join(', ')}`;
  return [
    { name: 'changed document to the first answer', value: median(times), unit: 'ms', most: 150, remark },
    { name: 'changed right after another', value: onHeels, unit: 'ms' },
  ];
}

/** Rewrites the file; milliseconds until the server knows. */
async function timeOfChange(client: TestClient, file: string, turn: number): Promise<number> {
  const added = `the benchmarked rewording ${'again '.repeat(turn)}of a speech`;
  writeFileSync(file, `${readFileSync(file, 'utf8').trimEnd()}\n\nWe take note of ${added}.\n`);
  const began = performance.now();
  void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: pathToFileURL(file).href, type: CHANGED }],
  });
  while (!(await finds(client, added))) {
    if (performance.now() - began > GIVE_UP_MS) throw new Error(`The server never found what is new in ${file}.`);
    await wait(EVERY_MS);
  }
  return performance.now() - began;
}

async function finds(client: TestClient, wording: string): Promise<boolean> {
  const params = { query: `"${wording}"`, limit: 1 };
  const answer: SearchAnswer = await client.connection.sendRequest(SEARCH_REQUEST, params);
  return answer.precedents.some(({ text }) => text.includes(wording));
}

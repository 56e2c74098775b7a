import { expect, it } from 'vitest';
import { corpusFile, memoryHost, smallCorpus } from '../support/files.js';
import { connectServer } from '../support/server.js';

it('the status says how far a reading of very many files has come, and no more once it has ended', async () => {
  const files = smallCorpus();
  for (let n = 0; n < 600; n++) {
    const text = `${n}. Measure ${n} of programme ${n * 7} is supported by country ${n * 13}.`;
    files.set(`file:///app/corpus/documents/cable-${n}.md`, corpusFile('Pakistan', '2021-12-13', text));
  }
  const client = connectServer({}, memoryHost(files));
  await client.start();
  const ready = await client.whenReady();
  const told = client.statuses.flatMap(({ reading }) => reading ?? []);
  expect(told.length).toBeGreaterThan(1);
  expect(told.length).toBeLessThanOrEqual(101);
  expect(told.map(({ total }) => total)).toEqual(told.map(() => 601));
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(ready.reading).toBeUndefined();
});

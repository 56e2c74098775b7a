import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../server/src/ingest/formats.js';
import { readPdf } from '../../../../server/src/ingest/pdf/readPdf.js';
import { unfoldsBeyond } from '../../../../server/src/ingest/pdf/unfolding.js';
import { rawPdf } from '../../../support/pdf.js';
import { processorTime } from '../../../support/processorTime.js';

const MEGABYTE = 1_000_000;
const without = async (): Promise<void> => undefined;
const stream = (dictionary: string, data: Uint8Array): string =>
  `<< /Length ${data.length} ${dictionary} >>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;
const deflated = (size: number): Uint8Array => deflateSync(Buffer.alloc(size, ' '));

/** A PDF of one page that draws these streams, given as objects. */
function drawing(...streams: readonly string[]): Uint8Array {
  const contents = streams.map((_, n) => `${4 + n} 0 R`).join(' ');
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [${contents}] >>`,
    ...streams,
  ]);
}

describe('unfoldsBeyond', () => {
  it.each([
    ['one stream', [stream('/Filter /FlateDecode', deflated(3 * MEGABYTE))]],
    ['streams together', Array(3).fill(stream('/Filter /FlateDecode', deflated(MEGABYTE)))],
    ['a stream folded twice', [stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(deflated(3 * MEGABYTE)))]],
    ['a stream that is called by its short name', [stream('/Filter /Fl', deflated(3 * MEGABYTE))]],
    ['a stream that does not say how it is folded', [stream('/Filter 9 0 R', deflated(3 * MEGABYTE))]],
    ['one picture', [stream('/Subtype /Image /Filter /FlateDecode', deflated(3 * MEGABYTE))]],
  ])('finds %s', async (_, streams) => {
    const file = drawing(...streams);
    expect(await unfoldsBeyond(file, 2 * MEGABYTE, without)).toBe(true);
    expect(await unfoldsBeyond(file, 4 * MEGABYTE, without)).toBe(false);
  });

  it('allows many pictures, which are not unfolded for their text', async () => {
    const picture = stream('/Subtype /Image /Filter /FlateDecode', deflated(MEGABYTE));
    expect(await unfoldsBeyond(drawing(...Array(5).fill(picture)), 2 * MEGABYTE, without)).toBe(false);
  });

  it('is not stopped by data that is damaged or says that it ends', async () => {
    const damaged = deflated(MEGABYTE).fill(0xff, 100);
    const ends = deflateSync(Buffer.from('endstream\n'.repeat(20)), { level: 0 });
    const streams = [damaged, ends, deflated(3 * MEGABYTE)].map((data) => stream('/Filter /FlateDecode', data));
    expect(await unfoldsBeyond(drawing(...streams), 2 * MEGABYTE, without)).toBe(true);
  });
});

describe('a PDF made to exhaust its reader', () => {
  it('is refused in bounded memory and time', async () => {
    // Two layers: a program that unfolds one after the other holds both.
    const bomb = drawing(stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(deflated(400 * MEGABYTE))));
    const before = process.memoryUsage.rss();
    const began = processorTime();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before);
    }, 5);
    const result = await readPdf(bomb, DEFAULT_LIMITS);
    clearInterval(watch);
    console.log(`${bomb.length} bytes refused in ${Math.round(processorTime() - began)} ms`);
    expect(result).toEqual({ problem: expect.stringContaining('aideMemoire.corpus.limits.unfoldedMegabytes') });
    expect(processorTime() - began).toBeLessThan(5000);
    expect(most).toBeLessThan(100 * MEGABYTE);
  });
});

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import { createConverter } from '../../server/src/node/convertApart.js';
import { linesAt, rawPdf, writePdf } from '../support/pdf.js';
import { ROOT } from '../support/server.js';
import { processorTime } from '../support/processorTime.js';

const SCRIPT = join(ROOT, 'dist', 'readerWorker.cjs');
const MEGABYTE = 1_000_000;
const GOOD = writePdf([linesAt(100, 700, ['The group supports the early conclusion of the talks.'])]);

/** A PDF whose one page unfolds to this many megabytes of spaces, behind a filter that hides it from a look at the bytes. */
function hiddenBomb(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(MEGABYTE, ' '), { finishFlush: constants.Z_FULL_FLUSH }).toString('hex');
  const data = `789c${block.repeat(megabytes)}>`;
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>',
    `<< /Length ${data.length} /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n${data}\nendstream`,
  ]);
}

describe('a reader in a thread of its own', () => {
  beforeAll(() => {
    if (!existsSync(SCRIPT)) throw new Error('dist/readerWorker.cjs is not there: run `npm run build` first');
  });

  it('reads, and says why it does not', async () => {
    const convert = createConverter(SCRIPT);
    const [good, bad] = await Promise.all([
      convert('pdf', GOOD, DEFAULT_LIMITS),
      convert('docx', GOOD, DEFAULT_LIMITS),
    ]);
    expect(good).toMatchObject({ text: 'The group supports the early conclusion of the talks.' });
    expect(bad).toEqual({ problem: expect.stringContaining('not a Word document') });
  });

  // It unfolds gigabytes, which takes a busy machine long.
  it('is ended when it takes too much memory, and the next file gets another', { timeout: 60_000 }, async () => {
    const convert = createConverter(SCRIPT);
    const limits = { ...DEFAULT_LIMITS, unfoldedBytes: 10 * MEGABYTE };
    const bomb = hiddenBomb(8000);
    const before = process.memoryUsage.rss();
    let most = 0;
    let latest = 0;
    let waited = performance.now();
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before);
      latest = Math.max(latest, performance.now() - waited);
      waited = performance.now();
    }, 10);
    const began = performance.now();
    const [bad, good] = await Promise.all([convert('pdf', bomb, limits), convert('pdf', GOOD, limits)]);
    clearInterval(watch);
    console.log(
      `${bomb.length} bytes that unfold to 8 GB: refused in ${Math.round(performance.now() - began)} ms with ${Math.round(most / MEGABYTE)} MB more; this thread waited ${Math.round(latest)} ms at most`,
    );
    expect(bad).toEqual({ problem: expect.stringContaining('aideMemoire.corpus.limits.unfoldedMegabytes') });
    expect(good).toMatchObject({ text: expect.stringContaining('talks') });
    expect(most).toBeLessThan(1500 * MEGABYTE);
  });

  it('that breaks is named, and so is every file after it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-worker-'));
    const script = join(folder, 'breaks.cjs');
    writeFileSync(script, "require('node:worker_threads').parentPort.on('message', () => { throw new Error('no'); });");
    const broken = { problem: expect.stringContaining('its reader broke off') };
    const convert = createConverter(script);
    expect(await convert('pdf', GOOD, DEFAULT_LIMITS)).toEqual(broken);
    expect(await convert('pdf', GOOD, DEFAULT_LIMITS)).toEqual(broken);
    rmSync(folder, { recursive: true });
    expect(await createConverter(script)('pdf', GOOD, DEFAULT_LIMITS)).toEqual(broken);
  });

  it('is ended when it takes too long', async () => {
    const convert = createConverter(SCRIPT);
    const began = processorTime();
    const limits = { ...DEFAULT_LIMITS, unfoldedBytes: 4000 * MEGABYTE, milliseconds: 1000 };
    expect(await convert('pdf', hiddenBomb(8000), limits)).toEqual({
      problem: expect.stringContaining('aideMemoire.corpus.limits.secondsPerFile'),
    });
    expect(processorTime() - began).toBeLessThan(8000);
    expect(await convert('pdf', GOOD, DEFAULT_LIMITS)).toMatchObject({ text: expect.stringContaining('talks') });
  });
});

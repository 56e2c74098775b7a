import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../server/src/ingest/formats.js';
import { readDocument } from '../../../server/src/ingest/readDocument.js';
import { damaged } from '../../support/mutate.js';
import { linesAt, rawPdf, writePdf } from '../../support/pdf.js';
import { richWordFile } from '../../support/wordFixtures.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const STATEMENT = [
  'Statement by the delegation of Côte d’Ivoire, 6 March 2023',
  '1. The group supports the early conclusion of the talks.',
  '(a) It recalls resolution 75/240, “in full”;',
  '2. States should refrain from such acts.',
];
/** Slowest that one small file may be, on a machine that does other things too. */
const SLOWEST_MILLISECONDS = 3000;

/** A page whose content is deflated, as most are. */
function deflatedPdf(): Uint8Array {
  const content = deflateSync(Buffer.from('BT /F1 10 Tf 72 700 Td (The group supports the talks.) Tj ET')).toString(
    'latin1',
  );
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n${content}\nendstream`,
  ]);
}

describe('a damaged file', () => {
  const originals = new Map<string, readonly Uint8Array[]>();
  beforeAll(async () => {
    const text = STATEMENT.join('\n\n');
    const front = `---\ntitle: Statement\nholder: Chile\ndate: "2023-03-06"\n---\n\n${text}\n`;
    const page = `<html><head><title>T</title></head><body><ol><li>${STATEMENT.join('</li><li>')}</li></ol></body></html>`;
    originals.set('pdf', [writePdf([linesAt(72, 700, STATEMENT), linesAt(72, 700, STATEMENT)]), deflatedPdf()]);
    originals.set('docx', [await richWordFile()]);
    originals.set('html', [utf8(page)]);
    originals.set('md', [utf8(front)]);
    originals.set('txt', [
      utf8(text),
      new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')),
      Buffer.from(text, 'latin1'),
    ]);
  });

  it.each([
    ['pdf', 1000],
    ['docx', 1000],
    ['html', 1500],
    ['md', 1500],
    ['txt', 1500],
  ])('with the ending %s gives a document or says why not, soon', async (ending, numRuns) => {
    const name = `file.${ending}`;
    const file = { uri: `file:///corpus/${name}`, name };
    let slowest = 0;
    let readable = 0;
    await fc.assert(
      fc.asyncProperty(damaged(originals.get(ending) ?? []), async (bytes) => {
        const began = performance.now();
        const { document, problems } = await readDocument(file, bytes, DEFAULT_LIMITS);
        slowest = Math.max(slowest, performance.now() - began);
        if (document !== undefined) {
          readable++;
          expect(document.passages.length).toBeGreaterThan(0);
        } else {
          expect(problems.at(-1)).toMatchObject({ skipped: true });
          expect(problems.at(-1)?.message).toMatch(new RegExp(`^file\\.${ending}: skipped: \\S.*\\.$`));
        }
      }),
      { numRuns },
    );
    console.log(`${ending}: ${readable} of ${numRuns} readable, slowest ${Math.round(slowest)} ms`);
    expect(slowest).toBeLessThan(SLOWEST_MILLISECONDS);
  });
});

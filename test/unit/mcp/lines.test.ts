import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholeLines } from '../../../server/src/mcp/lines.js';

/** What comes through of these pieces, and how many lines were dropped. */
async function passed(pieces: readonly string[], most: number): Promise<{ lines: string[]; dropped: number }> {
  let dropped = 0;
  const lines: string[] = [];
  const through = Readable.from(
    pieces.map((piece) => Buffer.from(piece)),
    { objectMode: true },
  ).pipe(wholeLines(most, () => dropped++));
  through.on('data', (line: Buffer) => lines.push(line.toString()));
  await new Promise((resolve) => through.on('end', resolve));
  return { lines, dropped };
}

it('lines come through whole, however they were cut, and those that are too long do not', async () => {
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '\n', 'bcdefg'), maxLength: 8 }));
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 20 }), async (pieces, most) => {
      const whole = pieces.join('').split('\n').slice(0, -1);
      const fits = (line: string): boolean => Buffer.byteLength(line) < most;
      expect(await passed(pieces, most)).toEqual({
        lines: whole.filter(fits).map((line) => `${line}\n`),
        dropped: whole.filter((line) => !fits(line)).length,
      });
    }),
  );
});

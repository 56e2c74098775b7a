import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOfTrigrams, trigramsOf } from '../../server/src/store/trigrams.js';
import { usePostgres } from '../support/postgres.js';

const postgres = usePostgres();

/** Words of ASCII and what separates them: for others pg_trgm goes by the locale of its database. */
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'B', 'treaty', 'treaties', '7', ' ', ' ', '-', '_', '%', "'"), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

describe('trigrams', { timeout: 60_000 }, () => {
  it('share as many as pg_trgm says', async () => {
    const client = await (await postgres.createDatabase()).connect();
    await client.query('CREATE EXTENSION pg_trgm');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 10, maxLength: 60 }), async (pairs) => {
        const asked = [...pairs, ['word', 'two words'] as const];
        const { rows } = await client.query<{ share: number }>(
          'SELECT similarity(a, b) AS share FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t(a, b, n) ORDER BY n',
          [asked.map(([a]) => a), asked.map(([, b]) => b)],
        );
        // In single precision, written as shortly as tells it from others.
        expect(rows.map(({ share }) => Math.fround(share))).toEqual(
          asked.map(([a, b]) => Math.fround(shareOfTrigrams(trigramsOf(a), trigramsOf(b)))),
        );
      }),
      { numRuns: 20 },
    );
  });
});

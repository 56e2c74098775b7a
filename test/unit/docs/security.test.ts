import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../support/server.js';

const page = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
const rows = page.split('\n| promise | tests |\n')[1]?.split('\n\n')[0]?.split('\n').slice(1);

/** The tests that a row of the table names: file and name. */
const testsOf = (row: string): readonly (readonly [file: string, name: string])[] =>
  [...row.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = '', name = '']) => [file, name]);

/** The names of the tests in `source`: what `test`, `it` or either's `each` is first called with. */
function namesIn(source: string): readonly string[] {
  const calls = source.matchAll(/(?:\b(?:test|it)|\))\(\s*(['"`])((?:\\.|(?!\1).)+)\1/g);
  return [...calls].map(([, , name = '']) => name.replace(/\\(.)/g, '$1'));
}

describe('SECURITY.md', () => {
  test('names for each promise tests that there are, under their names', () => {
    expect(rows?.length).toBeGreaterThan(10);
    for (const row of rows ?? []) {
      const tests = testsOf(row);
      expect(tests.length, row).toBe(row.split('<br>').length);
      for (const [file, name] of tests) {
        const path = join(ROOT, file);
        expect(existsSync(path) ? namesIn(readFileSync(path, 'utf8')) : [], file).toContain(name);
      }
    }
  });

  test('is held to the names of tests that run', () => {
    const source = `it.skip('is left out', f); it('runs', f); test.each([['a']])('runs for %s', f); // "is said"`;
    expect(namesIn(source)).toEqual(['runs', 'runs for %s']);
  });
});

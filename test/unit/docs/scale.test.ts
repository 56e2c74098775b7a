import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCALE_SCRIPTS } from '../../support/scaleScripts.js';

test('docs/scale.md shows each file of docs/scale as it is, in the order in which they are run', () => {
  const page = readFileSync(new URL('../scale.md', SCALE_SCRIPTS), 'utf8');
  const shown = [...page.matchAll(/^`(\w+\.sql)`:\n\n```sql\n(.*?)^```$/gms)].map(([, name, text]) => [name, text]);
  expect(shown.map(([name]) => name)).toEqual(['archive.sql', 'gate.sql', 'join.sql']);
  const kept = readdirSync(SCALE_SCRIPTS)
    .sort()
    .map((name) => [name, readFileSync(new URL(name, SCALE_SCRIPTS), 'utf8')]);
  expect(shown).toEqual(kept);
});

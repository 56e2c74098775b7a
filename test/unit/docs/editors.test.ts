import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const DOCS = new URL('../../../docs/', import.meta.url);
const SNIPPETS = new URL('editors/', DOCS);

test('docs/editors.md shows each file of docs/editors as it is, and no other snippet', () => {
  const page = readFileSync(new URL('editors.md', DOCS), 'utf8');
  const shown = [...page.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, snippet]) => snippet);
  const kept = readdirSync(SNIPPETS).map((name) => readFileSync(new URL(name, SNIPPETS), 'utf8'));
  expect(kept.length).toBeGreaterThan(1);
  expect(new Set(shown)).toEqual(new Set(kept));
});

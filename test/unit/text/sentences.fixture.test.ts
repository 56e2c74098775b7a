import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../server/src/text/sentences.js';

/** The paragraphs of a fixture, each a list of sentences as marked by hand. */
function readFixture(name: string): string[][] {
  const path = fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
  return readFileSync(path, 'utf8')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n'));
}

/** How well the inner boundaries (starts of all sentences but a paragraph's first) are found, and what was got wrong. */
function measure(paragraphs: readonly (readonly string[])[]): { f1: number; wrong: string[] } {
  let right = 0;
  let found = 0;
  let marked = 0;
  const wrong: string[] = [];
  for (const sentences of paragraphs) {
    const text = sentences.join(' ');
    let offset = 0;
    const expected = new Set(
      sentences.map((sentence) => {
        const start = offset;
        offset += sentence.length + 1;
        return start;
      }),
    );
    expected.delete(0);
    const starts = new Set(splitSentences(text).map(({ start }) => start));
    starts.delete(0);
    const around = (at: number): string => `${text.slice(Math.max(0, at - 40), at)}|${text.slice(at, at + 25)}`;
    for (const start of starts) if (!expected.has(start)) wrong.push(`cut: ${around(start)}`);
    for (const start of expected) if (!starts.has(start)) wrong.push(`not cut: ${around(start)}`);
    right += [...starts].filter((start) => expected.has(start)).length;
    found += starts.size;
    marked += expected.size;
  }
  return { f1: (2 * right) / (found + marked), wrong };
}

describe('sentences marked by hand in public texts', () => {
  it.each(['sentences.txt', 'sentences-held-out.txt'])(
    'of %s are found with a boundary F1 of 0.95 or better',
    (name) => {
      const { f1, wrong } = measure(readFixture(name));
      expect(f1, wrong.join('\n')).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('are at least 150', () => {
    expect(readFixture('sentences.txt').flat().length).toBeGreaterThanOrEqual(150);
  });
});

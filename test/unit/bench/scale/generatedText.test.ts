import { expect, test } from 'vitest';
import { createTextGenerator } from '../../../bench/scale/generatedText.js';

function documents(seed: number, count: number): string[] {
  return Array.from({ length: count }, createTextGenerator(seed));
}

test('the same seed gives the same documents, another one others', () => {
  expect(documents(1, 3)).toEqual(documents(1, 3));
  expect(documents(2, 1)).not.toEqual(documents(1, 1));
});

test('documents differ, and repeat wording as speeches do', () => {
  const [first = '', ...others] = documents(1, 40);
  expect(others).not.toContain(first);
  const fiveWords = new Set(runsOf(first));
  const repeated = [...fiveWords].filter((run) => others.some((other) => other.includes(run)));
  expect(repeated.length / fiveWords.size).toBeGreaterThan(0.05);
  expect(repeated.length / fiveWords.size).toBeLessThan(0.7);
});

test('words are as unequal in use as Zipf has it', () => {
  const counts = new Map<string, number>();
  for (const [word] of documents(1, 40)
    .join(' ')
    .toLowerCase()
    .matchAll(/[a-z]+/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const ranked = [...counts.values()].sort((a, b) => b - a);
  const total = ranked.reduce((sum, count) => sum + count, 0);
  expect((ranked[0] ?? 0) / total).toBeGreaterThan(0.03);
  expect(ranked.length).toBeGreaterThan(5000);
});

function runsOf(text: string): string[] {
  const words = text.match(/\w+/g) ?? [];
  return words.slice(4).map((_, i) => words.slice(i, i + 5).join(' '));
}

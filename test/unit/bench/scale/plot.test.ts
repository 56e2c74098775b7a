import { expect, test } from 'vitest';
import { plotGrowth } from '../../../bench/scale/plot.js';

const parts = [
  { part: '1/2', bytes: 100e6, figures: [{ name: 'hover p95', value: 10, unit: 'ms', most: 25 } as const] },
  { part: '1', bytes: 200e6, figures: [{ name: 'hover p95', value: 20, unit: 'ms', most: 25 } as const] },
];

test('a plot names its measure with the unit, its target, and has a dot for each size', () => {
  const svg = plotGrowth([{ title: 'Hover, p95', measure: 'hover p95' }], parts);
  expect(svg).toContain('>Hover, p95, ms</text>');
  expect(svg).toContain('>text, MB</text>');
  expect(svg).toContain('>at most</text>');
  const dots = Array.from(svg.matchAll(/<circle class="dot" cx="([\d.]+)" cy="([\d.]+)"/g), ([, x, y]) => [+x!, +y!]);
  expect(dots).toHaveLength(2);
  const [[x1, y1] = [], [x2, y2] = []] = dots;
  expect(x2).toBeGreaterThan(x1 ?? Number.NaN);
  expect(y2).toBeLessThan(y1 ?? Number.NaN);
});

test('what was not measured has no plot', () => {
  const svg = plotGrowth([{ title: 'Completion', measure: 'completion p95' }], parts);
  expect(svg).not.toContain('Completion');
});

test('a target that grows with the text is a line from 0', () => {
  const svg = plotGrowth([{ title: 'Hover, p95', measure: 'hover p95', mostPerMegabyte: 0.1 }], parts);
  const [, from, to] = /class="target" [^>]*y1="([\d.]+)" y2="([\d.]+)"/.exec(svg) ?? [];
  const zero = /<line class="grid" [^>]*y1="([\d.]+)"/.exec(svg)?.[1];
  expect(from).toBe(zero);
  expect(Number(to)).toBeLessThan(Number(from));
});

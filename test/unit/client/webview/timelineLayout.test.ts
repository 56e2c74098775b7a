import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type TimelineLayout } from '../../../../client/src/webview/timelineLayout.js';
import { pointsOf } from '../../../../client/src/webview/timelinePoints.js';
import type { PositionStepInfo } from '../../../../server/src/api/protocol.js';
import { positionOf, stepOf } from '../../../support/positions.js';

function layoutOf(lanes: readonly (readonly PositionStepInfo[])[], width = 600): TimelineLayout {
  const positions = lanes.map((steps, i) => positionOf('treaty', steps, { holder: `Holder ${i}` }));
  return layOut(pointsOf({ topic: 'treaty', lanes: positions }), width, 'en');
}

const on = (from: string, more: Partial<PositionStepInfo> = {}): PositionStepInfo =>
  stepOf('x', { days: { from, to: from }, ...more });

function undated(): PositionStepInfo {
  const { days: _, ...step } = stepOf('x');
  return step;
}

/** Pairs of statements whose marks touch. */
function touching({ points }: TimelineLayout): readonly string[] {
  return points.flatMap((a, i) =>
    points
      .slice(i + 1)
      .filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius)
      .map((b) => `${a.point.number} ${b.point.number}`),
  );
}

describe('a timeline that is laid out', () => {
  it('goes from left to right, for above the line and against below it', () => {
    const { points, lanes, ticks } = layoutOf([
      [on('2019-01-01'), on('2021-01-01', { side: 'against' }), on('2023-01-01')],
    ]);
    const [first, second, third] = points;
    const axis = lanes[0]?.axis ?? 0;
    expect([first, third].every((placed) => (placed?.y ?? axis) < axis)).toBe(true);
    expect(second?.y).toBeGreaterThan(axis);
    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeCloseTo((third?.x ?? 0) - (second?.x ?? 0), 0);
    expect(ticks.map(({ label }) => label)).toContain('2021');
  });

  it('sets what has no side on the line, and what has no date in a column of its own', () => {
    const { side: _, ...neither } = on('2022-01-01');
    const { points, lanes, undated: column, time } = layoutOf([[undated(), on('2020-01-01'), neither]]);
    expect(points[2]?.y).toBe(lanes[0]?.axis);
    expect(points[0]?.x).toBe(column?.x);
    expect(points[1]?.x).toBeGreaterThan(column?.to ?? Number.POSITIVE_INFINITY);
    expect(time?.from).toBe(column?.to);
    expect(layoutOf([[undated()]])).toMatchObject({ ticks: [] });
  });

  it('draws the time in which a statement may have been made, where it is long', () => {
    const { lanes } = layoutOf([
      [
        stepOf('x', { days: { from: '2018-01-01', to: '2020-01-01' } }),
        stepOf('y', { days: { from: '2018-01-01', to: '2020-01-01' } }),
        on('2021-01-01'),
      ],
    ]);
    expect(lanes[0]?.stretches).toHaveLength(1);
  });

  it('names months where the time is short, and years where it is long', () => {
    expect(layoutOf([[on('2023-03-06')]], 900).ticks.map(({ label }) => label)).toContain('Mar 2023');
    const long = layoutOf([[on('1950-01-01'), on('2023-01-01')]], 400).ticks.map(({ label }) => label);
    expect(long.every((label) => /^\d{4}$/.test(label))).toBe(true);
    expect(long.length).toBeGreaterThan(1);
  });

  it('keeps marks apart and in the picture, and dates apart, whatever is said when', () => {
    const step = fc
      .record({
        year: fc.integer({ min: 1990, max: 2025 }),
        month: fc.integer({ min: 1, max: 12 }),
        side: fc.constantFrom('for' as const, 'against' as const, undefined),
        strength: fc.integer({ min: 0, max: 4 }),
        isDated: fc.boolean(),
      })
      .map(({ year, month, side, strength, isDated }): PositionStepInfo => {
        const { side: _, days: __, ...plain } = stepOf('x', { strength });
        const day = `${year}-${String(month).padStart(2, '0')}-01`;
        return {
          ...plain,
          ...(side === undefined ? {} : { side }),
          ...(isDated ? { days: { from: day, to: day } } : {}),
        };
      });
    const lanes = fc.array(fc.array(step, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(lanes, fc.integer({ min: 200, max: 1400 }), (said, width) => {
        const layout = layoutOf(said, width);
        expect(touching(layout)).toEqual([]);
        expect(layout.points).toHaveLength(said.flat().length);
        for (const { x, y, radius } of layout.points) {
          expect(x - radius).toBeGreaterThanOrEqual(0);
          expect(x + radius).toBeLessThanOrEqual(layout.width);
          expect(y - radius).toBeGreaterThanOrEqual(0);
          expect(y + radius).toBeLessThanOrEqual(layout.base);
        }
        for (const [i, tick] of layout.ticks.slice(1).entries()) {
          expect(tick.x - (layout.ticks[i]?.x ?? 0)).toBeGreaterThan(60);
        }
      }),
      { numRuns: 60 },
    );
  });
});

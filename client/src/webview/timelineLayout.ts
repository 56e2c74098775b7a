import type { TimelinePoint } from './timelinePoints.js';

/** Where a statement is drawn. Lengths in CSS pixels, `x` and `y` of its middle. */
export interface PlacedPoint {
  readonly point: TimelinePoint;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A line of a holder with what hangs on it. */
export interface PlacedLane {
  readonly holder: string;
  /** Top of its label, and where its line is. */
  readonly top: number;
  readonly axis: number;
  /** Lines from statements that found no room at the line to their time on it. */
  readonly leaders: readonly { readonly x: number; readonly from: number; readonly to: number }[];
  /** Stretches of time in which a statement was made, where no day or month is known. */
  readonly stretches: readonly { readonly from: number; readonly to: number }[];
}

/** A timeline laid out for a width. */
export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly points: readonly PlacedPoint[];
  readonly lanes: readonly PlacedLane[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** `y` of the axis of time, below all lanes. */
  readonly base: number;
  /** Its left and right end; absent when no statement has a date. */
  readonly time?: { readonly from: number; readonly to: number };
  /** Middle of the column of undated statements; absent when all have a date. */
  readonly undated?: { readonly x: number; readonly to: number };
}

type Side = 'for' | 'neither' | 'against';

/** Statements of one day on one side of a lane, drawn as a small grid. */
interface Block {
  readonly points: readonly TimelinePoint[];
  readonly x: number;
  readonly columns: number;
  readonly rows: number;
}

/** Room of one statement. */
const CELL = 32;
const MOST_COLUMNS = 3;
/** Half of the widest grid stays free at both ends. */
const MARGIN = (MOST_COLUMNS * CELL) / 2;
const UNDATED_WIDTH = MARGIN * 2;
const LABEL_HEIGHT = 26;
/** Between the line and the first statements. */
const GAP = 6;
/** Above the statements, where links arch. */
const HEADROOM = 20;
const AXIS_HEIGHT = 34;
const LEAST_WIDTH = 260;
const TICK_ROOM = 72;
const DAY_MS = 86_400_000;
/** From this on a stretch of days is drawn as one. */
const LONG_DAYS = 62;
const LEAST_DAYS = 300;
const TICK_MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600];
/** By strength, from 0 to 4. */
const RADII = [8.5, 8.5, 10, 11.5, 13];

/** Radius of a statement of this strength. */
export function radiusOf(strength: number): number {
  return RADII[strength] ?? CELL / 2 - 2;
}

/** Whether so many days are drawn as a stretch of time. */
export function isStretch({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return timeOf(to) - timeOf(from) > LONG_DAYS * DAY_MS;
}

/**
 * Places the statements by time from left to right, what speaks for the topic above its holder's line and what speaks against
 * it below. No two overlap: those of one day stand side by side, those of near days on top of each other.
 */
export function layOut(points: readonly TimelinePoint[], width: number, locale: string): TimelineLayout {
  const room = Math.max(width, LEAST_WIDTH);
  const dated = points.flatMap(({ step }) => step.days ?? []);
  const left = dated.length < points.length ? UNDATED_WIDTH : 0;
  const scale = dated.length === 0 ? undefined : createScale(dated, left + MARGIN, room - MARGIN);
  const xOf = ({ step: { days } }: TimelinePoint): number =>
    days === undefined || scale === undefined ? UNDATED_WIDTH / 2 : scale.x((timeOf(days.from) + timeOf(days.to)) / 2);
  const placed: PlacedPoint[] = [];
  const lanes: PlacedLane[] = [];
  let top = 0;
  for (const lane of new Set(points.map((point) => point.lane))) {
    const inLane = points.filter((point) => point.lane === lane);
    const { bottom, ...hung } = hang(inLane, top + LABEL_HEIGHT + HEADROOM, xOf);
    const stretches =
      scale === undefined ? [] : stretchesOf(inLane).map(({ from, to }) => ({ from: scale.x(from), to: scale.x(to) }));
    lanes.push({ holder: inLane[0]?.holder ?? '', top, axis: hung.axis, leaders: hung.leaders, stretches });
    placed.push(...hung.placed);
    top = bottom + GAP * 3;
  }
  return {
    width: room,
    height: top + AXIS_HEIGHT,
    base: top,
    points: placed.sort((a, b) => a.point.number - b.point.number),
    lanes,
    ticks: scale === undefined ? [] : scale.ticks(locale),
    ...(scale === undefined ? {} : { time: { from: left, to: room } }),
    ...(left === 0 ? {} : { undated: { x: UNDATED_WIDTH / 2, to: UNDATED_WIDTH } }),
  };
}

/** Hangs the statements of a lane on its line, from `top` down: first those for the topic, last those against it. */
function hang(
  points: readonly TimelinePoint[],
  top: number,
  xOf: (point: TimelinePoint) => number,
): Pick<PlacedLane, 'axis' | 'leaders'> & { readonly placed: readonly PlacedPoint[]; readonly bottom: number } {
  const sides = {
    for: stack(points, 'for', xOf),
    neither: stack(points, 'neither', xOf),
    against: stack(points, 'against', xOf),
  };
  const upper = top + sides.for.rows * CELL + (sides.for.rows > 0 ? GAP : 0);
  const middle = sides.neither.rows * CELL;
  const axis = upper + middle / 2;
  const lower = upper + middle + (sides.against.rows > 0 ? GAP : 0);
  const rowY: Readonly<Record<Side, (row: number) => number>> = {
    for: (row) => upper - GAP - (row + 0.5) * CELL,
    neither: (row) => upper + (row + 0.5) * CELL,
    against: (row) => lower + (row + 0.5) * CELL,
  };
  const placed: PlacedPoint[] = [];
  const leaders: { x: number; from: number; to: number }[] = [];
  for (const side of ['for', 'neither', 'against'] as const) {
    for (const { block, base } of sides[side].blocks) {
      if (base > 0 && side !== 'neither') leaders.push({ x: block.x, from: axis, to: rowY[side](base) });
      for (const [i, point] of block.points.entries()) {
        const row = Math.floor(i / block.columns);
        const inRow = Math.min(block.columns, block.points.length - row * block.columns);
        const x = block.x + ((i % block.columns) - (inRow - 1) / 2) * CELL;
        placed.push({ point, x, y: rowY[side](base + row), radius: radiusOf(point.step.strength) });
      }
    }
  }
  return { axis, leaders, placed, bottom: lower + sides.against.rows * CELL };
}

/** The grids of one side, each on the lowest row where it has room, and how many rows that takes. */
function stack(
  points: readonly TimelinePoint[],
  side: Side,
  xOf: (point: TimelinePoint) => number,
): { readonly blocks: readonly { readonly block: Block; readonly base: number }[]; readonly rows: number } {
  const byPlace = new Map<number, TimelinePoint[]>();
  for (const point of points.filter(({ step }) => (step.side ?? 'neither') === side)) {
    byPlace.set(xOf(point), [...(byPlace.get(xOf(point)) ?? []), point]);
  }
  const blocks: { block: Block; base: number }[] = [];
  for (const [x, together] of [...byPlace].sort(([a], [b]) => a - b)) {
    const columns = Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(together.length)));
    const block = { points: together, x, columns, rows: Math.ceil(together.length / columns) };
    const near = blocks.filter(({ block: other }) => x - other.x < ((columns + other.columns) / 2) * CELL);
    let base = 0;
    const isTaken = (each: (typeof blocks)[number]): boolean =>
      base < each.base + each.block.rows && each.base < base + block.rows;
    for (let taken = near.find(isTaken); taken !== undefined; taken = near.find(isTaken)) {
      base = taken.base + taken.block.rows;
    }
    blocks.push({ block, base });
  }
  return { blocks, rows: Math.max(0, ...blocks.map(({ block, base }) => base + block.rows)) };
}

/** Long stretches of time, each once. Milliseconds. */
function stretchesOf(points: readonly TimelinePoint[]): readonly { readonly from: number; readonly to: number }[] {
  const long = points.flatMap(({ step: { days } }) =>
    days !== undefined && isStretch(days) ? [{ from: timeOf(days.from), to: timeOf(days.to) }] : [],
  );
  return long.filter(({ from, to }, i) => long.findIndex((each) => each.from === from && each.to === to) === i);
}

interface Scale {
  /** `time`: milliseconds. */
  x(time: number): number;
  ticks(locale: string): TimelineLayout['ticks'];
}

function createScale(
  days: readonly { readonly from: string; readonly to: string }[],
  left: number,
  right: number,
): Scale {
  const [first, last] = [
    Math.min(...days.map(({ from }) => timeOf(from))),
    Math.max(...days.map(({ to }) => timeOf(to))),
  ];
  const missing = Math.max(0, LEAST_DAYS * DAY_MS - (last - first)) / 2;
  const [from, to] = [first - missing, last + missing];
  const x = (time: number): number => left + ((time - from) / (to - from)) * (right - left);
  return {
    x,
    ticks(locale) {
      const perMonth = (right - left) / ((to - from) / DAY_MS / 30.44);
      const months = TICK_MONTHS.find((step) => step * perMonth >= TICK_ROOM) ?? 1200;
      const format = new Intl.DateTimeFormat(locale, {
        year: 'numeric',
        ...(months < 12 ? { month: 'short' } : {}),
        timeZone: 'UTC',
      });
      const start = new Date(from);
      const begin = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
      const ticks: { x: number; label: string }[] = [];
      for (let month = begin; ; month += months) {
        const time = Date.UTC(Math.floor(month / 12), month % 12);
        if (time > to) return ticks;
        if (time >= from) ticks.push({ x: x(time), label: format.format(time) });
      }
    },
  };
}

function timeOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

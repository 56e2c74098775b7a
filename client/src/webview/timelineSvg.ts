import { escapeHtml } from '../../../server/src/api/escapeHtml.js';
import type { TimelineWords } from './messages.js';
import type { PlacedLane, PlacedPoint, TimelineLayout } from './timelineLayout.js';
import { factsOf, type PointState, stateOf, type TimelinePoint } from './timelinePoints.js';

/** Width of a letter of a lane's label, about, in CSS pixels. */
const LETTER = 7.5;
/** A link leaves and reaches a statement so far from its edge. */
const CLEAR = 2;
/** From the axis of time to its dates. */
const TICK_DROP = 20;

/** The picture as SVG. Each statement is a button in a list, so that keys and screen readers reach it. */
export function drawTimeline(layout: TimelineLayout, label: string, words: TimelineWords): string {
  const { width, height, base, points, lanes, ticks, time, undated } = layout;
  const byNumber = new Map(points.map((placed) => [placed.point.number, placed]));
  const links = points.flatMap((from) => {
    const to = from.point.step.status === 'superseded' ? byNumber.get(from.point.by ?? 0) : undefined;
    return to === undefined ? [] : [drawLink(from, to)];
  });
  return [
    `<svg width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="group" aria-label="${escapeHtml(label)}">`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" markerUnits="userSpaceOnUse"><path d="M1 1 L7 4 L1 7" class="arrow"/></marker></defs>',
    '<g aria-hidden="true">',
    ...(time === undefined ? [] : ticks.map(({ x, label: date }) => drawTick(x, base, date))),
    ...(time === undefined ? [] : [`<path class="axis" d="M${round(time.from)} ${round(base)}H${round(time.to)}"/>`]),
    ...(undated === undefined
      ? []
      : [
          `<text class="tick" x="${undated.x}" y="${round(base + TICK_DROP)}" text-anchor="middle">${escapeHtml(words.undated)}</text>`,
          ...(time === undefined ? [] : [`<path class="divide" d="M${undated.to} 6V${round(height)}"/>`]),
        ]),
    ...lanes.map((lane) => drawLane(lane, width)),
    ...links,
    '</g>',
    '<g role="list">',
    ...points.map((placed, i) => drawPoint(placed, words, i === 0)),
    '</g></svg>',
  ].join('\n');
}

/** A statement's mark: round for, a diamond against, a square for neither; by its state filled, ringed, open or struck out. */
export function drawMark(side: TimelinePoint['step']['side'], state: PointState, radius: number): string {
  const shape = (r: number, kind: string): string => {
    if (side === 'for') return `<circle class="${kind}" r="${r}"/>`;
    // As large to the eye as the circle.
    const half = round(side === 'against' ? r * 1.25 : r * 0.9);
    if (side === 'against') return `<path class="${kind}" d="M0 ${-half}L${half} 0L0 ${half}L${-half} 0Z"/>`;
    return `<rect class="${kind}" x="${-half}" y="${-half}" width="${half * 2}" height="${half * 2}" rx="2"/>`;
  };
  const reach = round(radius * 0.95);
  return [
    shape(radius, 'shape'),
    ...(state === 'confirmed' ? [shape(radius + 3, 'ring')] : []),
    ...(state === 'gone' ? [`<path class="strike" d="M${-reach} ${reach}L${reach} ${-reach}"/>`] : []),
  ].join('');
}

/** The class names of a statement's mark. */
export function markClasses(side: TimelinePoint['step']['side'], state: PointState): string {
  return `${side ?? 'neither'} ${state}`;
}

function drawPoint({ point, x, y, radius }: PlacedPoint, words: TimelineWords, isFirst: boolean): string {
  const { number, step } = point;
  const state = stateOf(point);
  const label = escapeHtml(`${number}. ${factsOf(point, words).join(', ')}: ${step.text}`);
  return [
    `<g role="listitem"><g class="point ${markClasses(step.side, state)}" role="button" tabindex="${isFirst ? 0 : -1}" data-number="${number}" aria-label="${label}" transform="translate(${round(x)} ${round(y)})">`,
    '<circle class="target" r="16"/>',
    drawMark(step.side, state, radius),
    `<text y="4" text-anchor="middle">${number}</text>`,
    '</g></g>',
  ].join('');
}

function drawTick(x: number, y: number, label: string): string {
  return `<path class="grid" d="M${round(x)} 6V${round(y)}"/><text class="tick" x="${round(x)}" y="${round(y + TICK_DROP)}" text-anchor="middle">${escapeHtml(label)}</text>`;
}

function drawLane({ holder, top, axis, leaders, stretches }: PlacedLane, width: number): string {
  const most = Math.floor(width / LETTER);
  const label = holder.length > most ? `${holder.slice(0, most - 1)}…` : holder;
  return [
    `<path class="lane" d="M0 ${round(axis)}H${round(width)}"/>`,
    ...stretches.map(
      ({ from, to }) =>
        `<rect class="stretch" x="${round(from)}" y="${round(axis - 3)}" width="${round(to - from)}" height="6" rx="3"/>`,
    ),
    ...leaders.map(({ x, from, to }) => `<path class="leader" d="M${round(x)} ${round(from)}V${round(to)}"/>`),
    `<text class="holder" x="0" y="${round(top + 18)}">${escapeHtml(label)}</text>`,
  ].join('');
}

/** An arch from a statement to the one that took its place, above both; between the two sides of a line, a bow. */
function drawLink(from: PlacedPoint, to: PlacedPoint): string {
  const ends = `data-from="${from.point.number}" data-to="${to.point.number}"`;
  const draw = (path: string): string => `<path class="link" ${ends} marker-end="url(#arrow)" d="${path}"/>`;
  const distance = Math.abs(to.x - from.x);
  if (from.point.step.side !== to.point.step.side && distance > from.radius + to.radius) {
    const way = Math.sign(to.x - from.x);
    const [x1, x2] = [from.x + way * (from.radius + CLEAR), to.x - way * (to.radius + CLEAR * 2)];
    const middle = (x1 + x2) / 2;
    return draw(
      `M${round(x1)} ${round(from.y)}C${round(middle)} ${round(from.y)} ${round(middle)} ${round(to.y)} ${round(x2)} ${round(to.y)}`,
    );
  }
  const [y1, y2] = [from.y - from.radius - CLEAR, to.y - to.radius - CLEAR * 2];
  const peak = Math.min(y1, y2) - 14 - Math.min(10, distance / 40);
  return draw(
    `M${round(from.x)} ${round(y1)}C${round(from.x)} ${round(peak)} ${round(to.x)} ${round(peak)} ${round(to.x)} ${round(y2)}`,
  );
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}

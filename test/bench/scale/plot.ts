import { linearScale, roundTicks } from './axes.js';
import type { Measured } from './measured.js';
import { type Figures, formatNumber } from './tables.js';

const COLUMNS = 3;
const PANEL = { width: 300, height: 210 };
const MARGIN = { left: 52, right: 16, top: 40, bottom: 44 };
const TICKS = 4;

/** Readable on a white page and on a dark one; pictures take the colours of the reader's system. */
const STYLE = `
  .page { fill: #ffffff }
  text { font: 11px system-ui, sans-serif; fill: #333333 }
  .title { font-size: 13px; font-weight: 600 }
  .grid { stroke: #dddddd }
  .line { stroke: #1f5fa8; stroke-width: 2; fill: none }
  .dot { fill: #1f5fa8 }
  .target { stroke: #b3541e; stroke-width: 1.5; stroke-dasharray: 5 4 }
  .named { fill: #b3541e }
  @media (prefers-color-scheme: dark) {
    .page { fill: #16191d }
    text { fill: #d6d9dd }
    .grid { stroke: #3a4047 }
    .line { stroke: #7db4f0 }
    .dot { fill: #7db4f0 }
    .target { stroke: #f0a070 }
    .named { fill: #f0a070 }
  }`;

/** One small plot. */
export interface Panel {
  readonly title: string;
  /** The measure's name among the figures. */
  readonly measure: string;
  /** The most it may be for each megabyte of text, in the measure's unit, where the target depends on the size. */
  readonly mostPerMegabyte?: number;
}

/** Where a target stands at the left and at the right end of a plot. */
type Limits = readonly [left: number, right: number];

/** An SVG picture: each measure by the size of the text, on straight axes that begin at 0, its target a dashed line. */
export function plotGrowth(panels: readonly Panel[], parts: readonly Figures[]): string {
  const drawn = panels.filter(({ measure }) =>
    parts.some(({ figures }) => figures.some(({ name }) => name === measure)),
  );
  const width = COLUMNS * PANEL.width;
  const height = Math.ceil(drawn.length / COLUMNS) * PANEL.height;
  const body = drawn.map((panel, i) => {
    const [x, y] = [(i % COLUMNS) * PANEL.width, Math.floor(i / COLUMNS) * PANEL.height];
    return `<g transform="translate(${x} ${y})">\n${drawPanel(panel, parts)}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>How times and memory grow with the corpus</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

function drawPanel({ title, measure, mostPerMegabyte }: Panel, parts: readonly Figures[]): string {
  const points = parts.flatMap(({ bytes, figures }) => {
    const measured = figures.find(({ name }) => name === measure);
    return measured === undefined ? [] : [{ megabytes: bytes / 1e6, measured }];
  });
  const first = points[0]?.measured;
  const xTicks = roundTicks(Math.max(...points.map(({ megabytes }) => megabytes)), TICKS);
  const xMost = xTicks.at(-1) ?? 1;
  const fixed = first?.most ?? first?.least;
  const grown = mostPerMegabyte === undefined ? undefined : mostPerMegabyte * xMost;
  const limits: Limits | undefined =
    grown !== undefined ? [0, grown] : fixed === undefined ? undefined : [fixed, fixed];
  const yTicks = roundTicks(Math.max(...points.map(({ measured }) => measured.value), ...(limits ?? [])), TICKS);
  const [left, right] = [MARGIN.left, PANEL.width - MARGIN.right];
  const [bottom, top] = [PANEL.height - MARGIN.bottom, MARGIN.top];
  const x = linearScale(xMost, left, right);
  const y = linearScale(yTicks.at(-1) ?? 1, bottom, top);
  const at = ({ megabytes, measured }: (typeof points)[number]): string =>
    `${round(x(megabytes))},${round(y(measured.value))}`;
  return [
    `<text class="title" x="${left}" y="20">${escapeXml(`${title}, ${unitOf(first)}`)}</text>`,
    ...yTicks.flatMap((tick) => [
      `<line class="grid" x1="${left}" x2="${right}" y1="${round(y(tick))}" y2="${round(y(tick))}"/>`,
      `<text x="${left - 6}" y="${round(y(tick)) + 4}" text-anchor="end">${formatNumber(tick)}</text>`,
    ]),
    ...xTicks.map(
      (tick) => `<text x="${round(x(tick))}" y="${bottom + 16}" text-anchor="middle">${formatNumber(tick)}</text>`,
    ),
    `<text x="${(left + right) / 2}" y="${bottom + 33}" text-anchor="middle">text, MB</text>`,
    ...(limits === undefined
      ? []
      : drawTarget(first?.least === undefined ? 'at most' : 'at least', [y(limits[0]), y(limits[1])])),
    `<polyline class="line" points="${points.map(at).join(' ')}"/>`,
    ...points.map(
      (point) => `<circle class="dot" cx="${round(x(point.megabytes))}" cy="${round(y(point.measured.value))}" r="3"/>`,
    ),
  ].join('\n');
}

function drawTarget(name: string, [from, to]: Limits): readonly string[] {
  const [left, right] = [MARGIN.left, PANEL.width - MARGIN.right];
  return [
    `<line class="target" x1="${left}" x2="${right}" y1="${round(from)}" y2="${round(to)}"/>`,
    `<text class="named" x="${right}" y="${round(to) - 5}" text-anchor="end">${name}</text>`,
  ];
}

function unitOf(measured: Measured | undefined): string {
  return measured?.unit === 'x' ? 'times its size' : (measured?.unit ?? '');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

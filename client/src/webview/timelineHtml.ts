import type { ChangedWords } from '../../../server/src/api/protocol.js';
import { escapeHtml } from '../../../server/src/api/escapeHtml.js';
import { fill } from './fill.js';
import type { ShowTopics, TimelineTopic, TimelineWords } from './messages.js';
import { isStretch, layOut, radiusOf } from './timelineLayout.js';
import {
  factsOf,
  mannerOf,
  type PointState,
  pointsOf,
  stateOf,
  statusOf,
  type TimelinePoint,
} from './timelinePoints.js';
import { drawMark, drawTimeline, markClasses } from './timelineSvg.js';

/** The page of a topic but for its picture: whatever a document says is shown as it stands. */
export function writePage({ topics, selected, remarks, words }: ShowTopics): string {
  const topic = topics[selected];
  if (topic === undefined) return '';
  const points = pointsOf(topic);
  return `<header>
<h1>${escapeHtml(topic.topic)}</h1>
<div class="tools">${topicSelect(topics, selected, words)}<button type="button" data-action="text">${escapeHtml(words.showAsText)}</button></div>
<p class="facts">${escapeHtml(summaryOf(topic, points.length, words).join(' · '))}</p>
</header>
${remarks.map((remark) => `<p class="remark">${escapeHtml(remark)}</p>`).join('\n')}
<figure>
<div id="picture"></div>
<p id="caption" aria-hidden="true">${escapeHtml(words.hint)}</p>
<figcaption><ul aria-label="${escapeHtml(words.legend)}">${legendOf(points, words).join('')}</ul></figcaption>
</figure>
${topic.lanes
  .map(({ holder }, lane) =>
    laneHtml(
      holder,
      points.filter((point) => point.lane === lane),
      words,
    ),
  )
  .join('\n')}`;
}

/** The picture of a topic for a width in CSS pixels. */
export function writePicture({ topics, selected, words, locale }: ShowTopics, width: number): string {
  const topic = topics[selected];
  if (topic === undefined) return '';
  return drawTimeline(layOut(pointsOf(topic), width, locale), fill(words.picture, topic.topic), words);
}

/** A statement in a few lines: what the pointer, or the key, is on. */
export function captionOf(point: TimelinePoint, words: TimelineWords): string {
  return `<b>${point.number}</b> ${escapeHtml(factsOf(point, words).join(' · '))}<br>“${escapeHtml(point.step.text)}”`;
}

function summaryOf({ lanes }: TimelineTopic, count: number, words: TimelineWords): readonly string[] {
  const pillars = [...new Set(lanes.flatMap(({ pillar }) => pillar ?? []))];
  return [...pillars, count === 1 ? words.oneStatement : fill(words.statements, count)];
}

function topicSelect(topics: readonly TimelineTopic[], selected: number, words: TimelineWords): string {
  if (topics.length < 2) return '';
  const options = topics.map(
    ({ topic }, i) => `<option value="${i}"${i === selected ? ' selected' : ''}>${escapeHtml(topic)}</option>`,
  );
  return `<label>${escapeHtml(words.topic)} <select data-action="select">${options.join('')}</select></label>`;
}

/** What the marks mean, as far as the picture has them. */
function legendOf(points: readonly TimelinePoint[], words: TimelineWords): readonly string[] {
  const item = (drawn: string, text: string): string =>
    `<li><svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true">${drawn}</svg>${escapeHtml(text)}</li>`;
  const mark = (side: TimelinePoint['step']['side'], kind: PointState | 'sample', radius = 7, x = 0): string => {
    const state = kind === 'sample' ? 'standing' : kind;
    return `<g class="point ${kind} ${markClasses(side, state)}" transform="translate(${x} 0)">${drawMark(side, state, radius)}</g>`;
  };
  const sides = (['for', 'against', undefined] as const).filter((side) =>
    points.some(({ step }) => step.side === side),
  );
  const states = (['standing', 'confirmed', 'takenUp', 'gone'] as const).filter((state) =>
    points.some((point) => stateOf(point) === state),
  );
  const isLong = points.some(({ step: { days } }) => days !== undefined && isStretch(days));
  const sizes = new Set(points.map(({ step }) => radiusOf(step.strength)));
  return [
    ...sides.map((side) => item(mark(side, 'sample'), words.side[side ?? 'neither'])),
    ...(sizes.size > 1
      ? [item(`${mark('for', 'takenUp', 3, -7)}${mark('for', 'takenUp', 6.5, 4)}`, words.marks.size)]
      : []),
    ...states.map((state) => item(mark('for', state), words.marks[state])),
    ...(points.some(({ step }) => step.status === 'superseded')
      ? [item('<path class="link" marker-end="url(#arrow)" d="M-9 6C-9 -8 8 -8 8 4"/>', words.marks.link)]
      : []),
    ...(isLong
      ? [item('<rect class="stretch" x="-10" y="-3" width="20" height="6" rx="3"/>', words.marks.stretch)]
      : []),
  ];
}

function laneHtml(holder: string, points: readonly TimelinePoint[], words: TimelineWords): string {
  const first = points[0]?.number ?? 1;
  return `<section>
<h2>${escapeHtml(holder)}</h2>
<ol start="${first}">${points.map((point) => statementHtml(point, words)).join('\n')}</ol>
</section>`;
}

function statementHtml(point: TimelinePoint, words: TimelineWords): string {
  const { number, since, step } = point;
  const state = stateOf(point);
  const changed = step.changed?.words ?? [];
  const isChanged = changed.some(({ kind }) => kind !== 'both');
  return `<li class="statement ${state}" data-statement="${number}">
<svg class="badge" width="32" height="32" viewBox="-16 -16 32 32" aria-hidden="true"><g class="point ${markClasses(step.side, state)}">${drawMark(step.side, state, radiusOf(step.strength))}<text y="4" text-anchor="middle">${number}</text></g></svg>
<p class="when"><b>${escapeHtml(step.date)}</b> <span class="status">${escapeHtml(statusOf(point, words))}</span> <span class="manner">${escapeHtml(mannerOf(point, words).join(' · '))}</span></p>
<blockquote>${escapeHtml(step.text)}</blockquote>
${isChanged && since !== undefined ? `<p class="changed">${escapeHtml(fill(words.since, since))} ${changed.map(changedHtml).join(' ')}</p>` : ''}
${step.grounds.length === 0 ? '' : `<p class="grounds">${escapeHtml(fill(words.decided, step.grounds.join('; ')))}</p>`}
<p class="source"><cite>${escapeHtml(step.citation)}</cite> <button type="button" data-open="${number}" aria-label="${escapeHtml(fill(words.openSourceOf, number))}">${escapeHtml(words.openSource)}</button></p>
</li>`;
}

function changedHtml({ kind, words }: ChangedWords): string {
  const safe = escapeHtml(words);
  if (kind === 'both' || safe === '') return safe;
  return kind === 'earlier' ? `<del>${safe}</del>` : `<ins>${safe}</ins>`;
}

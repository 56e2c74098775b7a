import type { ShowTopics, TimelineRequest } from './messages.js';
import { captionOf, writePage, writePicture } from './timelineHtml.js';
import { pointsOf, type TimelinePoint } from './timelinePoints.js';

/** What VS Code gives to the script of a webview. */
declare function acquireVsCodeApi(): { postMessage(message: TimelineRequest): void };

const host = acquireVsCodeApi();
const root = document.querySelector('main') ?? document.body;
let shown: ShowTopics | undefined;
let points: readonly TimelinePoint[] = [];

/** For which the picture is drawn, in CSS pixels. */
let width = 0;

// Drawing changes the height: only another width asks for another picture.
const resizing = new ResizeObserver(() => {
  if (root.querySelector('#picture')?.clientWidth !== width) draw();
});

function show(topics: ShowTopics): void {
  const topic = topics.topics[topics.selected];
  if (topic === undefined) return;
  const focused = focusedPoint();
  shown = topics;
  points = pointsOf(topic);
  document.documentElement.lang = topics.locale;
  root.innerHTML = writePage(topics);
  resizing.disconnect();
  const picture = root.querySelector('#picture');
  if (picture !== null) resizing.observe(picture);
  draw();
  if (focused !== undefined) focusPoint(focused);
}

/** Draws the picture for the room that it has; the statement that had the focus keeps it. */
function draw(): void {
  const picture = root.querySelector('#picture');
  if (shown === undefined || picture === null || picture.clientWidth === 0) return;
  const focused = focusedPoint();
  width = picture.clientWidth;
  picture.innerHTML = writePicture(shown, width);
  if (focused !== undefined) focusPoint(focused);
}

function focusedPoint(): number | undefined {
  return numberOf(document.activeElement?.closest('[data-number]') ?? null);
}

function open(number: number): void {
  const point = points[number - 1];
  if (shown === undefined || point === undefined) return;
  host.postMessage({ kind: 'open', topic: shown.selected, lane: point.lane, step: point.place });
}

/** Number of the statement that an element of the page stands for; `undefined` when for none. */
function numberOf(element: EventTarget | null): number | undefined {
  const found = element instanceof Element ? element.closest<HTMLElement>('[data-number], [data-statement]') : null;
  const written = found?.getAttribute('data-number') ?? found?.getAttribute('data-statement');
  return written === undefined || written === null ? undefined : Number(written);
}

/** Makes the statement's point the one that Tab goes to, and gives it the focus. */
function focusPoint(number: number): void {
  for (const each of root.querySelectorAll<SVGElement>('[data-number]')) {
    const isWanted = each.dataset['number'] === String(number);
    each.setAttribute('tabindex', isWanted ? '0' : '-1');
    if (isWanted) each.focus();
  }
}

/** Brings out a statement in the picture and in the list, with its links; none when `undefined`. */
function light(number: number | undefined): void {
  const point = points[(number ?? 0) - 1];
  const caption = root.querySelector('#caption');
  if (shown === undefined || caption === null) return;
  if (point === undefined) caption.textContent = shown.words.hint;
  else caption.innerHTML = captionOf(point, shown.words);
  for (const each of root.querySelectorAll<HTMLElement>('[data-number], [data-statement]')) {
    each.classList.toggle('lit', number !== undefined && numberOf(each) === number);
  }
  for (const link of root.querySelectorAll<SVGElement>('.link[data-from]')) {
    link.classList.toggle('lit', [link.dataset['from'], link.dataset['to']].includes(String(number)));
  }
}

root.addEventListener('click', ({ target }) => {
  if (shown === undefined || !(target instanceof Element)) return;
  const point = target.closest('[data-number]');
  const button = target.closest<HTMLElement>('button[data-open]');
  if (point !== null) open(numberOf(point) ?? 0);
  else if (button !== null) open(Number(button.dataset['open']));
  else if (target.closest('[data-action="text"]') !== null) {
    host.postMessage({ kind: 'text', topic: shown.selected });
  }
});
root.addEventListener('change', ({ target }) => {
  if (shown === undefined || !(target instanceof HTMLSelectElement)) return;
  show({ ...shown, selected: Number(target.value) });
  host.postMessage({ kind: 'select', topic: Number(target.value) });
  root.querySelector('select')?.focus();
});
root.addEventListener('keydown', (event) => {
  const { key, target } = event;
  const point = target instanceof Element ? target.closest('[data-number]') : null;
  if (point === null) return;
  const number = numberOf(point) ?? 0;
  const places: Readonly<Record<string, number>> = {
    ArrowRight: number + 1,
    ArrowDown: number + 1,
    ArrowLeft: number - 1,
    ArrowUp: number - 1,
    Home: 1,
    End: points.length,
  };
  const wanted = places[key];
  if (wanted !== undefined) focusPoint(Math.min(Math.max(wanted, 1), points.length));
  else if (key === 'Enter' || key === ' ') open(number);
  else return;
  event.preventDefault();
});
root.addEventListener('focusin', ({ target }) => light(numberOf(target)));
root.addEventListener('focusout', () => light(undefined));
root.addEventListener('pointerover', ({ target }) => light(numberOf(target) ?? numberOf(document.activeElement)));

window.addEventListener('message', ({ data }: MessageEvent<ShowTopics>) => show(data));
host.postMessage({ kind: 'ready' });

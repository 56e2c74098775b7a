import type { PositionInfo, PositionStepInfo } from '../../../server/src/api/protocol.js';
import { fill } from './fill.js';
import type { TimelineTopic, TimelineWords } from './messages.js';

/** A statement as the picture and the list show it. */
export interface TimelinePoint {
  /** Counts from 1 through all lanes. */
  readonly number: number;
  readonly holder: string;
  /** Places of its lane in the topic and of its step in the lane. */
  readonly lane: number;
  readonly place: number;
  readonly step: PositionStepInfo;
  /** Number of the statement that made its status what it is. */
  readonly by?: number;
  /** Number of the statement from which its words go on. */
  readonly since?: number;
}

/** How a statement is drawn: it stands, the delegation confirmed it, later ones take the same line, or it no longer counts. */
export type PointState = 'standing' | 'confirmed' | 'takenUp' | 'gone';

const STATES: Readonly<Record<PositionStepInfo['status'], PointState>> = {
  current: 'standing',
  confirmed: 'confirmed',
  retained: 'takenUp',
  strengthened: 'takenUp',
  superseded: 'gone',
  retired: 'gone',
};

/** The statements of a topic, numbered lane by lane from the oldest to the newest. */
export function pointsOf({ lanes }: TimelineTopic): readonly TimelinePoint[] {
  let before = 0;
  return lanes.flatMap(({ holder, steps }, lane) => {
    const first = before + 1;
    before += steps.length;
    return steps.map((step, place) => ({
      number: first + place,
      holder,
      lane,
      place,
      step,
      ...(step.by === undefined ? {} : { by: first + step.by }),
      ...(step.changed === undefined ? {} : { since: first + step.changed.since }),
    }));
  });
}

export function stateOf({ step }: TimelinePoint): PointState {
  return STATES[step.status];
}

/** "superseded by 7". */
export function statusOf({ step, by }: TimelinePoint, { status }: TimelineWords): string {
  return fill(status[step.status], by ?? '').trim();
}

/** Its date, holder, status, side and strength, in words. */
export function factsOf(point: TimelinePoint, words: TimelineWords): readonly string[] {
  return [point.step.date, point.holder, statusOf(point, words), ...mannerOf(point, words)];
}

/** On which side it speaks and how strongly: "for it", "asks". */
export function mannerOf({ step: { side, strength } }: TimelinePoint, words: TimelineWords): readonly string[] {
  return [words.side[side ?? 'neither'], ...words.strength.slice(strength, strength + 1)];
}

/** Positions by topic, in the order of their first. */
export function topicsOf(positions: readonly PositionInfo[]): readonly TimelineTopic[] {
  const byTopic = new Map<string, PositionInfo[]>();
  for (const position of positions) byTopic.set(position.topic, [...(byTopic.get(position.topic) ?? []), position]);
  return Array.from(byTopic, ([topic, lanes]) => ({ topic, lanes }));
}

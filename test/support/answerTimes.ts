import type { Elapsed } from '../bench/scale/server.js';
import { percentile } from '../bench/scale/statistics.js';

/** How long answers took, by what was asked for. */
export interface AnswerTimes {
  /** How many were asked for, those that nobody waited for any more included. */
  readonly asked: number;
  add(what: string, time: Elapsed): void;
  /** Nobody waited for it any more. */
  addOvertaken(what: string): void;
  /** The times of those that were waited for. */
  of(what: string): readonly Elapsed[];
  /** As a table of text: a row of each thing that was asked for, in milliseconds. */
  table(): string;
}

const HEADINGS = ['ms', 'answered', 'overtaken', 'p50', 'p95', 'p99', 'max', 'served p99', 'max'] as const;

/** Nothing has been asked yet. */
export function createAnswerTimes(): AnswerTimes {
  const answered = new Map<string, Elapsed[]>();
  const overtaken = new Map<string, number>();
  let asked = 0;
  const timesOf = (what: string): Elapsed[] => {
    const times = answered.get(what) ?? [];
    answered.set(what, times);
    return times;
  };
  const rowOf = (what: string, times: readonly Elapsed[]): readonly string[] => {
    const [all, served] = [times.map((time) => time.all), times.map((time) => time.served)];
    const figures = [
      ...[0.5, 0.95, 0.99, 1].map((share) => percentile(all, share)),
      ...[0.99, 1].map((share) => percentile(served, share)),
    ];
    const name = what.slice(what.indexOf('/') + 1);
    return [name, String(times.length), String(overtaken.get(what) ?? 0), ...figures.map((each) => each.toFixed(1))];
  };
  return {
    get asked() {
      return asked;
    },
    add(what, time) {
      asked++;
      timesOf(what).push(time);
    },
    addOvertaken(what) {
      asked++;
      timesOf(what);
      overtaken.set(what, (overtaken.get(what) ?? 0) + 1);
    },
    of: timesOf,
    table: () =>
      [HEADINGS, ...Array.from(answered, ([what, times]) => rowOf(what, times))]
        .map(([name = '', ...cells]) => name.padEnd(18) + cells.map((cell) => cell.padStart(11)).join(''))
        .join('\n'),
  };
}

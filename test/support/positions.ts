import type { PositionInfo, PositionStepInfo } from '../../server/src/api/protocol.js';

/** A statement as the server tells it; one that stands where `more` says nothing else. */
export function stepOf(text: string, more: Partial<PositionStepInfo> = {}): PositionStepInfo {
  return {
    status: 'current',
    text,
    date: '2020',
    days: { from: '2020-01-01', to: '2020-01-31' },
    strength: 3,
    side: 'for',
    citation: 'Pakistan, statement, 2020, para. 1',
    uri: 'file:///record/said.md',
    range: { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } },
    grounds: [],
    ...more,
  };
}

/** A position of Pakistan, or of whom `more` says. */
export function positionOf(
  topic: string,
  steps: readonly PositionStepInfo[],
  more: Partial<PositionInfo> = {},
): PositionInfo {
  return { holder: 'Pakistan', topic, steps, ...more };
}

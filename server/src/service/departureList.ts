import type { DepartureInfo } from '../api/protocol.js';
import type { RecordedDeparture } from '../ingest/departuresFile.js';
import { spellDate } from './citation.js';
import { RULE_WORDS } from './ruleWords.js';

/** The departures ready to show: the newest first, and of one day the one that was recorded last. */
export function listDepartures(departures: readonly RecordedDeparture[]): readonly DepartureInfo[] {
  return departures
    .map((departure) => ({ ...departure, departs: RULE_WORDS[departure.rule].name, day: spellDate(departure.date) }))
    .sort((a, b) => (a.date === b.date ? b.line - a.line : a.date < b.date ? 1 : -1));
}

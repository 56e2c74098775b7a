import type { DepartureInfo } from '../api/protocol.js';
import type { DeparturesOfFile } from '../ingest/departuresFile.js';
import { dayLabel } from './labels.js';
import { RULE_WORDS } from './ruleWords.js';

/** The departures ready to show: the newest first, and of one day and file the one that was recorded last. */
export function listDepartures(files: readonly DeparturesOfFile[]): readonly DepartureInfo[] {
  return files
    .flatMap(({ uri, departures }) => departures.toReversed().map((departure) => ({ ...departure, uri })))
    .map((departure) => ({ ...departure, departs: RULE_WORDS[departure.rule].name, day: dayLabel(departure.date) }))
    .sort((a, b) => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1));
}

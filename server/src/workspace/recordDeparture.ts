import { decodeBytes } from '../ingest/decode.js';
import { addDeparture, type Departure, DEPARTURES_FILE } from '../ingest/departuresFile.js';
import type { FileWriter } from '../platform/host.js';

/**
 * Adds the departure to the file (a file URI), which is made where there is none. Answers the zero-based line of the entry,
 * or what has to be put right in the file first: then nothing is written. Rejects when the file cannot be written.
 */
export async function recordDeparture(
  fileWriter: FileWriter,
  uri: string,
  departure: Departure,
): Promise<{ readonly line: number } | { readonly problem: string }> {
  let outcome: { readonly line: number } | { readonly problem: string } = { problem: '' };
  await fileWriter.updateFile(uri, (before) => {
    const decoded = before === undefined ? { text: undefined } : decodeBytes(before);
    if ('problem' in decoded) {
      outcome = { problem: `${DEPARTURES_FILE}: ${decoded.problem}` };
      return undefined;
    }
    const added = addDeparture(decoded.text, departure);
    outcome = added;
    return 'problem' in added ? undefined : new TextEncoder().encode(added.text);
  });
  return outcome;
}

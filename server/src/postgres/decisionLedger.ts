import { createHash, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import {
  type EntryContent,
  type FileEntries,
  sameContent,
  type SharedEntry,
  type SharedFile,
} from '../ingest/sharedEntries.js';

const Fields = v.record(v.string(), v.any());
const Content = v.object({ list: v.string(), fields: Fields });
const File = v.picklist(['positions', 'departures']);

const KnownSchema = v.object({
  file: File,
  /** SHA-256 of what is decided about, hexadecimal. */
  subject: v.string(),
  version: v.number(),
  /** The entry; absent once it is taken back. */
  content: v.exactOptional(Content),
});

const WriteSchema = v.object({
  /** The number by which the server knows it again. */
  id: v.string(),
  file: File,
  subject: v.string(),
  /** The version that it takes the place of; 0 for none. */
  seen: v.number(),
  content: v.exactOptional(Content),
});

/** What is kept on this machine of decisions that a mission shares. */
export const LedgerSchema = v.object({
  format: v.literal(1),
  /** The revision of the mission's decisions up to which everything is known. */
  revision: v.number(),
  /** What the files were last known to agree on with the server. */
  known: v.array(KnownSchema),
  /** What was decided here and the server has not taken yet, in order. */
  waiting: v.array(WriteSchema),
});

/** An entry as the server and the file had it when they last agreed. */
export type KnownDecision = v.InferOutput<typeof KnownSchema>;
/** A decision on its way to the server. */
export type DecisionWrite = v.InferOutput<typeof WriteSchema>;
/** What is kept on this machine of decisions that a mission shares. */
export type DecisionLedger = v.InferOutput<typeof LedgerSchema>;

/** Nothing is known and nothing waits. */
export const EMPTY_LEDGER: DecisionLedger = { format: 1, revision: 0, known: [], waiting: [] };

/**
 * The ledger with what was decided in the files since: an entry that is new, other than it was, or gone, waits from now on. A file
 * that is missing in `entries` has decided nothing. The same ledger where nothing was decided.
 */
export function noteDecisions(ledger: DecisionLedger, entries: FileEntries): DecisionLedger {
  const planned = new Map<string, Pick<KnownDecision, 'version' | 'content'>>(
    ledger.known.map((known) => [placeOf(known), known]),
  );
  for (const { seen, content, ...place } of ledger.waiting) {
    planned.set(placeOf(place), { version: seen + 1, ...(content && { content }) });
  }
  const waiting: DecisionWrite[] = [];
  const note = (place: Pick<KnownDecision, 'file' | 'subject'>, content?: EntryContent): void => {
    const before = planned.get(placeOf(place));
    if (sameContent(before?.content, content)) return;
    waiting.push({
      id: randomUUID(),
      ...place,
      seen: before?.version ?? 0,
      ...(content && { content: { list: content.list, fields: content.fields } }),
    });
  };
  for (const [file, ofFile] of Object.entries(entries) as [SharedFile, ReadonlyMap<string, SharedEntry>][]) {
    const bySubject = new Map(Array.from(ofFile.values(), (entry) => [digestOf(entry.subject), entry]));
    for (const [subject, entry] of bySubject) note({ file, subject }, entry);
    for (const { file: of, subject } of [...ledger.known, ...ledger.waiting]) {
      if (
        of === file &&
        !bySubject.has(subject) &&
        !waiting.some((each) => each.file === of && each.subject === subject)
      )
        note({ file, subject });
    }
  }
  return waiting.length === 0 ? ledger : { ...ledger, waiting: [...ledger.waiting, ...waiting] };
}

/** The ledger as if nothing had ever come of a file: for one that is not there any more, so that it is made anew. */
export function forgetFile(ledger: DecisionLedger, file: SharedFile): DecisionLedger {
  const known = ledger.known.filter((each) => each.file !== file);
  return known.length === ledger.known.length ? ledger : { ...ledger, revision: 0, known };
}

/** The ledger once the files say what the server said: what a file does not say, it has changed since, and is not agreed on. */
export function settleDecisions(
  ledger: DecisionLedger,
  { revision, stands }: { readonly revision: number; readonly stands: readonly KnownDecision[] },
  entries: FileEntries,
): DecisionLedger {
  const known = new Map(ledger.known.map((each) => [placeOf(each), each]));
  const written = new Map(
    Object.values(entries).flatMap((ofFile) =>
      Array.from(ofFile.values(), (entry) => [placeOf({ file: entry.file, subject: digestOf(entry.subject) }), entry]),
    ),
  );
  for (const each of stands) {
    if (sameContent(written.get(placeOf(each)), each.content)) known.set(placeOf(each), each);
  }
  return { ...ledger, revision, known: [...known.values()] };
}

/** Where an entry stands, as one text. */
export function placeOf({ file, subject }: Pick<KnownDecision, 'file' | 'subject'>): string {
  return `${file} ${subject}`;
}

function digestOf(subject: string): string {
  return createHash('sha256').update(subject).digest('hex');
}

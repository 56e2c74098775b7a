import type { CorpusDocument, Passage } from '../ingest/corpusDocument.js';
import type { Steps } from '../util/steps.js';
import { compareByCodePoint } from './order.js';
import type { Changes } from './precedentStore.js';

/** Knows what became of documents from one revision to the next. */
export interface ChangeAccount {
  /** The newest revision, 0 at first. */
  readonly revision: number;
  /** Takes all documents that there are from now on as the next revision, one document a step. */
  take(documents: readonly CorpusDocument[]): Steps<void>;
  /** See `PrecedentStore.changesSince`. */
  since(revision: number): Changes;
}

/** A document as it is now, and the revision that made it so. */
interface Entry {
  readonly document: CorpusDocument;
  readonly revision: number;
}

/** An account of nothing yet. Keeps the documents of the newest revision, and of others their ids alone. */
export function createChangeAccount(): ChangeAccount {
  let revision = 0;
  let present: ReadonlyMap<string, Entry> = new Map();
  const gone = new Map<string, number>();

  return {
    get revision() {
      return revision;
    },
    *take(documents) {
      const next = revision + 1;
      const entries = new Map<string, Entry>();
      for (const document of documents) {
        const known = present.get(document.id);
        const isSame = known !== undefined && saySame(known.document, document);
        entries.set(document.id, { document, revision: isSame ? known.revision : next });
        yield;
      }
      for (const id of present.keys()) if (!entries.has(id)) gone.set(id, next);
      for (const id of entries.keys()) gone.delete(id);
      present = entries;
      revision = next;
    },
    since(earlier) {
      const changed = [...present].flatMap(([id, entry]) => (entry.revision > earlier ? [id] : []));
      const removed = [...gone].flatMap(([id, at]) => (at > earlier ? [id] : []));
      return { revision, changed: changed.sort(compareByCodePoint), removed: removed.sort(compareByCodePoint) };
    },
  };
}

/** Whether a store shows the same of both. Their texts are read only where nothing else tells. */
export function saySame(a: CorpusDocument, b: CorpusDocument): boolean {
  if (a === b) return true;
  if (factsOf(a) !== factsOf(b)) return false;
  // A fingerprint also counts where in the file a passage stands: different ones say nothing.
  if (a.uri === b.uri && a.fingerprint !== undefined && a.fingerprint === b.fingerprint) return true;
  const [passagesA, passagesB] = [a.passages, b.passages];
  return (
    passagesA.length === passagesB.length &&
    passagesA.every((passage, i) => {
      const other = passagesB[i];
      return other !== undefined && wordingOf(passage) === wordingOf(other);
    })
  );
}

function factsOf({ metadata }: CorpusDocument): string {
  const facts = Object.entries(metadata).filter(([, value]) => value !== undefined);
  return JSON.stringify(facts.sort(([a], [b]) => compareByCodePoint(a, b)));
}

/** What is shown of a passage, and what it is read by. */
function wordingOf({ citation, headings, text, marker, depth = 0 }: Passage): string {
  return JSON.stringify([citation, headings, text, marker ?? null, depth]);
}

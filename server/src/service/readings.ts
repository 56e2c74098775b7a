import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { createCommitmentPacker } from '../positions/packedCommitments.js';
import { createSentencePacker, type SentenceReadings } from './sentenceReadings.js';

/** A document as it was read for whose it was. */
export interface DocumentReading {
  readonly uri: string;
  /** As `CorpusDocument.fingerprint`. */
  readonly fingerprint: string;
  readonly holder: string;
  /** Of every sentence, in order. */
  readonly sentences: SentenceReadings;
}

/** What has been read of documents, by one lexicon: it outlives an index revision, for most documents stay as they are. */
export interface Readings {
  /** `undefined` when the document has not been read, or is not what it was. */
  of(document: CorpusDocument): DocumentReading | undefined;
  /** For the sentences of a document that is about to be read. */
  begin(): SentenceReadings;
  /** Takes in what was read of a document, in place of what was read of it before. */
  add(document: CorpusDocument, sentences: SentenceReadings): void;
  /** Takes in what an earlier start has read; what this one has read goes before. */
  recall(readings: readonly DocumentReading[]): void;
}

/** Nothing has been read yet. `onAdded` is told whenever something has. */
export function createReadings(onAdded: () => void = () => undefined): Readings {
  const known = new Map<string, DocumentReading>();
  const packer = createSentencePacker(createCommitmentPacker());
  return {
    of(document) {
      const reading = known.get(document.uri);
      if (reading?.holder !== document.metadata.holder) return undefined;
      // Asked last: it may be worked out from the whole text.
      return reading.fingerprint === document.fingerprint ? reading : undefined;
    },
    begin: () => packer.open(),
    add({ uri, fingerprint, metadata: { holder } }, sentences) {
      if (fingerprint === undefined) return;
      known.set(uri, { uri, fingerprint, holder, sentences });
      onAdded();
    },
    recall(readings) {
      for (const reading of readings) if (!known.has(reading.uri)) known.set(reading.uri, reading);
    },
  };
}
